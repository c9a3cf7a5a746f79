package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.IrqCpu;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Choice.SyncPoll;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.hardware.Memory;
import cordon.model.hardware.PostedDma;
import java.util.List;
import java.util.stream.IntStream;

/** Root causes of a command queue that is stuck, or that the driver loses track of. */
final class QueueFindings {
    private static final List<String> RELEASES = List.of("arm_smmu_cmdq_issue_cmdlist P14");
    private static final List<String> APPENDS = List.of("arm_smmu_cmdq_issue_cmdlist P1-P12");
    private static final List<String> LEARNS =
            List.of("arm_smmu_cmdq_issue_cmdlist P14", "arm_smmu_cmdq_issue_cmdlist P2");
    private static final List<String> TLBI_PERFORMED = List.of("SMMU 4.8 perform TLBI");
    private static final List<String> TRANSLATES = List.of("SMMU 3.9.1 translate");
    private static final List<String> UNTRANSLATED = List.of("PCIe 10.1 untranslated dma");

    private static final Basis ON_A_CPU_THAT_ISSUES =
            Basis.set(Parameter.IRQ_CPU, List.of(IrqCpu.CPU0, IrqCpu.CPU1, IrqCpu.TASK));

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("cons-is-guessed-without-its-msi")
                    .violates("queue-consistent")
                    .restsOn(Basis.set(Parameter.SYNC_POLL, SyncPoll.MSI))
                    .saying(
                            "A waiter that polls for the MSI of its CMD_SYNC gives up after 1 s, and takes the slot of that CMD_SYNC for CONS. "
                                    + "{x:guess} is the last to release cmdq->lock and makes that the driver's copy of CONS[guess]. The SMMU is "
                                    + "further back, so that the driver counts slots as free whose commands are not consumed.")
                    .repairedBy("A poll that gives up has to read CMDQ_CONS.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.then(
                                            "guess",
                                            RELEASES,
                                            (s, arg, after, t, d) -> model.driver()
                                                            .issueCmdlist()
                                                            .timedOut(s, arg)
                                                    && model.driver()
                                                                    .issueCmdlist()
                                                                    .shadowCons(after)
                                                            == model.driver()
                                                                    .issueCmdlist()
                                                                    .awaits(s, arg)
                                                    && isAheadOfCons(model, after))
                                    .unless(
                                            LEARNS,
                                            (s, arg, after, t, d) -> !isAheadOfCons(model, after)
                                                    && isLegal(model.hardware().queue(), after))),
            Finding.called("overtaken-queue-loses-commands")
                    .violates(
                            "queue-consistent",
                            "sync-means-consumed",
                            "no-deadlock",
                            "invs-cover-attached",
                            "ats-mirror",
                            "entry-is-right",
                            "reset-is-fenced")
                    .restsOn(Basis.set(Parameter.SYNC_POLL, SyncPoll.MSI))
                    .saying(
                            "Waiters that poll for the MSI of their CMD_SYNC give up, and the slot of a CMD_SYNC is taken for CONS. The driver "
                                    + "writes over commands that the SMMU has not consumed[overtaken]. They are lost, a CFGI_STE or an "
                                    + "invalidation among them, and each caller goes on as if its own had only been late.")
                    .repairedBy("A poll that gives up has to read CMDQ_CONS.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.then(
                                    "overtaken",
                                    APPENDS,
                                    (s, arg, after, t, d) ->
                                            isLegal(model.hardware().queue(), s)
                                                    && !isLegal(model.hardware().queue(), after))),
            Finding.called("late-msi-ends-another-wait")
                    .violates("sync-means-consumed", "queue-consistent", "no-deadlock")
                    .violates("no-stale-dma", "flush-contract", "flushes-are-isolated", "tlbi-before-atc-inv")
                    .violates("reported-is-fenced", "flagged-is-fenced", "mark-is-taken", "entry-is-right")
                    .restsOn(Basis.set(Parameter.SYNC_POLL, SyncPoll.MSI))
                    .saying(
                            "A waiter that polls for the MSI of its CMD_SYNC gives up after 1 s. The SMMU consumes that CMD_SYNC later, and the slot "
                                    + "gets the CMD_SYNC of another waiter before the MSI is written into it[late]. The other waiter takes the "
                                    + "MSI for its own: it returns 0 for a CMD_SYNC that is not consumed, so that a flush ends before its invalidations "
                                    + "have, and makes its slot the driver's copy of CONS.")
                    .repairedBy(
                            "A poll that sees an MSI has to read CMDQ_CONS too, once a poll has given up; or a slot whose waiter gave up must not "
                                    + "be written again before its MSI has arrived.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .then(
                                            "late",
                                            List.of("SMMU 4.7.3 MSI"),
                                            (s, arg, after, t, d) -> waitsInSlot(model, s, t, arg))),
            Finding.called("mark-outlives-its-issuer")
                    .violates("mark-is-taken")
                    .restsOn(Basis.patch(Patch.P4))
                    .saying(
                            "A waiter gives up on its CMD_SYNC after 1 s and finds its bit in atc_sync_timeouts clear. The CMD_SYNC faults only after "
                                    + "that, and the ISR sets the bit of its slot[mark]: nobody is left to take it. The queue wraps, and the issuer of "
                                    + "the next CMD_SYNC in that slot is told -ETIMEDOUT for a CMD_SYNC that was consumed and did not fault.")
                    .repairedBy(
                            "An issuer has to clear the bit of its slot when it appends its CMD_SYNC, or the ISR must not mark a slot that nobody "
                                    + "waits for.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.then(
                                    "mark",
                                    List.of("__arm_smmu_cmdq_skip_err act"),
                                    (s, arg, after, t, d) -> !markWillBeTaken(model, s))),
            Finding.called("tlbi-timeout-is-ignored")
                    .violates("tlbi-before-atc-inv")
                    .saying(
                            "The poll for the CMD_SYNC after the TLBI of a flush runs into the limit of 1 s, for the queue is stuck, halted or slow. "
                                    + "{x:ignored} does not look at that result and goes on to the ATC_INVs[ignored], although the TLBI is still to "
                                    + "be performed. An ATC that drops its entry can fill it again from the TLB.")
                    .repairedBy(
                            "The flush has to look at the result of the TLBI's CMD_SYNC too, and must not return before the TLBI has been "
                                    + "performed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> ignoresTlbi(
                                            model, pattern.perThread(), (s, t, d) -> hasTlbiOutstanding(model, s, t))
                                    .unless(
                                            TLBI_PERFORMED,
                                            (s, arg, after, t, d) -> !hasTlbiOutstanding(model, after, t))),
            Finding.called("tlb-keeps-an-unmapped-page")
                    .violates("no-stale-dma")
                    .saying(
                            "The poll for the CMD_SYNC after the TLBI of a flush runs into the limit of 1 s, for the queue is stuck, halted or slow. "
                                    + "{x:ignored} does not look at that result[ignored], and its flush ends. The page is released while the TLB "
                                    + "still has it, and a device reaches it with an untranslated address[reaches], which no fence of ATS stops.")
                    .repairedBy(
                            "The flush has to look at the result of the TLBI's CMD_SYNC too, and must not return before the TLBI has been "
                                    + "performed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> ignoresTlbi(
                                            model, pattern.perThread(), (s, t, d) -> isStaleInTlb(model, s, t))
                                    .then(
                                            "reaches",
                                            UNTRANSLATED,
                                            (s, arg, after, t, d) ->
                                                    model.hardware().endpoints().iova(arg) == t)
                                    .unless(
                                            TLBI_PERFORMED,
                                            (s, arg, after, t, d) ->
                                                    !isStaleInTlb(model, after, t) && !isOnTheWire(model, after, t))),
            Finding.called("tlb-outlives-the-flush")
                    .violates("flushes-are-isolated", "no-early-iova-reuse")
                    .saying(
                            "The poll for the CMD_SYNC after the TLBI of a flush runs into the limit of 1 s, for the queue is stuck, halted or slow. "
                                    + "{x:ignored} does not look at that result[ignored], and its flush ends. The TLB still has what the IOVA "
                                    + "was mapped to, for each device of the domain.")
                    .repairedBy(
                            "The flush has to look at the result of the TLBI's CMD_SYNC too, and must not return before the TLBI has been "
                                    + "performed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> ignoresTlbi(
                                            model, pattern.perThread(), (s, t, d) -> isStaleInTlb(model, s, t))
                                    .unless(TLBI_PERFORMED, (s, arg, after, t, d) -> !isStaleInTlb(model, after, t))),
            Finding.called("atc-is-filled-again-from-the-tlb")
                    .violates("no-stale-dma", "flush-contract", "flushes-are-isolated", "no-early-iova-reuse")
                    .saying(
                            "The poll for the CMD_SYNC after the TLBI of a flush runs into the limit of 1 s, for the queue is stuck, halted or slow. "
                                    + "{x:ignored} does not look at that result[ignored]. The TLB still has the page, which is unmapped, and the SMMU "
                                    + "answers a Translation Request of {d} from it[fills]. The flush returns while {d} holds that translation.")
                    .repairedBy(
                            "The flush has to look at the result of the TLBI's CMD_SYNC too, and must not return before the TLBI has been "
                                    + "performed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> ignoresTlbi(
                                            model,
                                            pattern.perThread().perDevice(),
                                            (s, t, d) -> isStaleInTlb(model, s, t))
                                    .then(
                                            "fills",
                                            TRANSLATES,
                                            (s, arg, after, t, d) -> !Scene.holdsTranslation(model, s, d, t)
                                                    && Scene.holdsTranslation(model, after, d, t)
                                                    && isStaleInTlb(model, s, t))
                                    .unless(
                                            TLBI_PERFORMED,
                                            (s, arg, after, t, d) -> !isStaleInTlb(model, after, t)
                                                    && !Scene.holdsTranslation(model, after, d, t))
                                    .unless(
                                            Scene.DROPS,
                                            (s, arg, after, t, d) -> !isStaleInTlb(model, s, t)
                                                    && !Scene.holdsTranslation(model, after, d, t))),
            Finding.called("full-queue-keeps-the-isr-off")
                    .violates("no-deadlock")
                    .restsOn(ON_A_CPU_THAT_ISSUES)
                    .saying(
                            "The queue is halted by CMDQ_ERR, and full of the commands of flushes, retries, fences or attaches that gave up. Each "
                                    + "CPU that has not finished waits for space in it with interrupts disabled[full]. The GERROR interrupt is "
                                    + "routed to one of them, so that the ISR, which would acknowledge the error, never runs.")
                    .repairedBy(
                            "The loop that waits for space has to look at GERROR and to acknowledge the error itself.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held(
                                    "full",
                                    (s, t, d) -> Scene.isrIsHeldOff(model, s) && everybodyWaitsForSpace(model, s))),
            Finding.called("full-queue-behind-a-stuck-sync")
                    .violates(
                            "no-deadlock",
                            "issue-cmdlist-returns",
                            "flush-returns",
                            "task-ends",
                            "recovered-device-returns")
                    .violatesWhere(
                            List.of(Basis.patch(Patch.P7)), "unmap-completes", "page-reused", "quarantine-happens")
                    .restsOn(Basis.set(Parameter.SYNC_POLICY, List.of(SyncPolicy.HANG, SyncPolicy.STICKY)))
                    .saying(
                            "The SMMU never completes a CMD_SYNC after an ATC_INV that timed out, or lets it fault for ever. Commands of those that gave "
                                    + "up fill the queue behind it: those of flushes, attaches and resets, and with P7 a retry and a fence. "
                                    + "The next flush, attach or reset waits for space[full], a flush with interrupts disabled, and there is no limit "
                                    + "to that wait. A flush that waits does not return, its page is never released, and no device is put into "
                                    + "quarantine.")
                    .repairedBy(
                            "The wait for space needs a limit and a result, and P7 must not issue into a queue that does not move.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held(
                                    "full",
                                    (s, t, d) -> isStuck(model, s)
                                            && model.driver().issueCmdlist().waitsForSpace(s, t))),
            Finding.called("sync-never-completes")
                    .violates("queue-drains")
                    .restsOn(Basis.set(Parameter.SYNC_POLICY, SyncPolicy.HANG))
                    .saying(
                            "The CMD_SYNC at CONS comes after an ATC_INV that timed out. The SMMU never completes it and raises no error[stuck], "
                                    + "so that nothing behind it is ever executed.")
                    .repairedBy("Disable and restart the queue when a CMD_SYNC does not complete.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held("stuck", (s, t, d) -> isStuck(model, s))),
            Finding.called("sync-faults-for-ever")
                    .violates("queue-drains")
                    .violatesWhere(List.of(ON_A_CPU_THAT_ISSUES), "issue-cmdlist-returns", "flush-returns", "task-ends")
                    .restsOn(Basis.set(Parameter.SYNC_POLICY, SyncPolicy.STICKY))
                    .saying(
                            "The SMMU does not forget an ATC_INV that timed out[forgotten]. The CMD_SYNC after it faults on each repetition, "
                                    + "with an interrupt each time, the ISR acknowledges each time, and nothing behind it is ever executed. A CPU "
                                    + "that takes these interrupts may come to nothing else.")
                    .repairedBy(
                            "The ISR has to give up on a CMD_SYNC that has faulted several times, and to skip it as it skips an illegal "
                                    + "command.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held(
                                    "forgotten",
                                    (s, t, d) ->
                                            model.hardware().invalidations().any(s, Progress.TIMED_OUT))));

    private QueueFindings() {}

    /** A flush of thread {@code t} goes on although the poll for the CMD_SYNC after its TLBI has timed out. */
    private static Pattern.Builder ignoresTlbi(QuarantineModel model, Pattern.Builder pattern, Pattern.StateTest test) {
        return pattern.then(
                "ignored",
                Scene.COLLECT,
                (s, arg, after, t, d) ->
                        arg == t && model.driver().issueCmdlist().timedOut(s, t) && test.test(s, t, d));
    }

    /** Whether the TLB has what the IOVA of thread {@code t} was mapped to, and is not any more. */
    private static boolean isStaleInTlb(QuarantineModel model, long[] s, int t) {
        Memory memory = model.hardware().memory();
        return t < model.cpus()
                && memory.tlb(s, t) != 0
                && (!memory.mapped(s, t) || memory.tlbGeneration(s, t) != memory.generation(s, memory.tlb(s, t) - 1));
    }

    /** DMA to the IOVA of thread {@code t} has passed the SMMU and has not reached memory. */
    private static boolean isOnTheWire(QuarantineModel model, long[] s, int t) {
        PostedDma posted = model.hardware().posted();
        return IntStream.range(0, model.hardware().endpoints().count())
                .anyMatch(sid -> posted.page(s, sid) >= 0 && posted.iova(s, sid) == t);
    }

    /** Whether a TLBI of the page of thread {@code t}, or of its domain, is in the queue or being performed. */
    private static boolean hasTlbiOutstanding(QuarantineModel model, long[] s, int t) {
        Command commands = model.hardware().queue().commands();
        for (int range = 0; range < commands.ranges(); range++) {
            boolean outstanding = model.hardware().queue().isQueued(s, commands.tlbi(range))
                    || model.hardware().processor().performingTlbi(s, range);
            if (outstanding && covers(model, range, t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(QuarantineModel model, int tlbi, int t) {
        return t < model.cpus() && model.hardware().queue().commands().tlbiCovers(tlbi, t);
    }

    /** Whether PROD has not overtaken CONS. Once it has, nobody knows any more where the SMMU is. */
    private static boolean isLegal(CommandQueue queue, long[] s) {
        return queue.arithmetic().legal(queue.prod(s), queue.cons(s));
    }

    private static boolean isAheadOfCons(QuarantineModel model, long[] s) {
        CommandQueue queue = model.hardware().queue();
        int shadow = model.driver().issueCmdlist().shadowCons(s);
        return queue.arithmetic().space(queue.prod(s), shadow)
                > queue.arithmetic().space(queue.prod(s), queue.cons(s));
    }

    /** Whether thread {@code t} waits for a CMD_SYNC in {@code slot} that the SMMU has not consumed. */
    private static boolean waitsInSlot(QuarantineModel model, long[] s, int t, int slot) {
        CommandQueue queue = model.hardware().queue();
        int awaited = model.driver().issueCmdlist().awaits(s, t);
        return awaited >= 0
                && queue.arithmetic().idx(awaited) == slot
                && !queue.arithmetic().consumed(queue.cons(s), awaited);
    }

    /** True if the issuer of the CMD_SYNC at CONS has yet to look at the bit of its slot. */
    private static boolean markWillBeTaken(QuarantineModel model, long[] s) {
        return IntStream.range(0, model.threads())
                .anyMatch(thread -> Scene.waitsForHead(model, s, thread)
                        && model.driver().issueCmdlist().willTakeMark(s, thread));
    }

    private static boolean everybodyWaitsForSpace(QuarantineModel model, long[] s) {
        return IntStream.range(0, model.cpus())
                .allMatch(cpu -> model.driver().dmaUser().finished(s, cpu)
                        || model.driver().issueCmdlist().waitsForSpace(s, cpu));
    }

    /** A CMD_SYNC is at CONS, and an ATC_INV before it has timed out. */
    private static boolean isStuck(QuarantineModel model, long[] s) {
        CommandQueue queue = model.hardware().queue();
        return queue.entry(s, queue.cons(s)) == Command.SYNC
                && model.hardware().invalidations().any(s, Progress.TIMED_OUT);
    }
}
