package cordon.specs;

import com.google.common.collect.ImmutableList;
import cordon.model.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small world and a question about it.
 *
 * @param name short and unique: lower case, words joined by hyphens
 * @param question what somebody reviewing the series would ask, in words
 * @param settings the world: everything not said here has its default
 * @param posted settings in which the series is tried, as it was posted and without it
 * @param unposted settings in which the designs are tried that nobody has posted: {@link cordon.model.Design#MARKED} and the like
 * @param subsets whether every {@linkplain cordon.model.Design#subsets subset} of the series is tried in {@code settings}
 * @param live whether it is asked as well what must happen in the end
 */
public record Scenario(
        String name,
        String question,
        Settings settings,
        Variants posted,
        Variants unposted,
        boolean subsets,
        boolean live) {

    /**
     * Settings that are tried, each with a reason to differ from {@link Scenario#settings}.
     *
     * @param usual by the default suite
     * @param deep by the deep suite only, for they take long
     */
    public record Variants(ImmutableList<Settings> usual, ImmutableList<Settings> deep) {
        private static final Variants NONE = new Variants(ImmutableList.of(), ImmutableList.of());

        private Variants and(List<Settings> more) {
            return new Variants(
                    ImmutableList.<Settings>builder().addAll(usual).addAll(more).build(), deep);
        }

        private Variants withDeep(List<Settings> others) {
            return new Variants(usual, ImmutableList.copyOf(others));
        }
    }

    /**
     * A scenario that the default suite tries in its own world only; {@link #and} and {@link #deep} add to that.
     *
     * @param world as for {@link Settings#with(String)}
     */
    static Scenario of(String name, String question, String world) {
        Settings settings = Settings.DEFAULT.with(world);
        return new Scenario(
                name, question, settings, Variants.NONE.and(List.of(settings)), Variants.NONE, false, false);
    }

    /** With further variants; each is what differs from {@link #settings}. */
    Scenario and(String... differences) {
        return with(posted.and(variants(differences)), unposted);
    }

    /** With variants for the deep suite; each is what differs from {@link #settings}. */
    Scenario deep(String... differences) {
        return with(posted.withDeep(variants(differences)), unposted);
    }

    /** With variants in which the designs that nobody has posted are tried; each is what differs from {@link #settings}. */
    Scenario unposted(String... differences) {
        return with(posted, unposted.and(variants(differences)));
    }

    /** The same for the deep suite. */
    Scenario deepUnposted(String... differences) {
        return with(posted, unposted.withDeep(variants(differences)));
    }

    /** With every subset of the series. */
    Scenario withSubsets() {
        return new Scenario(name, question, settings, posted, unposted, true, live);
    }

    /** With the question what must happen in the end. */
    Scenario asLive() {
        return new Scenario(name, question, settings, posted, unposted, subsets, true);
    }

    private Scenario with(Variants ofPosted, Variants ofUnposted) {
        return new Scenario(name, question, settings, ofPosted, ofUnposted, subsets, live);
    }

    private List<Settings> variants(String... differences) {
        return Stream.of(differences).map(settings::with).toList();
    }
}
