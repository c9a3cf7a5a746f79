package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * The contexts that hold {@code cmdq->lock} shared because they wait for a CMD_SYNC, each with the slot of its SYNC
 * (smmu.md C.2, P6 to P14). While there is one, nobody else refreshes the shadow CONS, so that the queue cannot wrap past
 * a waiter unnoticed.
 */
public final class SyncWaiters {
    private final Field slotPlusOne;
    private final Field waitedLong;

    /** Declares the field. */
    public SyncWaiters(Schema.Builder schema, Index thread, int pointerBits) {
        slotPlusOne = schema.means(
                        "the queue pointer of the CMD_SYNC that a thread waits for, - for none (smmu.md C.2, P6)")
                .upTo(1 << pointerBits)
                .control("sync.pointer", pointerBits + 1, v -> v == 0 ? "-" : "" + (v - 1), thread);
        waitedLong = schema.means(
                        "whether a hardware timeout has passed since the thread began to wait for its CMD_SYNC (smmu.md A.5)")
                .control("sync.waitedLong", 1, Integer::toString, thread);
    }

    /** The queue pointer of the SYNC that context {@code c} waits for; only while it waits. */
    public int slot(long[] s, int c) {
        return slotPlusOne.get(s, c) - 1;
    }

    /** How many contexts wait: the value of the lock. */
    public int count(long[] s) {
        int count = 0;
        for (int c = 0; c < slotPlusOne.size(); c++) {
            count += slotPlusOne.isSet(s, c) ? 1 : 0;
        }
        return count;
    }

    /**
     * Whether a whole timeout of the hardware has passed since context {@code c} began to wait. Kept only where it matters:
     * see {@link Timers}.
     */
    boolean hasWaitedLong(long[] s, int c) {
        return waitedLong.isSet(s, c);
    }

    /** A whole timeout of the hardware has passed for everybody who waits. */
    void markLong(long[] s) {
        for (int c = 0; c < slotPlusOne.size(); c++) {
            waitedLong.set(s, c, slotPlusOne.isSet(s, c) ? 1 : 0);
        }
    }

    void add(long[] s, int c, int pointer) {
        slotPlusOne.set(s, c, pointer + 1);
    }

    void remove(long[] s, int c) {
        slotPlusOne.set(s, c, 0);
        waitedLong.set(s, c, 0);
    }
}
