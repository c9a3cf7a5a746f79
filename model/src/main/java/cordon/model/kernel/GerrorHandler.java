package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.Choice.IrqCpu;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.GlobalError;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code arm_smmu_gerror_handler} and {@code __arm_smmu_cmdq_skip_err}: the hard interrupt handler (smmu.md C.4), and
 * {@code cmdq->atc_sync_timeouts}, through which it tells the issuer of a CMD_SYNC that it faulted (P4).
 *
 * <p>It runs on the CPU that the interrupt is routed to, when that CPU has interrupts enabled, and the thread of that CPU
 * does not run meanwhile.
 */
public final class GerrorHandler {
    private static final String HANDLER = "arm_smmu_gerror_handler";
    private static final String SKIP_ERR = "__arm_smmu_cmdq_skip_err";
    private static final int OTHER_CPU = -1;

    private final Contexts contexts;
    private final int self;
    private final int cpu;
    private final CommandQueue queue;
    private final GlobalError error;
    private final AtcTimeoutWork work;
    private final boolean p4;
    private final boolean v1;

    private final Label idle;
    private final Label skipErr;
    private final Label ack;
    private final Step acknowledge;

    private final Field gerror;
    private final Optional<Field> late; // where the CPU is one of the scenario's
    private final Field atcSyncTimeouts;

    /**
     * Declares the handler.
     *
     * @param illegalCommands whether CERROR_ILL can occur
     * @param fetchAborts whether CERROR_ABT can occur
     */
    public GerrorHandler(
            Program program,
            Contexts contexts,
            IrqCpu irqCpu,
            int cpus,
            ImmutableSet<Patch> patches,
            CommandQueue queue,
            GlobalError error,
            AtcTimeoutWork work,
            boolean illegalCommands,
            boolean fetchAborts) {
        this.contexts = contexts;
        this.self = contexts.handler();
        this.cpu = switch (irqCpu) {
            case OTHER -> OTHER_CPU;
            case CPU0 -> 0;
            case CPU1 -> 1;
            case TASK -> cpus;
        };
        this.queue = queue;
        this.error = error;
        this.work = work;
        this.p4 = patches.contains(Patch.P4);
        this.v1 = patches.contains(Patch.V1_WORK);
        gerror = program.schema()
                .means("handler: GERROR as it was read, to be written to GERRORN (smmu.md C.4)")
                .flag("isr.gerror");
        late = cpu == OTHER_CPU
                ? Optional.empty()
                : Optional.of(program.schema()
                        .means(
                                "whether the CPU of the handler has let the GERROR interrupt wait: it comes first then (smmu.md C.4)")
                        .control("irq.late", 1, Integer::toString));
        atcSyncTimeouts = program.schema()
                .means("P4: whether the CMD_SYNC in the slot has faulted and its issuer was not told (series.md P4)")
                .flag(
                        "cmdq.atc_sync_timeouts",
                        new Index("slot", queue.arithmetic().slots()));

        idle = contexts.labelIrqsOff(HANDLER);
        skipErr = contexts.labelIrqsOff(SKIP_ERR);
        ack = contexts.labelIrqsOff(HANDLER);
        idle.on("read", "interrupt taken; read GERROR and GERRORN", this::read)
                .printing((s, c) -> error.active(s)
                        ? List.of(String.format(
                                Locale.ROOT, "unexpected global error reported (0x%08x), this could be serious", 1))
                        : List.of())
                .asUrgent();
        if (illegalCommands) {
            skipErr.on("replace", "CERROR_ILL: write a CMD_SYNC over the command at CONS", this::replace)
                    .printing((s, c) -> List.of(
                            String.format(
                                    Locale.ROOT, "CMDQ error (cons 0x%08x): Illegal command", queue.consRegister(s)),
                            "skipping command in error state:"));
        }
        if (fetchAborts) {
            skipErr.on("retry", "CERROR_ABT: the fetch is retried when the error is acknowledged", this::retryFetch)
                    .printing((s, c) -> List.of(
                            String.format(
                                    Locale.ROOT,
                                    "CMDQ error (cons 0x%08x): Abort on command fetch",
                                    queue.consRegister(s)),
                            "retrying command fetch"));
        }
        skipErr.on(
                        "act",
                        "read CMDQ_CONS"
                                + (p4 ? "; set the bit of its slot in atc_sync_timeouts" : "")
                                + (v1 ? "; queue work for the Stream ID in the entry before CONS" : ""),
                        this::act)
                .printing((s, c) -> List.of(String.format(
                        Locale.ROOT, "CMDQ error (cons 0x%08x): ATC invalidate timeout", queue.consRegister(s))));
        acknowledge = ack.on("ack", "write GERRORN: the SMMU resumes at CONS", this::ack);
    }

