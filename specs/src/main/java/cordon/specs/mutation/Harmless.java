package cordon.specs.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * A fault with which no scenario shows anything worse, for a reason.
 *
 * @param fault the fault
 * @param why the reason
 */
public record Harmless(Fault fault, String why) {

    /** All of them. */
    public static final ImmutableList<Harmless> ALL = ImmutableList.of(new Harmless(
            Fault.of(
                    "P7 retries a batch that has not timed out",
                    "__arm_smmu_domain_inv_range R4 result",
                    (place, right, s, c) -> {
                        place.get("list.ret").set(s, c, 1);
                        return right.apply(s, c);
                    }),
            "The retry is one more ATC_INV with a SYNC of its own. A device that answers it is not silent, and one that does not "
                    + "owes the answer. Where a timeout was told to another waiter (split-batch), the retry finds the device: what v2 "
                    + "violates there vanishes."));

    private static final ImmutableSet<String> NAMES =
            ALL.stream().map(one -> one.fault().name()).collect(ImmutableSet.toImmutableSet());

    /** The names of their faults. */
    public static ImmutableSet<String> names() {
        return NAMES;
    }
}
