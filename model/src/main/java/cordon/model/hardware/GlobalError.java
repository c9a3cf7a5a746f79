package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;

/**
 * GERROR and GERRORN, bit 0 (CMDQ_ERR), and the interrupt line (smmu.md A.4).
 *
 * <p>The SMMU toggles GERROR to report, software toggles GERRORN to acknowledge; the error is active while they differ.
 */
public final class GlobalError {
    private final Field gerror;
    private final Field gerrorn;
    private final Field irqPending;

    /** Declares the fields. */
    public GlobalError(Schema.Builder schema) {
        gerror = schema.means(
                        "GERROR bit 0: the SMMU toggles it to report; the error is active while GERRORN differs (smmu.md A.4)")
                .flag("GERROR.CMDQ_ERR");
        gerrorn = schema.means("GERRORN bit 0: software toggles it to acknowledge (smmu.md A.4)")
                .flag("GERRORN.CMDQ_ERR");
        irqPending = schema.means("whether a GERROR interrupt was sent and not taken (smmu.md A.9)")
                .flag("irq.gerror");
    }

    /** Whether CMDQ_ERR is active: the SMMU consumes no command. */
    public boolean active(long[] s) {
        return gerror.get(s) != gerrorn.get(s);
    }

    /** GERROR as software reads it. */
    public int gerror(long[] s) {
        return gerror.get(s);
    }

    /** Whether a GERROR interrupt was sent that no CPU has taken yet. */
    public boolean irqPending(long[] s) {
        return irqPending.isSet(s);
    }

    /** A CPU takes the interrupt. */
    public void takeIrq(long[] s) {
        irqPending.set(s, 0);
    }

    /** Software writes GERRORN. */
    public void writeGerrorn(long[] s, int value) {
        gerrorn.set(s, value);
    }

    /** The SMMU makes CMDQ_ERR active and sends its interrupt, which coalesces with one still pending. */
    void report(long[] s) {
        gerror.set(s, 1 - gerror.get(s));
        irqPending.set(s, 1);
    }
}
