package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/** {@code arm_smmu_asid_lock}, the mutex of everything that attaches (smmu.md C.10). */
final class AsidLock {
    private final Field holder;

    AsidLock(Schema.Builder schema, Index thread) {
        holder = schema.means("the thread plus one that holds arm_smmu_asid_lock, 0 for none (smmu.md C.10)")
                .upTo(thread.size())
                .control("arm_smmu_asid_lock", Schema.bitsFor(thread.size()), Integer::toString);
    }

    /** Context {@code c} locks it: false while somebody has it. */
    boolean take(long[] s, int c) {
        if (holder.isSet(s)) {
            return false;
        }
        holder.set(s, c + 1);
        return true;
    }

    /** The context that has it, or -1. */
    int holder(long[] s) {
        return holder.get(s) - 1;
    }

    void release(long[] s) {
        holder.set(s, 0);
    }
}
