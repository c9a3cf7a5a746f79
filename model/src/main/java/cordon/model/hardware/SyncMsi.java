package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.machine.Program;

/**
 * The message-signalled interrupt by which a CMD_SYNC reports its completion (smmu.md A.5, C.3): a write of 0 into the word
 * of the SYNC's own slot, which the driver polls. It is sent when CONS has moved over the SYNC, and arrives some time later.
 */
public final class SyncMsi {
    private final Field onItsWay;
    private final Field arrived;

    /** Declares the fields and the step for a queue of {@code slots} slots. */
    public SyncMsi(Program program, int slots) {
        Index slot = new Index("slot", slots);
        onItsWay = program.schema()
                .means("whether the completion signal of the CMD_SYNC in the slot is on its way (smmu.md A.5)")
                .flag("msi.sent", slot);
        arrived = program.schema()
                .means("whether the completion signal of the CMD_SYNC in the slot was written (smmu.md A.5)")
                .flag("msi.arrived", slot);
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 4.7.3",
                        "MSI",
                        slots,
                        i -> "the completion signal of the CMD_SYNC that was in slot " + i + " is written",
                        this::write)
                .needing(onItsWay);
    }

    /** Software writes a CMD_SYNC into {@code slot}: the word it will poll is not 0. */
    public void arm(long[] s, int slot) {
        arrived.set(s, slot, 0);
    }

    /** Whether the word of {@code slot} is 0. */
    public boolean arrived(long[] s, int slot) {
        return arrived.isSet(s, slot);
    }

    /** Whether a completion signal is on its way. */
    boolean anyOnItsWay(long[] s) {
        return onItsWay.anySet(s);
    }

    void send(long[] s, int slot) {
        onItsWay.set(s, slot, 1);
    }

    private boolean write(long[] s, int slot) {
        if (!onItsWay.isSet(s, slot)) {
            return false;
        }
        onItsWay.set(s, slot, 0);
        arrived.set(s, slot, 1);
        return true;
    }
}
