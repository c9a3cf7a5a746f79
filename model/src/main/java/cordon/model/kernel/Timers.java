package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.SwTimeout;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.hardware.CommandProcessor;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.GlobalError;
import cordon.model.hardware.Hardware;
import cordon.model.hardware.InvalidateRequests;
import cordon.model.hardware.Invalidations;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.machine.Contexts;
import cordon.model.machine.Program;
import java.util.List;
import java.util.Locale;

/**
 * Time, of which the model knows only two spans: the ATC invalidation timeout of the hardware, and the 1 s for which the
 * driver polls for a CMD_SYNC (smmu.md A.5, C.3). Everything else takes microseconds. Both spans end with a step declared
 * here.
 *
 * <p>The hardware's timer can run out only for a device that does not answer; with {@link HwTimeout#ABOVE_1S} moreover
 * only when nobody polls any longer for the SYNC at CONS.
 *
 * <p>The driver's poll can run out, unless {@link SwTimeout#ANY_TIME} is asked for, only when the SYNC at CONS is stuck:
 * every step that takes microseconds has been taken, and what remains is a silent device, a SYNC that faults for ever, or
 * an interrupt whose CPU is itself polling with interrupts disabled. Polls run out in the order in which they began.
 */
public final class Timers {
    private final Contexts contexts;
    private final CommandQueue queue;
    private final GlobalError error;
    private final CommandProcessor processor;
    private final Invalidations invalidations;
    private final InvalidateRequests requests;
    private final GerrorHandler handler;
    private final SyncWaiters waiters;
    private final IssueCmdlist issueCmdlist;
    private final DomainInvRange domainInvRange;
    private final HwTimeout hwTimeout;
    private final SwTimeout swTimeout;
    private final SyncPolicy syncPolicy;

    /** Declares the two steps. */
    public Timers(
            Program program,
            Contexts contexts,
            Hardware hardware,
            GerrorHandler handler,
            SyncWaiters waiters,
            IssueCmdlist issueCmdlist,
            DomainInvRange domainInvRange,
            Settings settings) {
        this.contexts = contexts;
        this.queue = hardware.queue();
        this.error = hardware.error();
        this.processor = hardware.processor();
        this.invalidations = hardware.invalidations();
        this.requests = hardware.requests();
        this.handler = handler;
        this.waiters = waiters;
        this.issueCmdlist = issueCmdlist;
        this.domainInvRange = domainInvRange;
        this.hwTimeout = settings.get(Parameter.HW_TIMEOUT);
        this.swTimeout = settings.get(Parameter.SW_TIMEOUT);
        this.syncPolicy = settings.get(Parameter.SYNC_POLICY);
        ImmutableList<DeviceMode> modes = settings.get(Parameter.DEVICES);
        int ranges = queue.commands().everything() + 1;
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 4.5.1",
                        "timer",
                        queue.commands().substreams() * ranges,
                        v -> queue.commands().format(queue.commands().atcInv(v / ranges, v % ranges)) + " times out",
                        (s, v) -> hardwareTimer(s, v / ranges, v % ranges))
                .needing(invalidations.outstanding());
        if (modes.contains(DeviceMode.SLOW)) {
            program.free(
                            v -> Endpoints.lane(queue.commands().sidOf(v / ranges)),
                            "PCIe 10.3",
                            "answerInv late",
                            queue.commands().substreams() * ranges,
                            v -> "send Invalidate Completion for "
                                    + queue.commands().formatRange(v % ranges)
                                    + queue.commands().withPasid(v / ranges)
                                    + ", later than the driver waits",
                            (s, v) -> modes.get(queue.commands().sidOf(v / ranges)) == DeviceMode.SLOW
                                    && processor.atSync(s)
                                    && !headIsPolledFor(s)
                                    && requests.answerLate(s, v))
                    .needing(invalidations.outstanding());
        }
        issueCmdlist
                .poll()
                .on("P13 timeout", "1 s is over: give up on the SYNC", this::pollTimeout)
                .printing((s, c) -> List.of(String.format(
                        Locale.ROOT,
                        "CMD_SYNC timeout at 0x%08x [hwprod 0x%08x, hwcons 0x%08x]",
                        waiters.slot(s, c),
                        queue.prod(s),
                        queue.consRegister(s))))
                .asUrgent();
    }

    private boolean hardwareTimer(long[] s, int substream, int range) {
        if (!requests.neverAnswers(s, substream, range)) {
            return false;
        }
        if (hwTimeout == HwTimeout.ABOVE_1S && (!processor.atSync(s) || headIsPolledFor(s))) {
            return false;
        }
        invalidations.timeOut(s, substream, range);
        if (hwTimeout == HwTimeout.NEAR_1S) {
            waiters.markLong(s);
        }
        return true;
    }

    private boolean pollTimeout(long[] s, int c) {
        boolean anyTime = swTimeout == SwTimeout.ANY_TIME;
        if (!issueCmdlist.polls(s, c) || !(anyTime || (isOldestPoll(s, c) && stuck(s, c)))) {
            return false;
        }
        if (!anyTime) {
            handler.secondPasses(s);
        }
        return issueCmdlist.giveUp(s, c);
    }

    private boolean headIsPolledFor(long[] s) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (issueCmdlist.polls(s, c) && waiters.slot(s, c) == queue.cons(s)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no other poll for a SYNC still in the queue began before that of context {@code c}. */
    private boolean isOldestPoll(long[] s, int c) {
        for (int other = 0; other < contexts.threads().size(); other++) {
            if (issueCmdlist.polls(s, other) && distanceFromCons(s, other) < distanceFromCons(s, c)) {
                return false;
            }
        }
        return true;
    }

    private int distanceFromCons(long[] s, int c) {
        return queue.arithmetic().distance(queue.cons(s), waiters.slot(s, c));
    }

    private boolean stuck(long[] s, int c) {
        if (processor.busy(s)) {
            return false;
        }
        if (error.active(s)) {
            return !handler.running(s) && handlerIsHeldOff(s);
        }
        if (!processor.atSync(s)) {
            return false;
        }
        if (invalidations.any(s, Progress.TIMED_OUT)) {
            return syncPolicy == SyncPolicy.STICKY || syncPolicy == SyncPolicy.HANG;
        }
        return onlySilentDevicesOweAnswers(s)
                && switch (hwTimeout) {
                    case BELOW_1S -> false;
                    case NEAR_1S -> waiters.hasWaitedLong(s, c);
                    case ABOVE_1S -> true;
                };
    }

    /** Whether the CPU of the interrupt waits for the very hardware that waits for the handler. */
    private boolean handlerIsHeldOff(long[] s) {
        int cpu = handler.cpu();
        return !handler.canStart(s)
                && (issueCmdlist.polls(s, cpu)
                        || issueCmdlist.waitsForSpace(s, cpu)
                        || domainInvRange.isHeldUp(s, cpu));
    }

    private boolean onlySilentDevicesOweAnswers(long[] s) {
        boolean someone = false;
        for (int substream = 0; substream < queue.commands().substreams(); substream++) {
            for (int range = 0; range <= queue.commands().everything(); range++) {
                if (requests.answersSoon(s, substream, range)) {
                    return false;
                }
                someone |= invalidations.progress(s, substream, range) != Progress.NONE;
            }
        }
        return someone;
    }
}
