package cordon.specs;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Design;
import cordon.model.Patch;

/** Runs by a few words: a design, a scenario, and what is changed in its world. */
public final class Runs {
    private Runs() {}

    /** A run of the series in a scenario, its world changed as {@link cordon.model.Settings#with(String)} has it. */
    public static Run v2(String scenario, String differences) {
        return run(scenario, Design.V2, differences);
    }

    /** A run of v2 with the four changes of docs/proof.md. */
    public static Run marked(String scenario, String differences) {
        return run(scenario, Design.MARKED, differences);
    }

    /** A run of v2 with those changes, the lock in the place of the second mark. */
    public static Run locked(String scenario, String differences) {
        return run(scenario, Design.LOCKED, differences);
    }

    /** A run of the first version of the series. */
    public static Run v1(String scenario, String differences) {
        return run(scenario, Design.V1, differences);
    }

    /** A run without the series. */
    public static Run base(String scenario, String differences) {
        return run(scenario, Design.BASE, differences);
    }

    /** A run of version 2 without one of its patches. */
    public static Run without(Patch patch, String scenario, String differences) {
        Run whole = v2(scenario, differences);
        return Run.of(
                whole.scenario(),
                ImmutableSet.copyOf(Sets.difference(whole.patches(), ImmutableSet.of(patch))),
                whole.settings());
    }

    private static Run run(String scenario, Design design, String differences) {
        Scenario found = Scenarios.ALL.stream()
                .filter(s -> s.name().equals(scenario))
                .findFirst()
                .orElseThrow();
        return Run.of(found, design, found.settings().with(differences));
    }
}
