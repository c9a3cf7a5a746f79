package cordon.specs.mutation;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.collectingAndThen;

import com.google.common.collect.ImmutableList;
import java.util.List;
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

    /** Every fault once: of these, and of the patches. */
    public static final ImmutableList<Fault> FAULTS = Stream.of(ALL, PatchMutants.ALL)
            .flatMap(List::stream)
            .map(Mutant::fault)
            .collect(collectingAndThen(
                    toImmutableMap(Fault::name, fault -> fault, (first, again) -> first),
                    byName -> byName.values().asList()));

    private Mutants() {}
}
