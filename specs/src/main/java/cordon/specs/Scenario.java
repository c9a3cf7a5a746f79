package cordon.specs;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.Settings;
import java.util.stream.Stream;

/**
 * A small world and a question about it.
 *
 * @param name short and unique: lower case, words joined by hyphens
 * @param question what somebody reviewing the series would ask, in words
 * @param settings the world: everything not said here has its default
 * @param variants settings that the default suite tries instead of {@code settings}, each with a reason to differ
 * @param deep settings that only the deep suite tries, for they take long
 * @param unposted settings in which the default suite tries the designs that were not posted, too: {@link cordon.model.Design#MARKED} and
 *     the like
 * @param deepUnposted the same in the deep suite
 * @param subsets whether every {@linkplain cordon.model.Design#subsets subset} of the series is tried in {@code settings}
 * @param live whether it is asked as well what must happen in the end
 */
public record Scenario(
        String name,
        String question,
        Settings settings,
        ImmutableList<Settings> variants,
        ImmutableList<Settings> deep,
        ImmutableList<Settings> unposted,
        ImmutableList<Settings> deepUnposted,
        boolean subsets,
        boolean live) {

    /**
     * A scenario that the default suite tries in its own world only; {@link #and} and {@link #deep} add to that.
     *
     * @param world as for {@link Settings#with(String)}
     */
    static Scenario of(String name, String question, String world) {
        Settings settings = Settings.DEFAULT.with(world);
        return new Scenario(
                name,
                question,
                settings,
                ImmutableList.of(settings),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                false,
                false);
    }

    /** With further variants; each is what differs from {@link #settings}. */
    Scenario and(String... differences) {
        ImmutableList<Settings> more =
                Stream.concat(variants.stream(), variants(differences)).collect(toImmutableList());
        return new Scenario(name, question, settings, more, deep, unposted, deepUnposted, subsets, live);
    }

    /** With variants for the deep suite; each is what differs from {@link #settings}. */
    Scenario deep(String... differences) {
        return new Scenario(
                name,
                question,
                settings,
                variants,
                variants(differences).collect(toImmutableList()),
                unposted,
                deepUnposted,
                subsets,
                live);
    }

    /** With variants in which the designs that nobody has posted are tried; each is what differs from {@link #settings}. */
    Scenario unposted(String... differences) {
        return new Scenario(
                name,
                question,
                settings,
                variants,
                deep,
                variants(differences).collect(toImmutableList()),
                deepUnposted,
                subsets,
                live);
    }

    /** The same for the deep suite. */
    Scenario deepUnposted(String... differences) {
        return new Scenario(
                name,
                question,
                settings,
                variants,
                deep,
                unposted,
                variants(differences).collect(toImmutableList()),
                subsets,
                live);
    }

    /** With every subset of the series. */
    Scenario withSubsets() {
        return new Scenario(name, question, settings, variants, deep, unposted, deepUnposted, true, live);
    }

    /** With the question what must happen in the end. */
    Scenario asLive() {
        return new Scenario(name, question, settings, variants, deep, unposted, deepUnposted, subsets, true);
    }

    private Stream<Settings> variants(String... differences) {
        return Stream.of(differences).map(settings::with);
    }
}
