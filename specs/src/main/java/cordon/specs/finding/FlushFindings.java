package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import java.util.List;

/** Root causes of flushes that return although a device still has a translation, by which nobody has fenced it. */
final class FlushFindings {
    private static final String[] STALE = {
        "no-stale-dma", "flush-contract", "flushes-are-isolated", "no-early-iova-reuse"
    };
    private static final List<SyncPolicy> COMPLETING = List.of(SyncPolicy.DROP, SyncPolicy.STICKY, SyncPolicy.SILENT);
    private static final List<String> COMPLETES = List.of("SMMU 4.7.3 complete SYNC");
    private static final List<String> RECEIVED = List.of("PCIe 10.3 recvInv");

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("sync-fault-is-hidden")
                    .violates(STALE)
                    .restsOn(Basis.without(Patch.P7), Basis.without(Patch.V1_WORK))
                    .saying(
                            "{d} does not answer an ATC_INV. The CMD_SYNC after it faults[fault], the ISR only acknowledges the "
                                    + "error, and the repeated CMD_SYNC completes. {x:result} is told that its ATC batch "
                                    + "succeeded[result], and the flush returns while {d} keeps the translation in its ATC.")
                    .repairedBy(
                            "The issuer of the CMD_SYNC has to learn of the fault (P4), and to fence the device (P7).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> faultThenSuccess(
                                    model, pattern, (s, arg, after, t, d) -> Scene.hasTimedOut(model, s, d))),
            Finding.called("v1-worker-is-too-late")
                    .violates(STALE)
                    .restsOn(Basis.patch(Patch.V1_WORK))
                    .saying(
                            "{d} does not answer an ATC_INV. The CMD_SYNC after it faults[fault]. The ISR queues a work item for "
                                    + "{d} and acknowledges the error, and the repeated CMD_SYNC completes. {x:result} is told that its ATC "
                                    + "batch succeeded[result]. The flush does not wait for the worker, which would turn bus mastering of "
                                    + "{d} off, and returns while {d} keeps the translation in its ATC.")
                    .repairedBy(
                            "The flush has to learn of the fault, and to fence the device before it returns (P4, P7).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> faultThenSuccess(
                                    model,
                                    pattern,
                                    (s, arg, after, t, d) ->
                                            Scene.hasTimedOut(model, s, d) && Scene.isBeforeCons(model, s, d))),
            Finding.called("v1-misses-the-silent-device")
                    .violates(STALE)
                    .restsOn(Basis.patch(Patch.V1_WORK))
                    .saying(
                            "{d} does not answer an ATC_INV. The CMD_SYNC after it faults[fault], and the entry before that CMD_SYNC "
                                    + "is not the ATC_INV of {d}. The ISR takes the Stream ID from that entry, so that no work item is "
                                    + "queued for {d}. The repeated CMD_SYNC completes. {x:result} is told that its ATC batch "
                                    + "succeeded[result], and the flush returns while {d} keeps the translation in its ATC.")
                    .repairedBy(
                            "CMDQ_CONS does not say which ATC_INV timed out: each device of the batch has to be asked again, "
                                    + "alone (P7's retry).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> faultThenSuccess(
                                    model,
                                    pattern,
                                    (s, arg, after, t, d) ->
                                            Scene.hasTimedOut(model, s, d) && !Scene.isBeforeCons(model, s, d))),
            Finding.called("sync-timeout-is-ignored")
                    .violates(STALE)
                    .restsOn(Basis.without(Patch.P7), Basis.without(Patch.V1_WORK))
                    .saying(
                            "The poll of {x:result} for the CMD_SYNC after its ATC_INVs runs into the limit of 1 s. Its -ETIMEDOUT is "
                                    + "ignored[result], and the flush returns while {d} keeps the translation in its ATC.")
                    .repairedBy("A flush that got no answer has to fence the device before it returns (P7).")
                    .when(QuarantineModel.class, FlushFindings::timeout),
            Finding.called("v1-ignores-a-timeout")
                    .violates(STALE)
                    .restsOn(Basis.patch(Patch.V1_WORK), Basis.set(Parameter.SYNC_POLICY, COMPLETING))
                    .saying(
                            "The poll of {x:result} for the CMD_SYNC after its ATC_INVs runs into the limit of 1 s. Its -ETIMEDOUT is "
                                    + "ignored[result]. The worker of version 1 starts from the interrupt, if there is one, and the flush does not "
                                    + "wait for it: it returns while {d} keeps the translation in its ATC.")
                    .repairedBy("A flush that got no answer has to fence the device before it returns (P7).")
                    .when(QuarantineModel.class, FlushFindings::timeout),
            Finding.called("v1-gets-no-interrupt")
                    .violates(STALE)
                    .violates("quarantine-happens")
                    .restsOn(Basis.patch(Patch.V1_WORK), Basis.set(Parameter.SYNC_POLICY, SyncPolicy.HANG))
                    .saying(
                            "The SMMU never completes a CMD_SYNC after an ATC_INV that timed out, and raises no error. Version 1 starts "
                                    + "from the interrupt, and never takes the silent device off the bus. The poll of {x:result} runs into the "
                                    + "limit of 1 s, its -ETIMEDOUT is ignored[result], and the flush returns while {d} keeps the translation "
                                    + "in its ATC.")
                    .repairedBy("The end of the poll has to be enough for the device to be taken for silent.")
                    .when(QuarantineModel.class, FlushFindings::timeout),
            Finding.called("smmu-hides-a-timeout")
                    .violates(STALE)
                    .violates("quarantine-happens")
                    .restsOn(Basis.set(Parameter.SYNC_POLICY, SyncPolicy.SILENT))
                    .saying(
                            "{d} does not answer an ATC_INV. The SMMU completes the CMD_SYNC after it without an error[completes], which the "
                                    + "architecture permits and discourages. The driver has no way to notice, so that no device is put into "
                                    + "quarantine: the flush returns while {d} keeps the translation in its ATC.")
                    .repairedBy("None in the driver. ATS must not be used behind an SMMU of this kind.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .perDevice()
                                    .then(
                                            "completes",
                                            COMPLETES,
                                            (s, arg, after, t, d) -> Scene.hasTimedOut(model, s, d)
                                                    && Scene.holdsTranslation(model, s, d, t)
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .hasInBatch(s, t, d))
                                    .unless(Scene.DROPS, Scene.dropped(model))),
            answersInVain(
                    "device-answers-unsupported-request",
                    DeviceMode.UR,
                    "{d} answers an Invalidate Request with Unsupported Request[answer] and drops nothing. The ATC_INV counts as "
                            + "completed, without an error, and the flush returns while {d} keeps the translation in its ATC.",
                    "None in the driver, which does not see the answer. An SMMU could report an Unsupported Request."),
            answersInVain(
                    "device-keeps-what-it-was-to-drop",
                    DeviceMode.ROGUE,
                    "{d} receives an Invalidate Request and keeps the entry[answer]. It answers all the same, and the flush returns "
                            + "while {d} keeps the translation in its ATC. The SMMU checks Translated transactions by EATS only.",
                    "None in the driver: a device that lies about its ATC must not be given ATS."),
            Finding.called("fault-is-told-to-another-waiter")
                    .violates(STALE)
                    .restsOn(Basis.patch(Patch.P7), Basis.set(Parameter.BATCH_MAX, 1))
                    .saying(
                            "A batch of ATC_INVs is full, and goes into the queue without a CMD_SYNC. {d} does not answer one of them. The "
                                    + "CMD_SYNC of another CPU comes next in the queue and faults[fault], so that the bit in atc_sync_timeouts is "
                                    + "that CPU's. The CMD_SYNC of the ATC batch completes without an error, {x:result} is told that the batch "
                                    + "succeeded[result], and the flush returns while {d} keeps the translation in its ATC.")
                    .repairedBy(
                            "Each issuer with ATC_INVs that no completed CMD_SYNC covers has to learn of the fault, or a full batch "
                                    + "has to be issued with a CMD_SYNC.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> faultThenSuccess(
                                    model,
                                    pattern,
                                    (s, arg, after, t, d) -> Scene.hasTimedOut(model, s, d)
                                            && model.driver().domainInvRange().hasInBatch(s, t, d)
                                            && !Scene.waitsForHead(model, s, t))));

    private FlushFindings() {}

    private static void faultThenSuccess(QuarantineModel model, Pattern.Builder pattern, Pattern.StepTest fault) {
        pattern.perThread()
                .perDevice()
                .then(
                        "fault",
                        Scene.FAULT,
                        (s, arg, after, t, d) ->
                                Scene.holdsTranslation(model, s, d, t) && fault.test(s, arg, after, t, d))
                .then("result", Scene.RESULT, Scene.told(model, false))
                .unless(Scene.DROPS, Scene.dropped(model));
    }

    private static void timeout(QuarantineModel model, Pattern.Builder pattern) {
        pattern.perThread()
                .perDevice()
                .then("result", Scene.RESULT, Scene.told(model, true))
                .unless(Scene.DROPS, Scene.dropped(model));
    }

    private static Finding answersInVain(String name, DeviceMode mode, String words, String repair) {
        return Finding.called(name)
                .violates(STALE)
                .restsOn(Basis.devices(mode))
                .saying(words)
                .repairedBy(repair)
                .when(
                        QuarantineModel.class,
                        (model, pattern) -> pattern.perThread()
                                .perDevice()
                                .then(
                                        "answer",
                                        RECEIVED,
                                        (s, arg, after, t, d) -> model.settings()
                                                                .get(Parameter.DEVICES)
                                                                .get(d)
                                                        == mode
                                                && Scene.receives(model, arg, t, d)
                                                && Scene.holdsTranslation(model, after, d, t))
                                .unless(Scene.DROPS, Scene.dropped(model)));
    }
}
