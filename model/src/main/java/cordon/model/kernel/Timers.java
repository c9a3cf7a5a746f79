package cordon.model.kernel;

import cordon.model.Parameter.HwTimeout;
import cordon.model.Parameter.SwTimeout;
import cordon.model.Parameter.SyncPolicy;
import cordon.model.hardware.CommandProcessor;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.GlobalError;
import cordon.model.hardware.Invalidations;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.machine.Program;

/**
 * Time, of which the model knows only two spans: the ATC invalidation timeout of the hardware, and the 1 s for which the
 * driver polls for a CMD_SYNC (smmu.md A.5, C.3). Everything else takes microseconds.
 *
 * <p>So the hardware's timer can run out only for a device that does not answer; with {@link HwTimeout#ABOVE_1S}
 * moreover only when nobody polls any longer for the SYNC at CONS. And the driver's poll can run out, unless {@link
 * SwTimeout#ANY_TIME} is asked for, only when the SYNC at CONS is stuck: when every step that takes microseconds has been
 * taken.
 */
public final class Timers {
    private final CommandQueue queue;
    private final GlobalError error;
    private final CommandProcessor processor;
    private final Invalidations invalidations;
    private final Endpoints endpoints;
    private final GerrorHandler handler;
    private final SyncWaiters waiters;
    private final HwTimeout hwTimeout;
    private final SwTimeout swTimeout;
    private final SyncPolicy syncPolicy;

    /** Declares the step of the hardware's timer. */
    public Timers(
            Program program,
            CommandQueue queue,
            GlobalError error,
            CommandProcessor processor,
            Invalidations invalidations,
            Endpoints endpoints,
            GerrorHandler handler,
            SyncWaiters waiters,
            HwTimeout hwTimeout,
            SwTimeout swTimeout,
            SyncPolicy syncPolicy) {
        this.queue = queue;
        this.error = error;
        this.processor = processor;
        this.invalidations = invalidations;
        this.endpoints = endpoints;
        this.handler = handler;
        this.waiters = waiters;
        this.hwTimeout = hwTimeout;
        this.swTimeout = swTimeout;
        this.syncPolicy = syncPolicy;
        int iovas = queue.commands().iovas();
        program.free(
                v -> CommandProcessor.LANE,
                "SMMU A.5",
                "timer",
                endpoints.count() * iovas,
                v -> "ATC_INV(sid " + v / iovas + ", iova " + v % iovas + ") times out",
                (s, v) -> hardwareTimer(s, v / iovas, v % iovas));
    }

    /** Whether a poll for a SYNC that has not completed may reach its limit in {@code s}. */
    public boolean pollMayRunOut(long[] s) {
        return swTimeout == SwTimeout.ANY_TIME || stuck(s);
    }

    private boolean hardwareTimer(long[] s, int sid, int iova) {
        if (endpoints.answers(sid) || invalidations.progress(s, sid, iova) != Progress.SENT) {
            return false;
        }
        if (hwTimeout == HwTimeout.ABOVE_1S && (!processor.waitsAtSync(s) || waiters.anyAt(s, queue.cons(s)))) {
            return false;
        }
        invalidations.timeOut(s, sid, iova);
        return true;
    }

    private boolean stuck(long[] s) {
        if (error.active(s)) {
            return !handler.running(s) && !handler.canStart(s);
        }
        if (!processor.waitsAtSync(s) || processor.performing(s)) {
            return false;
        }
        if (invalidations.any(s, Progress.TIMED_OUT)) {
            return syncPolicy == SyncPolicy.STICKY;
        }
        return hwTimeout == HwTimeout.ABOVE_1S && onlySilentDevicesOweAnswers(s);
    }

    private boolean onlySilentDevicesOweAnswers(long[] s) {
        boolean someone = false;
        for (int sid = 0; sid < endpoints.count(); sid++) {
            if (invalidations.outstanding(s, sid)) {
                if (endpoints.answers(sid)) {
                    return false;
                }
                someone = true;
            }
        }
        return someone;
    }
}
