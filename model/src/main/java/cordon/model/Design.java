package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Set;

/** A named set of patches. */
public enum Design {
    /** Linux at the 7.1 merge window, without the series. */
    BASE("Linux 7.1 merge window, none of the patches", ImmutableSet.of()),
    /** The series as posted on 4 March 2026: nothing is fenced synchronously. */
    V1("the series, v1: the ISR queues work that resets the device", ImmutableSet.of(Patch.P1, Patch.V1_WORK)),
    /** The series as posted on 17 March 2026. */
    V2("the series, v2: P1..P7", ImmutableSet.of(Patch.P1, Patch.P2, Patch.P3, Patch.P4, Patch.P5, Patch.P6, Patch.P7)),
    /** The series with the four changes that the abstract protocol needs: docs/proof.md. */
    MARKED(
            "v2, and the four changes of docs/proof.md",
            ImmutableSet.<Patch>builder()
                    .addAll(V2.patches)
                    .add(Patch.ATTACH_WAITS, Patch.DETACH_WAITS, Patch.RESULT, Patch.TWO_MARKS)
                    .build()),
    /** The same with the lock in the place of the second mark. */
    LOCKED(
            "v2, and the changes of docs/proof.md with a lock in the place of the second mark",
            ImmutableSet.<Patch>builder()
                    .addAll(V2.patches)
                    .add(Patch.ATTACH_WAITS, Patch.DETACH_WAITS, Patch.RESULT, Patch.LOCK)
                    .build());

    /** What was posted, and what it was posted for. */
    public static final ImmutableList<Design> POSTED = ImmutableList.of(BASE, V1, V2);

    private final String summary;
    private final ImmutableSet<Patch> patches;

    Design(String summary, ImmutableSet<Patch> patches) {
        this.summary = summary;
        this.patches = patches;
    }

    /**
     * Every subset of the series that makes sense, BASE and V2 apart: P7 needs P4, P5 and P6, which do nothing without it; P2
     * clears what P6 keeps; P3 is called by P7.
     */
    public static ImmutableList<ImmutableSet<Patch>> subsets() {
        ImmutableList.Builder<ImmutableSet<Patch>> subsets = ImmutableList.builder();
        subsets.add(ImmutableSet.of(Patch.P1));
        for (Set<Patch> beside : Sets.powerSet(ImmutableSet.of(Patch.P1, Patch.P2, Patch.P3))) {
            if (beside.size() < 3) {
                subsets.add(ImmutableSortedSet.<Patch>naturalOrder()
                        .addAll(beside)
                        .add(Patch.P4, Patch.P5, Patch.P6, Patch.P7)
                        .build());
            }
        }
        return subsets.build();
    }

    /** One line: what the design is. */
    public String summary() {
        return summary;
    }

    /** The patches applied. */
    public ImmutableSet<Patch> patches() {
        return patches;
    }
}
