package cordon.specs.finding;

import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Invalidations;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.hardware.PostedDma;
import cordon.model.hardware.StreamTable;
import java.util.List;

/** What the patterns of several findings ask of a model: names of steps, as in a trace, and conditions. */
final class Scene {
    /** A flush adds the next ATC_INV to its batch, or skips a device. */
    static final List<String> COLLECT = List.of("__arm_smmu_domain_inv_range R4");

    /** A flush looks at the result of its ATC batch, or ignores it. */
    static final List<String> RESULT = List.of("__arm_smmu_domain_inv_range R4 result");

    /** A flush returns. */
    static final List<String> RETURNS = List.of("arm_smmu_domain_inv_range R5");

    /** The timer of an ATC_INV runs out. */
    static final List<String> TIMER = List.of("SMMU 4.5.1 timer");

    /** The CMD_SYNC at CONS faults. */
    static final List<String> FAULT = List.of("SMMU 4.7.3 fault SYNC");

    /** The SMMU drops its copy of an STE. */
    static final List<String> CFGI_PERFORMED = List.of("SMMU 4.8 perform CFGI_STE");

    /** The steps that can take a translation out of an ATC. */
    static final List<String> DROPS =
            List.of("PCIe 10.3 recvInv", "PCIe 10.1 recvTC", "pcie_flr ok", "pci_bus_error_reset ok");

    private Scene() {}

    /** The device that variant {@code arg} of a step of an ATC_INV, its timer among them, is about. */
    static int timerOf(QuarantineModel model, int arg) {
        Command commands = model.hardware().queue().commands();
        return commands.sidOf(arg / (commands.everything() + 1));
    }

    /** A test whether device {@code d} no longer {@linkplain #reaches reaches} the page of thread {@code t}. */
    static Pattern.StepTest dropped(QuarantineModel model) {
        return (s, arg, after, t, d) -> !reaches(model, after, d, t);
    }

    /**
     * A test whether the step is of thread {@code t}, which has device {@code d} in its ATC batch and is told this result of it, while
     * {@code d} still {@linkplain #reaches reaches} its page.
     */
    static Pattern.StepTest told(QuarantineModel model, boolean timedOut) {
        return (s, arg, after, t, d) -> arg == t
                && model.driver().domainInvRange().hasInBatch(s, t, d)
                && model.driver().issueCmdlist().timedOut(s, t) == timedOut
                && reaches(model, s, d, t);
    }

    /**
     * Whether device {@code sid} holds a translation of the IOVA of CPU {@code cpu}, or a write that the SMMU let pass by one is on its
     * way to memory.
     */
    private static boolean reaches(QuarantineModel model, long[] s, int sid, int cpu) {
        PostedDma posted = model.hardware().posted();
        return holdsTranslation(model, s, sid, cpu) || (posted.page(s, sid) >= 0 && posted.iova(s, sid) == cpu);
    }

    /** A condition on the ATC_INVs of one substream and range. */
    @FunctionalInterface
    interface RequestTest {
        boolean test(int substream, int range);
    }

