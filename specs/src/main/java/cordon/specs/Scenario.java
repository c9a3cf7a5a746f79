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
 * @param subsets whether every {@linkplain cordon.model.Design#subsets subset} of the series is tried in {@code settings}
 * @param live whether it is asked as well what must happen in the end
 */
public record Scenario(
        String name,
        String question,
        Settings settings,
        ImmutableList<Settings> variants,
        ImmutableList<Settings> deep,
        boolean subsets,
        boolean live) {

    /**
     * A scenario that the default suite tries in its own world only; {@link #and} and {@link #deep} add to that.
     *
     * @param world as for {@link Settings#with(String)}
     */
    static Scenario of(String name, String question, String world) {
        Settings settings = Settings.DEFAULT.with(world);
        return new Scenario(name, question, settings, ImmutableList.of(settings), ImmutableList.of(), false, false);
    }

    /** With further variants; each is what differs from {@link #settings}. */
    Scenario and(String... differences) {
        ImmutableList<Settings> more =
                Stream.concat(variants.stream(), variants(differences)).collect(toImmutableList());
        return new Scenario(name, question, settings, more, deep, subsets, live);
    }

    /** With variants for the deep suite; each is what differs from {@link #settings}. */
    Scenario deep(String... differences) {
        return new Scenario(
                name, question, settings, variants, variants(differences).collect(toImmutableList()), subsets, live);
    }

    /** With every subset of the series. */
    Scenario withSubsets() {
        return new Scenario(name, question, settings, variants, deep, true, live);
    }

    /** With the question what must happen in the end. */
    Scenario asLive() {
        return new Scenario(name, question, settings, variants, deep, subsets, true);
    }

    private Stream<Settings> variants(String... differences) {
        return Stream.of(differences).map(settings::with);
    }
}
