package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.FenceOrder;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.IrqCpu;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.entry.EntryModel;
import java.util.List;

/** Root causes, without a task beside the flush, of fences that are not up when they are relied on, and of wrong blame. */
final class FenceFindings {
    private static final String[] STALE = {
        "no-stale-dma", "flush-contract", "flushes-are-isolated", "no-early-iova-reuse"
    };
    private static final List<String> FLAG = List.of("disable (patch 7) flag");
    private static final List<String> MARK = List.of("disable (patch 7) TWO_MARKS");
    private static final List<String> REPORT = List.of("disable (patch 7) report");
    private static final List<String> BLAMES = List.of("disable (patch 7) store", "disable (patch 7) flag");
    private static final List<String> RETRY = List.of("retry (patch 7) issue");
    private static final List<String> GIVES_UP = List.of("arm_smmu_cmdq_issue_cmdlist P13 timeout");
    private static final List<String> LOAD_WORD = List.of("disable (patch 7) load");
    private static final List<String> STORE_WORD = List.of("disable (patch 7) store");
    private static final List<String> COMPARE = List.of("arm_smmu_write_entry W1");
    private static final List<String> WRITE = List.of("arm_smmu_write_entry W2 store");
    private static final long EATS = 3L << 28;

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("fence-times-out")
                    .violates(STALE)
                    .violates("reported-is-fenced", "flagged-is-fenced")
                    .restsOn(
                            Basis.patch(Patch.P7),
                            Basis.anyOf(
                                    Basis.set(Parameter.HW_TIMEOUT, HwTimeout.ABOVE_1S),
                                    Basis.set(Parameter.SYNC_POLICY, List.of(SyncPolicy.STICKY, SyncPolicy.HANG))))
                    .saying(
                            "The flush stores the STE of {d} without EATS, and issues a CFGI_STE and a CMD_SYNC[fence]. These do not get "
                                    + "through the queue in time, for example behind a CMD_SYNC that is stuck, and the poll for it "
                                    + "runs into the limit of 1 s[gives-up]. If the result of the fence's own CMD_SYNC is not looked at, "
                                    + "{x:unnoticed} goes on and reports {d}[unnoticed]. The flush returns while the SMMU's copy of the STE lets {d} pass.")
                    .repairedBy(
                            "A fence whose CMD_SYNC did not complete is no fence: the flush must not return, or the device has to be "
                                    + "stopped without the command queue.")
                    .when(QuarantineModel.class, (model, pattern) -> fenceTimesOut(model, pattern, false)),
            Finding.called("fence-waits-for-a-held-off-isr")
                    .violates(STALE)
                    .violates("reported-is-fenced", "flagged-is-fenced")
                    .restsOn(
                            Basis.patch(Patch.P7),
                            Basis.set(Parameter.IRQ_CPU, List.of(IrqCpu.CPU0, IrqCpu.CPU1, IrqCpu.TASK)))
                    .saying(
                            "The queue is halted by CMDQ_ERR. The CPU that the GERROR interrupt is routed to polls for a CMD_SYNC with "
                                    + "interrupts disabled, so that the ISR cannot acknowledge the error. The flush stores the STE of {d} without "
                                    + "EATS, and issues a CFGI_STE and a CMD_SYNC[fence]. The poll for that CMD_SYNC runs into the limit of 1 s[gives-up]. If the result of the "
                                    + "fence's own CMD_SYNC is not looked at, {x:unnoticed} goes on and reports {d}[unnoticed]. The flush returns "
                                    + "while the SMMU's copy of the STE lets {d} pass.")
                    .repairedBy(
                            "The polling loop has to look at GERROR and to acknowledge the error itself, as the architecture "
                                    + "recommends.")
                    .when(QuarantineModel.class, (model, pattern) -> fenceTimesOut(model, pattern, true)),
            Finding.called("flag-is-trusted-before-the-fence")
                    .violates(STALE)
                    .restsOn(
                            Basis.patch(Patch.P6),
                            Basis.patch(Patch.P7),
                            Basis.set(Parameter.FENCE_ORDER, FenceOrder.FLAG_FIRST))
                    .saying(
                            "If the flag is stored before the fence has completed, a flush on another CPU meets ats_broken of {d} while "
                                    + "the CFGI_STE of the fence is still to come. {x:skips} skips the ATC_INV of {d}[skips] and does not wait "
                                    + "for the fence. Its flush returns while the SMMU's copy of the STE lets {d} pass.")
                    .repairedBy(
                            "Set ats_broken only after the fence has completed, or let a flush that skips an ATC_INV wait for the fence.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> skips(
                                    model,
                                    pattern,
                                    (s, t, d) -> model.driver().blockAts().isFencing(s, d))),
            Finding.called("flag-of-a-failed-fence-is-trusted")
                    .violates(STALE)
                    .restsOn(Basis.patch(Patch.P6), Basis.patch(Patch.P7))
                    .saying(
                            "The STE of {d} is stored without EATS[fence]. The poll for the CMD_SYNC of that fence runs into the limit of "
                                    + "1 s, and its CFGI_STE has not been performed. If the result of the fence's own CMD_SYNC is not looked at, "
                                    + "ats_broken is set all the same. {x:skips} meets the flag in its own flush and skips the ATC_INV of "
                                    + "{d}[skips]. That flush returns while the SMMU's copy of the STE lets {d} pass.")
                    .repairedBy(
                            "A fence whose CMD_SYNC did not complete is no fence: ats_broken must not be set before the CFGI_STE has been "
                                    + "performed.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        boolean flagFirst = model.settings().get(Parameter.FENCE_ORDER) == FenceOrder.FLAG_FIRST;
                        pattern.held("fence", (s, t, d) -> Scene.fenceIsOnItsWay(model, s, d));
                        skips(
                                model,
                                pattern,
                                (s, t, d) -> Scene.fenceIsOnItsWay(model, s, d)
                                        && !(flagFirst
                                                && model.driver().blockAts().isFencing(s, d)));
                    }),
            Finding.called("batch-is-collected-before-the-flag")
                    .violates("no-atc-inv-in-quarantine", "reports-once")
                    .restsOn(Basis.patch(Patch.P6), Basis.patch(Patch.P7))
                    .saying(
                            "{x:flag} sets ats_broken of {d}[flag] when another flush has the ATC_INV of {d} in its batch already. That "
                                    + "flush does not look at the flag again: it issues its ATC_INV, or its retry, for the device in "
                                    + "quarantine. It finds {d} silent too, fences it once more and reports it once more.")
                    .repairedBy(
                            "Look at ats_broken again before a retry, before a fence and before a report. A batch that was collected "
                                    + "before costs each user of the queue one more timeout; memory is not harmed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .perDevice()
                                    .then(
                                            "flag",
                                            model.patches().contains(Patch.TWO_MARKS) ? MARK : FLAG,
                                            (s, arg, after, t, d) -> arg != t
                                                    && model.driver().blockAts().sid(s, arg) == d
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .hasInBatch(s, t, d))
                                    .unless(Scene.RETURNS, (s, arg, after, t, d) -> arg == t)),
            Finding.called("slow-device-is-blamed")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .restsOn(Basis.patch(Patch.P7), Basis.devices(DeviceMode.SLOW))
                    .saying(
                            "The poll for the CMD_SYNC after an ATC_INV of {d} runs into the limit of 1 s[gives-up], while the SMMU still waits for "
                                    + "the answer of {d}, which is slow. P7 cannot tell that from a fault: {d} is put into quarantine although it "
                                    + "answers each Invalidate Request.")
                    .repairedBy(
                            "The end of a poll has to be told apart from a fault that the SMMU reports. P7 may fence the device in both "
                                    + "cases, and has to take the fence back when the answer comes.")
                    .when(QuarantineModel.class, FenceFindings::givesUpOnSlow),
            Finding.called("quarantine-outlives-a-late-answer")
                    .violates("recovered-device-works")
                    .restsOn(Basis.patch(Patch.P7), Basis.devices(DeviceMode.SLOW))
                    .saying(
                            "The poll for the CMD_SYNC after an ATC_INV of {d} runs into the limit of 1 s, while the SMMU still waits for the "
                                    + "answer[gives-up]. P7 sets ats_broken of {d}[flagged]. {d} answers as late as it is allowed to, and no "
                                    + "step takes the flag back: a device that works is left without ATS, since only a reset clears it.")
                    .repairedBy("P7 has to take flag and fence back when the answer comes.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        givesUpOnSlow(model, pattern);
                        Scene.thenFlagged(model, pattern);
                    }),
            Finding.called("retry-waits-behind-a-stuck-sync")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked", "recovered-device-works")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "The ATC_INV of {d} is still in the queue, for example behind a CMD_SYNC that is stuck or since the queue was halted, or "
                                    + "{d} answers it, when the poll of {x:gives-up} runs into the limit of 1 s[gives-up]. {d} has "
                                    + "left no Invalidate Request unanswered. P7 takes it for silent all the same and puts it into quarantine.")
                    .repairedBy(
                            "The end of a poll for a CMD_SYNC says nothing about the device while the SMMU has not come to that CMD_SYNC.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> blamed(
                                    model,
                                    pattern,
                                    "gives-up",
                                    GIVES_UP,
                                    (s, arg, after, t, d) -> arg == t
                                            && model.driver().domainInvRange().hasInBatch(s, t, d)
                                            && (Scene.hasAtcInvQueued(model, s, d) || Scene.answersSoon(model, s, d)))),
            Finding.called("whole-batch-is-blamed")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked", "recovered-device-works")
                    .restsOn(Basis.patch(Patch.P7), Basis.set(Parameter.RETRY_STRATEGY, RetryStrategy.NONE))
                    .saying(
                            "{d}, which answers, is in one batch with a silent device. If a batch that timed out is not retried for each "
                                    + "Stream ID, each device of it is taken for silent, and {d} is put into quarantine.")
                    .repairedBy("Retry each Stream ID alone, with a CMD_SYNC of its own (retryStrategy=per-sid).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .perDevice()
                                    .then(
                                            "batch",
                                            BLAMES,
                                            (s, arg, after, t, d) -> arg == t
                                                    && isFencing(model, s, t, d)
                                                    && model.hardware().health().answers(s, d)
                                                    && Scene.hasSilentNeighbour(model, s, t, d))),
            Finding.called("retry-takes-the-fault-of-another-batch")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked", "recovered-device-works")
                    .restsOn(Basis.patch(Patch.P7), Basis.set(Parameter.BATCH_MAX, 1))
                    .saying(
                            "A batch of ATC_INVs is full, and goes into the queue without a CMD_SYNC. The silent device does not answer one of "
                                    + "them. The next CMD_SYNC in the queue belongs to another CPU's retry of {d}, which answers. That CMD_SYNC "
                                    + "faults[fault], P7 takes {d} for silent and puts it into quarantine.")
                    .repairedBy("No ATC_INV may be left in the queue without a CMD_SYNC of its own list.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> blamed(
                                    model,
                                    pattern,
                                    "fault",
                                    Scene.FAULT,
                                    (s, arg, after, t, d) -> Scene.waitsForHead(model, s, t)
                                            && model.driver().domainInvRange().hasInBatch(s, t, d)
                                            && !Scene.hasTimedOut(model, s, d))),
            Finding.called("v1-takes-the-last-of-the-batch")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked", "quarantine-happens")
                    .restsOn(Basis.patch(Patch.V1_WORK), new Basis("a last device that answers", world -> {
                        List<DeviceMode> modes = world.settings().get(Parameter.DEVICES);
                        return modes.size() > 1 && Iterables.getLast(modes) != DeviceMode.MUTE;
                    }))
                    .saying(
                            "The CMD_SYNC of a batch faults[fault] for the ATC_INV of a silent device. The entry before that CMD_SYNC is the "
                                    + "last ATC_INV of the batch, and {d} has answered it. The ISR queues its work item for {d}. The worker takes "
                                    + "{d} off the bus, and never the silent device, which comes earlier in each batch.")
                    .repairedBy(
                            "CMDQ_CONS does not say which ATC_INV timed out: each device of the batch has to be asked again, alone "
                                    + "(P7's retry).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "fault",
                                            Scene.FAULT,
                                            (s, arg, after, t, d) -> Scene.isBeforeCons(model, s, d)
                                                    && !Scene.hasTimedOut(model, s, d))),
            Finding.called("writer-overwrites-the-fence")
                    .violates("fence-stays-up")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "arm_smmu_write_entry has compared the STE with its target when P7 stores word 1 without EATS[fence]. The writer "
                                    + "works with what it read before, and stores word 1 with EATS on over the fence[overwrite], for the two share "
                                    + "no lock. The SMMU fetches that.")
                    .repairedBy("P7 needs the writer's lock, or the writer has to compare again after each store.")
                    .when(
                            EntryModel.class,
                            (model, pattern) -> pattern.then(
                                            "fence", STORE_WORD, (s, arg, after, t, d) -> model.writes(s))
                                    .then("overwrite", WRITE, turnsEatsOn(model))),
            Finding.called("writer-does-not-know-of-the-fence")
                    .violates("fence-stays-up")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "P7 stores word 1 of the STE without EATS[fence]. The writer, which decided before that its target has ATS, "
                                    + "compares the fenced STE with it[compare]. It stores word 1 with EATS on[overwrite], and the SMMU fetches that.")
                    .repairedBy(
                            "The writer has to look at ats_broken, under a lock that it shares with P7, when it makes its target.")
                    .when(
                            EntryModel.class,
                            (model, pattern) -> pattern.then(
                                            "fence", STORE_WORD, (s, arg, after, t, d) -> !model.writes(s))
                                    .then("compare", COMPARE, (s, arg, after, t, d) -> true)
                                    .then("overwrite", WRITE, turnsEatsOn(model))),
            Finding.called("fence-stores-an-old-word")
                    .violates("no-mixed-entry")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "P7 loads word 1 of the STE[load]. arm_smmu_write_entry stores its new content[write], for the two share no lock. "
                                    + "P7 stores the old content back without EATS[stale]. The new S1DSS or SHCFG is lost, and the SMMU fetches a "
                                    + "mixture.")
                    .repairedBy("P7 needs the writer's lock, or has to change EATS alone, by an atomic operation.")
                    .when(
                            EntryModel.class,
                            (model, pattern) -> pattern.then("load", LOAD_WORD, (s, arg, after, t, d) -> true)
                                    .then(
                                            "write",
                                            WRITE,
                                            (s, arg, after, t, d) -> model.memory(s, 1) != model.memory(after, 1))
                                    .then("stale", STORE_WORD, (s, arg, after, t, d) -> true)));

    private FenceFindings() {}

    /** The last poll runs into its limit while a slow device still has to answer. */
    private static void givesUpOnSlow(QuarantineModel model, Pattern.Builder pattern) {
        blamed(
                model,
                pattern,
                "gives-up",
                GIVES_UP,
                (s, arg, after, t, d) -> arg == t
                        && model.settings().get(Parameter.DEVICES).get(d) == DeviceMode.SLOW
                        && Scene.awaitsAnswer(model, s, d)
                        && model.driver().domainInvRange().hasInBatch(s, t, d));
    }

    private static void fenceTimesOut(QuarantineModel model, Pattern.Builder pattern, boolean heldOff) {
        pattern.perThread()
                .perDevice()
                .held("fence", (s, t, d) -> Scene.fenceIsOnItsWay(model, s, d))
                .then(
                        "gives-up",
                        GIVES_UP,
                        (s, arg, after, t, d) ->
                                arg == t && isFencing(model, s, t, d) && Scene.isrIsHeldOff(model, s) == heldOff)
                .then(
                        "unnoticed",
                        REPORT,
                        (s, arg, after, t, d) -> arg == t
                                && isFencing(model, s, t, d)
                                && model.driver().issueCmdlist().timedOut(s, t))
                .unless(Scene.CFGI_PERFORMED, (s, arg, after, t, d) -> arg == d);
    }

    private static boolean isFencing(QuarantineModel model, long[] s, int t, int d) {
        return model.driver().blockAts().running(s, t)
                && model.driver().blockAts().sid(s, t) == d;
    }

    /** A flush skips a device that is in quarantine and not fenced, if {@code test} is true then. */
    private static void skips(QuarantineModel model, Pattern.Builder pattern, Pattern.StateTest test) {
        pattern.perThread()
                .perDevice()
                .then(
                        "skips",
                        Scene.COLLECT,
                        (s, arg, after, t, d) -> arg == t
                                && model.driver().domainInvRange().nextDevice(s, t) == d
                                && model.driver().masters().atsBroken(s, d)
                                && !model.hardware().streams().fenced(s, d)
                                && test.test(s, t, d))
                .unless(Scene.DROPS, Scene.dropped(model))
                .unless(Scene.CFGI_PERFORMED, (s, arg, after, t, d) -> arg == d);
    }

    /**
     * What happened at the last retry, or at the first try if there was none, is remembered until the flush returns, and longer if it has
     * left the device in quarantine.
     */
    private static void blamed(
            QuarantineModel model, Pattern.Builder pattern, String event, List<String> steps, Pattern.StepTest test) {
        pattern.perThread()
                .perDevice()
                .then(event, steps, test)
                .unless(RETRY, (s, arg, after, t, d) -> arg == t && !AttachScene.broken(model, s, d))
                .unless(Scene.RETURNS, (s, arg, after, t, d) -> arg == t && !AttachScene.broken(model, s, d));
    }

    private static Pattern.StepTest turnsEatsOn(EntryModel model) {
        return (s, arg, after, t, d) -> (model.memory(s, 1) & EATS) == 0 && (model.memory(after, 1) & EATS) != 0;
    }
}