    /** {@code test} is true of some substream of device {@code sid} and some range. */
    static boolean some(QuarantineModel model, int sid, RequestTest test) {
        Command commands = model.hardware().queue().commands();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            for (int range = 0; range <= commands.everything(); range++) {
                if (test.test(commands.substream(sid, ssid), range)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an ATC_INV of device {@code sid} that no SYNC has covered yet timed out. */
    static boolean hasTimedOut(QuarantineModel model, long[] s, int sid) {
        Invalidations invalidations = model.hardware().invalidations();
        return some(
                model, sid, (substream, range) -> invalidations.progress(s, substream, range) == Progress.TIMED_OUT);
    }

    /** Device {@code sid} answers soon whatever it has been asked. */
    static boolean answersSoon(QuarantineModel model, long[] s, int sid) {
        Invalidations invalidations = model.hardware().invalidations();
        boolean answers = model.hardware().health().answers(s, sid);
        return !some(
                model,
                sid,
                (substream, range) -> invalidations.progress(s, substream, range) != Progress.NONE
                        && !(answers && model.hardware().requests().answersSoon(s, substream, range)));
    }

    /** An Invalidate Request is on its way to device {@code sid}, or has been received and not been answered. */
    static boolean awaitsAnswer(QuarantineModel model, long[] s, int sid) {
        Invalidations invalidations = model.hardware().invalidations();
        return some(model, sid, (substream, range) -> {
            Progress progress = invalidations.progress(s, substream, range);
            return progress == Progress.SENT || progress == Progress.RECEIVED;
        });
    }

    /** An ATC_INV of device {@code sid} times out: any, or one that no reset has lost and that {@code sid} need not answer. */
    static boolean timesOut(QuarantineModel model, long[] before, long[] after, int sid, boolean any) {
        Invalidations invalidations = model.hardware().invalidations();
        return some(model, sid, (substream, range) -> {
            Progress progress = invalidations.progress(before, substream, range);
            return progress != Progress.TIMED_OUT
                    && invalidations.progress(after, substream, range) == Progress.TIMED_OUT
                    && (any || (progress != Progress.LOST && !invalidations.owed(before, substream, range)));
        });
    }

    /** Whether variant {@code arg} of a step of Invalidate Requests is about device {@code sid} and the page of CPU {@code cpu}. */
    static boolean receives(QuarantineModel model, int arg, int cpu, int sid) {
        Command commands = model.hardware().queue().commands();
        int ranges = commands.everything() + 1;
        int target = arg / ranges;
        return cpu < model.hardware().memory().pages()
                && commands.sidOf(target) == sid
                && commands.atcInvCovers(target, arg % ranges, target, cpu);
    }

    /** Whether an ATC_INV of device {@code sid} is in the queue and not consumed. */
    static boolean hasAtcInvQueued(QuarantineModel model, long[] s, int sid) {
        CommandQueue queue = model.hardware().queue();
        Command commands = queue.commands();
        for (int p = queue.cons(s); p != queue.prod(s); p = queue.arithmetic().inc(p, 1)) {
            int entry = queue.entry(s, p);
            if (commands.opcode(entry) == Command.Opcode.ATC_INV && commands.sid(entry) == sid) {
                return true;
            }
        }
        return false;
    }

    /** Whether thread {@code t} has a device in its ATC batch, besides {@code sid}, that does not answer. */
    static boolean hasSilentNeighbour(QuarantineModel model, long[] s, int t, int sid) {
        for (int other = 0; other < model.hardware().endpoints().count(); other++) {
            if (other != sid
                    && model.driver().domainInvRange().hasInBatch(s, t, other)
                    && !model.hardware().health().answers(s, other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether thread {@code t} waits for the CMD_SYNC that is at CONS. */
    static boolean waitsForHead(QuarantineModel model, long[] s, int t) {
        return model.driver().issueCmdlist().awaits(s, t)
                == model.hardware().queue().cons(s);
    }

    /** Whether the entry before the CMD_SYNC at CONS is an ATC_INV of device {@code sid}. */
    static boolean isBeforeCons(QuarantineModel model, long[] s, int sid) {
        Command commands = model.hardware().queue().commands();
        int entry = model.hardware().queue().beforeCons(s);
        return commands.opcode(entry) == Command.Opcode.ATC_INV && commands.sid(entry) == sid;
    }

    /** Whether the STE of device {@code sid} is fenced in memory, and a CFGI_STE of it waits in the queue or is being performed. */
    static boolean fenceIsOnItsWay(QuarantineModel model, long[] s, int sid) {
        CommandQueue queue = model.hardware().queue();
        return model.hardware().streams().eats(s, sid) == StreamTable.EATS_ABORT
                && (model.hardware().processor().performingCfgi(s, sid)
                        || queue.isQueued(s, queue.commands().cfgiSte(sid)));
    }

    /** Whether CMDQ_ERR waits for an acknowledgement, and the CPU of the interrupt has interrupts disabled. */
    static boolean isrIsHeldOff(QuarantineModel model, long[] s) {
        return model.hardware().error().active(s)
                && !model.driver().handler().running(s)
                && !model.driver().handler().canStart(s);
    }

    /** Whether device {@code sid} holds a translation of the IOVA that CPU {@code cpu} maps and unmaps; CPU c does so with IOVA c. */
    static boolean holdsTranslation(QuarantineModel model, long[] s, int sid, int cpu) {
        if (cpu >= model.hardware().memory().pages()) {
            return false; // no CPU but a task
        }
        Command commands = model.hardware().queue().commands();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            if (model.hardware().endpoints().holdsTranslation(s, commands.substream(sid, ssid), cpu)) {
                return true;
            }
        }
        return false;
    }

    /** Then P7 sets ats_broken of the device, which is still set in the end. */
    static void thenFlagged(QuarantineModel model, Pattern.Builder pattern) {
        pattern.then(
                        "flagged",
                        List.of("disable (patch 7) flag"),
                        (s, arg, after, t, d) -> model.driver().blockAts().sid(s, arg) == d)
                .held("kept", (s, t, d) -> model.driver().masters().atsBroken(s, d));
    }
}
