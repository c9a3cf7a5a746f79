package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/** The command queue: registers CMDQ_PROD and CMDQ_CONS, and the entries in memory (smmu.md A.1). */
public final class CommandQueue {
    /** CMDQ_CONS.ERR: no error is being reported. */
    public static final int CERROR_NONE = 0;

    /** CMDQ_CONS.ERR: the command at CONS.RD is illegal. */
    public static final int CERROR_ILL = 1;

    /** CMDQ_CONS.ERR: the command at CONS.RD could not be fetched. */
    public static final int CERROR_ABT = 2;

    /** CMDQ_CONS.ERR: an ATC_INV timed out; CONS.RD points at the CMD_SYNC. */
    public static final int CERROR_ATC_INV_SYNC = 3;

    private static final int CONS_ERR_SHIFT = 24;

    private final QueueArithmetic arithmetic;
    private final Command commands;
    private final Field prod;
    private final Field cons;
    private final Field err;
    private final Field entries;

    /** Declares the fields of a queue of {@code 2^log2Size} entries. */
    public CommandQueue(Schema.Builder schema, int log2Size, Command commands) {
        this.arithmetic = new QueueArithmetic(log2Size);
        this.commands = commands;
        prod = schema.means("CMDQ_PROD: the first slot that is not handed to the SMMU (smmu.md A.2)")
                .field("CMDQ_PROD", arithmetic.pointerBits());
        cons = schema.means("CMDQ_CONS.RD: the slot that the SMMU consumes next, or stopped at (smmu.md A.2)")
                .field("CMDQ_CONS.RD", arithmetic.pointerBits());
        err = schema.means("CMDQ_CONS.ERR: the command queue error that is reported (smmu.md A.4)")
                .field("CMDQ_CONS.ERR", 2, CommandQueue::formatErr);
        // What is appended and consumed is said by the steps; that dead entries are cleared is of no interest.
        entries = schema.means("the command in a slot of the command queue (smmu.md A.1)")
                .upTo(commands.count() - 1)
                .control(
                        "cmdq",
                        Schema.bitsFor(commands.count() - 1),
                        commands::format,
                        new Index("slot", arithmetic.slots()));
    }

    /** How the queue's pointers are computed with. */
    public QueueArithmetic arithmetic() {
        return arithmetic;
    }

    /** The commands that entries hold. */
    public Command commands() {
        return commands;
    }

    /** CMDQ_PROD: the first slot not yet handed to the SMMU. */
    public int prod(long[] s) {
        return prod.get(s);
    }

    /** CMDQ_CONS.RD: the slot that the SMMU consumes next, or that it stopped at. */
    public int cons(long[] s) {
        return cons.get(s);
    }

    /** Is not 0 while an error is being reported: CMDQ_CONS.ERR. */
    Field errors() {
        return err;
    }

    /** CMDQ_CONS.ERR. */
    public int err(long[] s) {
        return err.get(s);
    }

    /** The CMDQ_CONS register as software reads it. */
    public int consRegister(long[] s) {
        return err(s) << CONS_ERR_SHIFT | cons(s);
    }

    /** Whether CONS has caught up with PROD. */
    public boolean empty(long[] s) {
        return arithmetic.empty(prod(s), cons(s));
    }

    /** The command in the slot that {@code pointer} points at. */
    public int entry(long[] s, int pointer) {
        return entries.get(s, arithmetic.idx(pointer));
    }

    /** True if {@code command} is in the queue and not consumed. */
    public boolean isQueued(long[] s, int command) {
        for (int p = cons(s); p != prod(s); p = arithmetic.inc(p, 1)) {
            if (entry(s, p) == command) {
                return true;
            }
        }
        return false;
    }

    /** The command at CONS; 0 if the queue is empty. */
    public int atCons(long[] s) {
        return empty(s) ? 0 : entry(s, cons(s));
    }

    /** Software writes {@code command} behind PROD and moves PROD over it. Does not look whether there is space. */
    public void append(long[] s, int command) {
        entries.set(s, arithmetic.idx(prod(s)), command);
        prod.set(s, arithmetic.inc(prod(s), 1));
    }

    /** Software writes over the entry at CONS, at which the SMMU has stopped: it will read it again. */
    public void replaceAtCons(long[] s, int command) {
        entries.set(s, arithmetic.idx(cons(s)), command);
    }

    /** The command that was consumed last: the entry before CONS. */
    public int beforeCons(long[] s) {
        return entry(s, beforeConsPointer(s));
    }

    /**
     * The SMMU moves CONS over one entry. The entry before it is then dead, for nothing reads that far behind CONS, and is
     * set to 0 so that states which differ only in it are one.
     */
    void consume(long[] s) {
        int dead = arithmetic.idx(beforeConsPointer(s));
        if (dead != arithmetic.idx(prod(s) + arithmetic.slots() - 1)) { // unless the full queue has a new entry there
            entries.set(s, dead, 0);
        }
        cons.set(s, arithmetic.inc(cons(s), 1));
    }

    private static String formatErr(int err) {
        return switch (err) {
            case CERROR_ILL -> "CERROR_ILL";
            case CERROR_ABT -> "CERROR_ABT";
            case CERROR_ATC_INV_SYNC -> "CERROR_ATC_INV_SYNC";
            default -> "0";
        };
    }

    private int beforeConsPointer(long[] s) {
        return arithmetic.inc(cons(s), 2 * arithmetic.slots() - 1);
    }

    void setErr(long[] s, int code) {
        err.set(s, code);
    }

    /**
     * Software has acknowledged the error. ERR is then UNKNOWN until the next one; 0 stands for that, since nobody looks.
     */
    public void clearErr(long[] s) {
        err.set(s, CERROR_NONE);
    }
}
