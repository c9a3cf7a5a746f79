package cordon.specs.proof;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;

/** A change of the series that nobody has posted. The model has each as a {@link cordon.model.Patch} of the same name. */
public enum Repair {
    /** An attach waits, before it stores the STE, for the flushes that read an older array; those without ATS entries hold no lock. */
    ATTACH_WAITS(
            "attach waits for a grace period (synchronize_rcu) after it has published the array, before it stores the STE"),
    /** A detach waits for the flushes that read the array which its purge replaced: one may have begun after the write lock was dropped. */
    DETACH_WAITS("detach waits for a grace period after it has purged the array"),
    /** An attach enables ATS only after its ATC_INV was answered, and if the flag is not set then; else it turns EATS off. */
    RESULT(
            "attach looks at the result of its ATC_INV, and at ats_broken after it; ATS stays off unless both are good, and the master remembers "
                    + "that its ATS entry is in the array, for the detach to take out"),
    /** The flag that attaches look at is set before the fence; a second one, at which flushes look, after it. */
    TWO_MARKS("P7 sets ats_broken, which attaches look at, before the fence, and a mark that flushes look at after it"),
    /**
     * A spin lock per master (v4): P7 holds it from its first store to its last, and an attach while it tests the flag and writes the STE.
     * With the fence first the CMD_SYNC of the fence is within it, with the flag first after it.
     */
    LOCK("P7 stores flag and EATS under a lock per master, under which attach tests the flag and writes the STE");

    /** With these v2 is proved beside everything. */
    public static final ImmutableSet<Repair> WITH_TWO_MARKS =
            ImmutableSet.of(ATTACH_WAITS, DETACH_WAITS, RESULT, TWO_MARKS);

    /** And with these, the fence first. */
    public static final ImmutableSet<Repair> WITH_A_LOCK = ImmutableSet.of(ATTACH_WAITS, DETACH_WAITS, RESULT, LOCK);

    private final String summary;

    Repair(String summary) {
        this.summary = summary;
    }

    /** One line: what is changed. */
    public String summary() {
        return summary;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
