package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.SyncPoll;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.Command.Opcode;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.QueueArithmetic;
import cordon.model.hardware.SyncMsi;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code arm_smmu_cmdq_issue_cmdlist} (smmu.md C.2), reduced: the lock-free insertion P1 to P12 is one atomic append;
 * waiting for the SYNC and giving the slot back are steps of their own.
 *
 * <p>Interrupts are disabled from P0 to P15, but not while P2 waits for space, unless the caller has them disabled.
 */
public final class IssueCmdlist {
    private static final String FUNCTION = "arm_smmu_cmdq_issue_cmdlist";

    private final Contexts contexts;
    private final CommandQueue queue;
    private final QueueArithmetic arithmetic;
    private final SyncWaiters waiters;
    private final GerrorHandler handler;
    private final SyncMsi msi;
    private final boolean byMsi;

    private final Label append;
    private final Label poll;
    private final Label afterPoll;
    private final Label testBit;
    private final Label release;
    private final Step appending;
    private final Step returning;

    private final EnumField<Opcode> opcode;
    private final Field targets;
    private final Field range;
    private final Field sync;
    private final Field consRead;
    private final Field timedOut;
    private final Field returnTo;
    private final Field shadowCons;

    /** Declares the procedure. */
    public IssueCmdlist(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            CommandQueue queue,
            SyncMsi msi,
            SyncWaiters waiters,
            GerrorHandler handler,
            SyncPoll syncPoll) {
        this.contexts = contexts;
        this.queue = queue;
        this.arithmetic = queue.arithmetic();
        this.waiters = waiters;
        this.handler = handler;
        this.msi = msi;
        this.byMsi = syncPoll == SyncPoll.MSI;

        Schema.Builder schema = program.schema();
        Index cpu = contexts.threads();
        opcode = schema.means("issue_cmdlist: the command of the list that is about to be inserted (smmu.md C.2)")
                .enumField("list.opcode", Opcode.class, Role.CONTROL, cpu);
        targets = schema.means(
                        "issue_cmdlist: the substreams that the list goes to, bit i for substream i (smmu.md C.2)")
                .control("list.substreams", queue.commands().substreams(), Integer::toBinaryString, cpu);
        range = schema.means("issue_cmdlist: the pages that the list is about (smmu.md C.2)")
                .upTo(queue.commands().ranges())
                .control("list.range", Schema.bitsFor(queue.commands().ranges()), Integer::toString, cpu);
        sync = schema.means("issue_cmdlist: whether the list ends with a CMD_SYNC (smmu.md C.2, P5)")
                .control("list.sync", 1, Integer::toString, cpu);
        consRead = schema.means("issue_cmdlist: CONS as the poll left it, for the driver's copy (smmu.md C.2, P13)")
                .control("sync.cons", arithmetic.pointerBits(), Integer::toString, cpu);
        timedOut = schema.means("issue_cmdlist: whether it returned, or will return, -ETIMEDOUT (smmu.md C.3)")
                .control("list.ret", 1, Integer::toString, cpu);
        returnTo = contexts.returnAddress("list.return", FUNCTION);
        shadowCons = schema.means("the driver's copy of CONS: what it believes was consumed (smmu.md C.1)")
                .field("llq.cons", arithmetic.pointerBits());

        append = contexts.labelIrqsInherited(FUNCTION, returnTo); // P0 comes after, and P2 undoes it
        poll = contexts.labelIrqsOff(FUNCTION);
        testBit = contexts.labelIrqsOff(FUNCTION);
        release = contexts.labelIrqsOff(FUNCTION);
        afterPoll = patches.contains(Patch.P4) ? testBit : release;

        appending = append.on("P1-P12", "append the commands, move PROD", this::append)
                .saying((s, c) -> "append " + listText(s, c) + "; PROD moves over them");
        append.on("P2", "the queue looks full: read CONS", this::pollNotFull);
        poll.on("P13", byMsi ? "the SYNC's MSI has arrived" : "CONS has passed the SYNC", this::synced);
        testBit.on("P13 patch 4", "test and clear the SYNC's bit in atc_sync_timeouts", this::testTimeoutBit)
                .saying((s, c) -> "the SYNC's bit in atc_sync_timeouts is "
                        + (handler.timedOut(s, waiters.slot(s, c)) ? "set: clear it, return -ETIMEDOUT" : "clear"));
        returning = release.on("P14", "release cmdq->lock, return", this::release);
    }

    /** Commands are put into the queue. */
    public Step appending() {
        return appending;
    }

    /** The issuer of a SYNC gives its slot back and returns. */
    public Step returning() {
        return returning;
    }