    /** GERRORN is written. */
    public Step acknowledge() {
        return acknowledge;
    }

    /** Puts the handler into its resting state. */
    public void initialise(long[] s) {
        contexts.go(s, self, idle);
    }

    /** Whether the thread of CPU {@code c} does not go on, because of the handler or of an interrupt that comes first. */
    public boolean interrupts(long[] s, int c) {
        return c == cpu && (running(s) || (late.isPresent() && late.get().isSet(s) && canStart(s)));
    }

    /**
     * A second passes. An interrupt that was sent and not taken is at its CPU by now, which takes it as soon as it has interrupts
     * enabled; until then it may still be on its way, and the CPU go on.
     */
    void secondPasses(long[] s) {
        if (late.isPresent() && error.irqPending(s)) {
            late.get().set(s, 1);
        }
    }

    /** The CPU that the interrupt is routed to, or -1 if it is none of the scenario's. */
    int cpu() {
        return cpu;
    }

    /** Whether its CPU would let the handler start. */
    public boolean canStart(long[] s) {
        return cpu == OTHER_CPU || !contexts.irqsOff(s, cpu);
    }

    /** Whether the handler has begun and not finished. */
    public boolean running(long[] s) {
        return !contexts.isAt(s, self, idle);
    }

    /** Adds the next step of the handler, if it can be taken in {@code s}. */
    public void take(long[] s, Successors out) {
        contexts.take(self, s, out);
    }

    /** P4: whether the bit of the SYNC at {@code pointer} is set. */
    public boolean timedOut(long[] s, int pointer) {
        return atcSyncTimeouts.isSet(s, queue.arithmetic().idx(pointer));
    }

    /** P4: tests and clears the bit of the SYNC at {@code pointer}. */
    boolean testAndClearTimeout(long[] s, int pointer) {
        boolean set = timedOut(s, pointer);
        atcSyncTimeouts.set(s, queue.arithmetic().idx(pointer), 0);
        return set;
    }

    private boolean read(long[] s, int c) {
        if (!error.irqPending(s) || !canStart(s)) {
            return false;
        }
        error.takeIrq(s);
        late.ifPresent(field -> field.set(s, 0));
        if (!error.active(s)) {
            return true; // IRQ_NONE
        }
        gerror.set(s, error.gerror(s));
        return contexts.go(s, c, skipErr);
    }

    /** For CERROR_ATC_INV_SYNC the base driver does nothing here: the acknowledgement makes the SMMU repeat the SYNC. */
    private boolean act(long[] s, int c) {
        if (queue.err(s) != CommandQueue.CERROR_ATC_INV_SYNC) {
            return false;
        }
        if (p4) {
            atcSyncTimeouts.set(s, queue.arithmetic().idx(queue.cons(s)), 1);
        }
        if (v1) {
            work.queue(s, queue.beforeCons(s));
        }
        return contexts.go(s, c, ack);
    }

    /** The shadow state is left alone. A SYNC more than anybody waits for does no harm. */
    private boolean replace(long[] s, int c) {
        if (queue.err(s) != CommandQueue.CERROR_ILL) {
            return false;
        }
        queue.replaceAtCons(s, Command.SYNC);
        return contexts.go(s, c, ack);
    }

    private boolean retryFetch(long[] s, int c) {
        return queue.err(s) == CommandQueue.CERROR_ABT && contexts.go(s, c, ack);
    }

    private boolean ack(long[] s, int c) {
        error.writeGerrorn(s, gerror.get(s));
        queue.clearErr(s);
        gerror.set(s, 0);
        return contexts.go(s, c, idle);
    }
}
