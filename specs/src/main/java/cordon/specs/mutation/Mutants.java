package cordon.specs.mutation;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.collectingAndThen;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Design;
import cordon.model.Patch;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import java.util.stream.Stream;

/** The wrong models: those of smmu.md E.5 and, for every property, one that it must catch. */
public final class Mutants {

    /** All of them. */
    public static final ImmutableList<Mutant> ALL = ImmutableList.<Mutant>builder()
            .addAll(HardwareMutants.ALL)
            .addAll(DriverMutants.ALL)
            .addAll(CoreMutants.ALL)
            .addAll(PartMutants.ALL)
            .build();

    /** Every fault once: of these, of the patches, and those that cannot matter. */
    public static final ImmutableList<Fault> FAULTS = Stream.of(
                    ALL.stream().map(Mutant::fault),
                    PatchMutants.ALL.stream().map(Mutant::fault),
                    Harmless.ALL.stream().map(Harmless::fault))
            .flatMap(faults -> faults)
            .collect(collectingAndThen(
                    toImmutableMap(Fault::name, fault -> fault, (first, again) -> first),
                    byName -> byName.values().asList()));

    private Mutants() {}

    /** A run of the series in a scenario, its world changed as {@link cordon.model.Settings#with(String)} has it. */
    public static Run v2(String scenario, String differences) {
        return run(scenario, Design.V2, differences);
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
