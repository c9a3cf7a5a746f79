package cordon.specs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Design;
import cordon.model.Patch;

/** The wrong models: those of smmu.md E.5 and, for every property, one that it must catch. */
final class Mutants {

    /** All of them. */
    static final ImmutableList<Mutant> ALL = ImmutableList.<Mutant>builder()
            .addAll(HardwareMutants.ALL)
            .addAll(DriverMutants.ALL)
            .addAll(CoreMutants.ALL)
            .addAll(PartMutants.ALL)
            .build();

    private Mutants() {}

    /** A run of the series in a scenario, its world changed as {@link cordon.model.Settings#with(String)} has it. */
    static Run v2(String scenario, String differences) {
        return run(scenario, Design.V2, differences);
    }

    /** A run of the first version of the series. */
    static Run v1(String scenario, String differences) {
        return run(scenario, Design.V1, differences);
    }

    /** A run without the series. */
    static Run base(String scenario, String differences) {
        return run(scenario, Design.BASE, differences);
    }

    /** A run of version 2 without one of its patches. */
    static Run without(Patch patch, String scenario, String differences) {
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