    /** Whether context {@code c} is in it. */
    public boolean running(long[] s, int c) {
        return returnTo.isSet(s, c);
    }

    /** Whether the issuer that context {@code c} is returns 0 for a SYNC that the SMMU has not consumed. */
    public boolean claimsUnconsumedSync(long[] s, int c) {
        return !timedOut.isSet(s, c) && !arithmetic.consumed(queue.cons(s), waiters.slot(s, c));
    }

    /** Whether the list that context {@code c} is about to append is one of ATC_INVs. */
    public boolean invalidatesAtc(long[] s, int c) {
        return opcode.is(s, c, Opcode.ATC_INV);
    }

    /** Whether the list that context {@code c} is about to append has an ATC_INV to {@code substream}. */
    public boolean invalidatesAtc(long[] s, int c, int substream) {
        return invalidatesAtc(s, c) && (targets.get(s, c) >> substream & 1) != 0;
    }

    /** {@code llq.cons}: where the driver believes CONS to be. */
    public int shadowCons(long[] s) {
        return shadowCons.get(s);
    }

    /** P13: where the SYNC is polled for. {@link Timers} declares the step that gives up here. */
    Label poll() {
        return poll;
    }

    /** Whether context {@code c} polls for a SYNC and would not find it completed now. */
    public boolean polls(long[] s, int c) {
        return contexts.isAt(s, c, poll) && !completed(s, c);
    }

    /** Whether context {@code c} waits for space in a queue from which the SMMU has consumed nothing more. */
    public boolean waitsForSpace(long[] s, int c) {
        return contexts.isAt(s, c, append) && !fits(s, c) && !learnsFromCons(s);
    }

    /** P13, after 1 s. Nothing is undone: the commands stay queued and will be executed later. */
    boolean giveUp(long[] s, int c) {
        timedOut.set(s, c, 1);
        consRead.set(s, c, byMsi ? waiters.slot(s, c) : queue.cons(s)); // with MSI not the CONS of the hardware
        return contexts.go(s, c, afterPoll);
    }

    private boolean completed(long[] s, int c) {
        int pointer = waiters.slot(s, c);
        return byMsi ? msi.arrived(s, arithmetic.idx(pointer)) : arithmetic.consumed(queue.cons(s), pointer);
    }

    /** Issues a TLBI of a range and a SYNC. */
    boolean callTlbi(long[] s, int c, int tlbiRange, Label then) {
        return call(s, c, Opcode.TLBI, 0, tlbiRange, true, then);
    }

    /** Issues a CFGI_STE and a SYNC. */
    boolean callCfgiSte(long[] s, int c, int sid, Label then) {
        return call(s, c, Opcode.CFGI_STE, 1 << queue.commands().substream(sid, 0), 0, true, then);
    }

    /** Issues a CFGI_CD and a SYNC. */
    boolean callCfgiCd(long[] s, int c, int substream, Label then) {
        return call(s, c, Opcode.CFGI_CD, 1 << substream, 0, true, then);
    }

    /** Issues a command that the SMMU does not know and a SYNC. */
    public boolean callIllegal(long[] s, int c, Label then) {
        return call(s, c, Opcode.ILLEGAL, 0, 0, true, then);
    }

    /**
     * Issues the ATC_INVs of a range to a set of substreams, in ascending order.
     *
     * @param substreams bit {@code i} stands for substream {@code i}
     * @param withSync whether a SYNC follows and is waited for
     */
    boolean callAtcInv(long[] s, int c, int substreams, int atcRange, boolean withSync, Label then) {
        return call(s, c, Opcode.ATC_INV, substreams, atcRange, withSync, then);
    }

    /** For properties: the queue pointer of the SYNC that context {@code c} waits for, or -1 if it waits for none. */
    public int awaits(long[] s, int c) {
        return waiters.slot(s, c);
    }

    /** For properties: whether context {@code c} waits for a SYNC and has yet to look at the bit of its slot (P4). */
    public boolean willTakeMark(long[] s, int c) {
        return contexts.isAt(s, c, poll) || contexts.isAt(s, c, testBit);
    }

    /** As {@link #takeTimedOut}, but only looks. */
    public boolean timedOut(long[] s, int c) {
        return timedOut.isSet(s, c);
    }

    /** {@link #timedOut} in words. */
    public String result(long[] s, int c) {
        return timedOut(s, c) ? "-ETIMEDOUT" : "0";
    }

    /** The return value of the last call by context {@code c}, which is thereby forgotten: true is -ETIMEDOUT. */
    public boolean takeTimedOut(long[] s, int c) {
        return timedOut.take(s, c);
    }

