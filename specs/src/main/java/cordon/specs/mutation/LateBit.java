package cordon.specs.mutation;

import static cordon.specs.mutation.Changes.keeping;

import com.google.common.collect.ImmutableMap;
import cordon.model.machine.Effect;

/**
 * P4 in the wrong order: the handler writes GERRORN first and sets the bit of the faulting SYNC then, when the SMMU has gone on and the
 * issuer may have looked.
 *
 * <p>The slot is that of CONS as the handler found it. So that no field has to keep it, the bit is in the state from then on, and no
 * issuer sees it before the handler has come to the place where it sets it. Where a queue can have errors of other kinds, which the
 * handler would have to tell apart, this fault has no place.
 */
final class LateBit {
    private static final String READ = "arm_smmu_gerror_handler read";
    private static final String ACK = "arm_smmu_gerror_handler ack";
    private static final String ACT = "__arm_smmu_cmdq_skip_err act";

    static final Fault FAULT = new Fault(
            "P4 sets the bit after the acknowledgement",
            ImmutableMap.of(
                    READ,
                    LateBit::read,
                    ACK,
                    LateBit::acknowledge,
                    ACT,
                    LateBit::setBit,
                    "arm_smmu_cmdq_issue_cmdlist P13 patch 4",
                    LateBit::test));

    private LateBit() {}

    /** The acknowledgement comes next. */
    private static boolean read(Place place, Effect right, long[] s, int handler) {
        boolean taken = right.apply(s, handler);
        if (taken && place.isAt(s, handler, ACT)) {
            int slots = place.get("cmdq.atc_sync_timeouts").size();
            place.get("cmdq.atc_sync_timeouts").set(s, place.get("CMDQ_CONS.RD").get(s) % slots, 1);
            place.go(s, handler, ACK);
        }
        return taken;
    }

    /** The bit comes next. {@code isr.gerror} is what GERRORN is then, as it never is elsewhere in the handler. */
    private static boolean acknowledge(Place place, Effect right, long[] s, int handler) {
        boolean taken = right.apply(s, handler);
        place.get("isr.gerror").set(s, place.get("GERRORN.CMDQ_ERR").get(s));
        place.go(s, handler, ACT);
        return taken;
    }

    private static boolean setBit(Place place, Effect right, long[] s, int handler) {
        if (!isLate(place, s, handler)) {
            return false;
        }
        place.get("isr.gerror").set(s, 0);
        place.go(s, handler, READ);
        return true;
    }

    private static boolean test(Place place, Effect right, long[] s, int c) {
        int handler = place.get("at").size() - 1;
        boolean unseen = isLate(place, s, handler) || place.isAt(s, handler, ACK);
        return unseen ? keeping("cmdq.atc_sync_timeouts", "list.ret").apply(place, right, s, c) : right.apply(s, c);
    }

    private static boolean isLate(Place place, long[] s, int handler) {
        return place.isAt(s, handler, ACT)
                && place.get("isr.gerror").get(s)
                        == place.get("GERRORN.CMDQ_ERR").get(s);
    }
}
