package cordon.model.cmdq;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.hardware.QueueArithmetic;

/**
 * {@code struct arm_smmu_cmdq}: what the CPUs share (smmu.md C.1), and the registers and memory of the queue.
 *
 * <pre>
 * llq        prod with the OWNED bit, cons: one 64-bit word, compared and exchanged as such
 * owner_prod where the previous owner has moved PROD to
 * lock       holders while positive, exclusive while negative
 * valid_map  a bit for each slot, whose meaning changes with each wrap
 * </pre>
 *
 * <p>The fields are visible so that a step can declare which of them it looks at.
 */
final class SharedQueue {
    private final QueueArithmetic arithmetic;
    final Field llqProd;
    final Field llqOwned;
    final Field llqCons;
    final Field ownerProd;
    final Field holders;
    final Field exclusive;
    final Field valid;
    final Field prod;
    final Field cons;
    final Field entries;

    SharedQueue(Schema.Builder schema, QueueArithmetic arithmetic, Commands commands) {
        this.arithmetic = arithmetic;
        int bits = arithmetic.pointerBits();
        Index slot = new Index("slot", arithmetic.slots());
        llqProd = schema.means("the driver's copy of PROD: the next slot that is to be reserved (smmu.md C.1)")
                .field("llq.prod", bits);
        llqOwned = schema.means(
                        "whether some CPU is the owner that will move PROD for all who have reserved slots (smmu.md C.1)")
                .flag("llq.prod.OWNED");
        llqCons = schema.means("the driver's copy of CONS: what it believes was consumed (smmu.md C.1)")
                .field("llq.cons", bits);
        ownerProd = schema.means("how far the previous owner has moved PROD (smmu.md C.1)")
                .field("owner_prod", bits);
        holders = schema.means("cmdq->lock: the CPUs that hold it shared while they wait for a CMD_SYNC (smmu.md C.1)")
                .upTo(commands.cpus().size())
                .field("lock.holders", Schema.bitsFor(commands.cpus().size()));
        exclusive = schema.means(
                        "cmdq->lock: whether a CPU holds it to refresh the driver's copy of CONS (smmu.md C.1)")
                .flag("lock.exclusive");
        valid = schema.means("whether the slot is written; the meaning changes with each wrap (smmu.md C.1)")
                .flag("valid_map", slot);
        prod = schema.means("CMDQ_PROD: the first slot that is not handed to the SMMU (smmu.md A.2)")
                .field("CMDQ_PROD", bits);
        cons = schema.means("CMDQ_CONS.RD: the slot that the SMMU consumes next, or stopped at (smmu.md A.2)")
                .field("CMDQ_CONS.RD", bits);
        entries = schema.means("the command in a slot of the command queue (smmu.md A.1)")
                .upTo(commands.count())
                .naming("cmdq", Schema.bitsFor(commands.count()), commands::format, commands.naming(), slot);
    }

    QueueArithmetic arithmetic() {
        return arithmetic;
    }

    int llqProd(long[] s) {
        return llqProd.get(s);
    }

    boolean llqOwned(long[] s) {
        return llqOwned.isSet(s);
    }

    int llqCons(long[] s) {
        return llqCons.get(s);
    }

    void setLlqProd(long[] s, int pointer, boolean owned) {
        llqProd.set(s, pointer);
        llqOwned.set(s, owned ? 1 : 0);
    }

    void setLlqCons(long[] s, int pointer) {
        llqCons.set(s, pointer);
    }

    int ownerProd(long[] s) {
        return ownerProd.get(s);
    }

    void setOwnerProd(long[] s, int pointer) {
        ownerProd.set(s, pointer);
    }

    int holders(long[] s) {
        return holders.get(s);
    }

    /** {@code arm_smmu_cmdq_shared_lock}, where nobody holds it exclusively. */
    boolean lockShared(long[] s) {
        if (exclusive.isSet(s)) {
            return false;
        }
        holders.set(s, holders.get(s) + 1);
        return true;
    }

    void unlockShared(long[] s) {
        holders.set(s, holders.get(s) - 1);
    }

    /** {@code arm_smmu_cmdq_exclusive_trylock_irqsave}. */
    boolean lockExclusive(long[] s) {
        if (locked(s)) {
            return false;
        }
        exclusive.set(s, 1);
        return true;
    }

    /** Whether {@link #lockExclusive} would fail. */
    boolean locked(long[] s) {
        return holders.get(s) != 0 || exclusive.isSet(s);
    }

    void unlockExclusive(long[] s) {
        exclusive.set(s, 0);
    }

    /** Changes the valid bits of the slots {@code from .. to-1}. */
    void flipValid(long[] s, int from, int to) {
        for (int p = from; p != to; p = arithmetic.inc(p, 1)) {
            int slot = arithmetic.idx(p);
            valid.set(s, slot, 1 - valid.get(s, slot));
        }
    }

    /** Whether all slots {@code from .. to-1} are valid, each in the phase of its wrap. */
    boolean valid(long[] s, int from, int to) {
        for (int p = from; p != to; p = arithmetic.inc(p, 1)) {
            boolean phase = arithmetic.wrp(p) == 0;
            if (valid.isSet(s, arithmetic.idx(p)) != phase) {
                return false;
            }
        }
        return true;
    }

    int prod(long[] s) {
        return prod.get(s);
    }

    void setProd(long[] s, int pointer) {
        prod.set(s, pointer);
    }

    int cons(long[] s) {
        return cons.get(s);
    }

    void setCons(long[] s, int pointer) {
        cons.set(s, pointer);
    }

    /** The command at {@code pointer}, or 0 for an entry that was consumed or never written. */
    int entry(long[] s, int pointer) {
        return entries.get(s, arithmetic.idx(pointer));
    }

    void setEntry(long[] s, int pointer, int command) {
        entries.set(s, arithmetic.idx(pointer), command);
    }
}