    private boolean call(long[] s, int c, Opcode command, int substreams, int what, boolean withSync, Label then) {
        opcode.set(s, c, command);
        targets.set(s, c, substreams);
        range.set(s, c, what);
        sync.set(s, c, withSync ? 1 : 0);
        timedOut.set(s, c, 0);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, append);
    }

    private boolean append(long[] s, int c) {
        if (!fits(s, c)) {
            return false;
        }
        Command commands = queue.commands();
        switch (opcode.get(s, c)) {
            case TLBI -> queue.append(s, commands.tlbi(range.get(s, c)));
            case ILLEGAL -> queue.append(s, commands.illegal());
            case CFGI_STE, CFGI_CD, ATC_INV -> {
                for (int left = targets.get(s, c); left != 0; left &= left - 1) {
                    queue.append(s, command(s, c, Integer.numberOfTrailingZeros(left)));
                }
            }
            case NONE, SYNC -> throw new IllegalStateException("a list of " + opcode.get(s, c));
        }
        boolean withSync = sync.isSet(s, c);
        opcode.set(s, c, Opcode.NONE);
        targets.set(s, c, 0);
        range.set(s, c, 0);
        sync.set(s, c, 0);
        if (!withSync) {
            return contexts.goBack(s, c, returnTo);
        }
        waiters.add(s, c, queue.prod(s)); // P6
        msi.arm(s, arithmetic.idx(queue.prod(s)));
        queue.append(s, Command.SYNC);
        return contexts.go(s, c, poll);
    }

    /** {@code arm_smmu_cmdq_poll_until_not_full}: only with cmdq->lock taken exclusively may CONS be read. */
    private boolean pollNotFull(long[] s, int c) {
        if (fits(s, c) || !learnsFromCons(s)) {
            return false;
        }
        shadowCons.set(s, queue.cons(s));
        return true;
    }

    private boolean synced(long[] s, int c) {
        if (!completed(s, c)) {
            return false;
        }
        consRead.set(s, c, byMsi ? arithmetic.inc(waiters.slot(s, c), 1) : queue.cons(s));
        return contexts.go(s, c, afterPoll);
    }

    private boolean testTimeoutBit(long[] s, int c) {
        if (handler.testAndClearTimeout(s, waiters.slot(s, c))) {
            timedOut.set(s, c, 1);
        }
        return contexts.go(s, c, release);
    }

    private boolean release(long[] s, int c) {
        if (waiters.count(s) == 1) {
            shadowCons.set(s, consRead.get(s, c));
        }
        waiters.remove(s, c);
        consRead.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }

    /** Whether CONS may be read, nobody waiting for a SYNC, and would tell the driver something new. */
    private boolean learnsFromCons(long[] s) {
        return waiters.count(s) == 0 && shadowCons(s) != queue.cons(s);
    }

    /** Whether there is space for the list, as far as the driver knows. */
    private boolean fits(long[] s, int c) {
        return arithmetic.space(queue.prod(s), shadowCons(s)) >= length(s, c);
    }

    private String listText(long[] s, int c) {
        Command commands = queue.commands();
        List<String> texts = new ArrayList<>();
        if (opcode.is(s, c, Opcode.TLBI)) {
            texts.add(commands.format(commands.tlbi(range.get(s, c))));
        } else if (opcode.is(s, c, Opcode.ILLEGAL)) {
            texts.add(commands.format(commands.illegal()));
        }
        for (int left = targets.get(s, c); left != 0; left &= left - 1) {
            texts.add(commands.format(command(s, c, Integer.numberOfTrailingZeros(left))));
        }
        texts.add(
                sync.isSet(s, c) ? "CMD_SYNC in slot " + arithmetic.idx(queue.prod(s) + texts.size()) : "no CMD_SYNC");
        return String.join(", ", texts);
    }

    private int length(long[] s, int c) {
        boolean single = opcode.is(s, c, Opcode.TLBI) || opcode.is(s, c, Opcode.ILLEGAL);
        int commands = single ? 1 : Integer.bitCount(targets.get(s, c));
        return commands + sync.get(s, c);
    }

    /** The command of the list of context {@code c} that goes to {@code substream}. */
    private int command(long[] s, int c, int substream) {
        Command commands = queue.commands();
        return switch (opcode.get(s, c)) {
            case CFGI_STE -> commands.cfgiSte(commands.sidOf(substream));
            case CFGI_CD -> commands.cfgiCd(substream);
            default -> commands.atcInv(substream, range.get(s, c));
        };
    }
}
