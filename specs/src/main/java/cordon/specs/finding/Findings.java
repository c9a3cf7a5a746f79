package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.model.World;
import java.util.Optional;

/** The catalogue. To add a finding: one declaration in one of its parts, and a mutant that it does not explain. */
public final class Findings {

    /** Every finding; where several explain a violation, the first does. */
    public static final ImmutableList<Finding> ALL = ImmutableList.<Finding>builder()
            .addAll(FlushFindings.ALL)
            .addAll(FenceFindings.ALL)
            .addAll(QueueFindings.ALL)
            .addAll(AttachFindings.ALL)
            .addAll(FenceLossFindings.ALL)
            .addAll(PasidFindings.ALL)
            .addAll(ResetFindings.ALL)
            .addAll(BlockadeFindings.ALL)
            .addAll(RecoveryFindings.ALL)
            .addAll(RemovalFindings.ALL)
            .build();

    private static final ImmutableSet<String> NAMES =
            ALL.stream().map(Finding::name).collect(ImmutableSet.toImmutableSet());

    private Findings() {}

    /** The names of all findings. */
    public static ImmutableSet<String> names() {
        return NAMES;
    }

    /** The first finding that explains the violation of {@code property} at the end of {@code trace}, a path of {@code world}. */
    public static Optional<Sighting> sighting(World world, Property property, Trace trace) {
        return ALL.stream()
                .map(finding -> Sighting.of(finding, world, property, trace))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
