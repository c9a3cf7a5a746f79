package cordon.model;

import com.google.common.collect.ImmutableSet;

/** A named set of patches. */
public enum Design {
    /** Linux at the 7.1 merge window, without the series. */
    BASE("Linux 7.1 merge window, none of the patches", ImmutableSet.of()),
    /** The series as posted on 4 March 2026: nothing is fenced synchronously. */
    V1("the series, v1: the ISR queues work that resets the device", ImmutableSet.of(Patch.P1, Patch.V1_WORK)),
    /** The series as posted on 17 March 2026. */
    V2("the series, v2: P1..P7", ImmutableSet.of(Patch.P1, Patch.P2, Patch.P3, Patch.P4, Patch.P5, Patch.P6, Patch.P7));

    private final String summary;
    private final ImmutableSet<Patch> patches;

    Design(String summary, ImmutableSet<Patch> patches) {
        this.summary = summary;
        this.patches = patches;
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
