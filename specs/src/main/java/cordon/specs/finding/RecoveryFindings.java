package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.ResetDoneOrder;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.hardware.StreamTable;
import java.util.List;

/** Root causes of a device that is blamed although it owes no answer, or that works and is not given back. */
final class RecoveryFindings {
    private static final String[] NOT_GIVEN_BACK = {"recovered-device-works", "recovered-device-returns"};

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("bus-reset-loses-an-atc-inv")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .violates(NOT_GIVEN_BACK)
                    .saying(
                            "AER and pci_reset_bus do not call prepare(), so that flushes go on while {d} is in reset. An ATC_INV meets the "
                                    + "reset, or ATS Control.E as the reset has cleared it[lost]. The device is allowed to lose it, and it times "
                                    + "out. The driver takes {d} for a silent device and takes it out of service.")
                    .repairedBy(
                            "A bus reset has to call prepare() and done() for each device below, or the driver has to ask whether a reset "
                                    + "came between before it blames a device.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        loses(model, pattern, (s, arg, after, t, d) -> !scene.isBeingReset(after, d));
                    }),
            Finding.called("outer-reset-loses-an-atc-inv")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.P1))
                    .saying(
                            "A reset method calls another one, whose done() attaches {d} again before the outer reset. An ATC_INV is lost in "
                                    + "the outer reset[lost], which the device is allowed to do, and times out. The driver takes {d} for a silent "
                                    + "device. The outer done() finds resetting_domain clear and lifts nothing.")
                    .repairedBy("prepare() and done() have to count their depth.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        loses(model, pattern, (s, arg, after, t, d) -> scene.isInNestedReset(after, d));
                    }),
            Finding.called("reset-beside-a-pasid-loses-an-atc-inv")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.P1), Basis.set(Parameter.PASID, Pasid.ON))
                    .saying(
                            "pci_reset_function resets {d}, and ATC_INVs go on: prepare() removes the PASIDs before it sets resetting_domain, so "
                                    + "that the driver may put back the STE that {d} had, and iommu_detach_device_pasid does not look at "
                                    + "resetting_domain. An ATC_INV of a flush, or of a PASID that is removed, meets the reset, or ATS Control.E as "
                                    + "the reset has cleared it[lost]. The device is allowed to lose it, and it times out. The driver takes "
                                    + "{d} for a silent device.")
                    .repairedBy(
                            "prepare() has to set resetting_domain before it removes the PASIDs, and a detach of a PASID has to leave "
                                    + "the driver alone while it is set.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> losesInReset(
                                    model, pattern, (s, arg, after, t, d) -> isOpenedByAPasid(model, s, d))),
            Finding.called("atc-inv-outlives-prepare")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .violates(NOT_GIVEN_BACK)
                    .saying(
                            "An ATC_INV of {d} is in the queue, or unanswered, when the poll of prepare() runs into the limit of 1 s[gives-up]. "
                                    + "prepare() returns as if it had been answered. pci_reset_function resets {d}, and the ATC_INV meets the "
                                    + "reset[lost] and times out. The driver takes {d} for a silent device, although it is allowed to lose a "
                                    + "request in a reset.")
                    .repairedBy(
                            "prepare() has to fail, or to wait, if a CMD_SYNC behind an ATC_INV of the device did not complete.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "gives-up",
                                        List.of("arm_smmu_cmdq_issue_cmdlist P13 timeout"),
                                        (s, arg, after, t, d) -> scene.prepares(s, arg, d)
                                                && (Scene.hasAtcInvQueued(model, s, d)
                                                        || model.hardware()
                                                                .invalidations()
                                                                .outstanding(s, d)));
                        losesInReset(model, pattern, (s, arg, after, t, d) -> true);
                    }),
            Finding.called("reset-ends-before-the-blame")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .saying(
                            "An ATC_INV of {d} times out[timer]. A reset of {d} succeeds before the driver has drawn its conclusion[recovered]. "
                                    + "The driver takes a device out of service that answers by now.")
                    .repairedBy(
                            "The driver has to look whether a reset came between, under a lock that the reset takes, before it blames "
                                    + "a device.")
                    .when(QuarantineModel.class, RecoveryFindings::endsBeforeTheBlame),
            Finding.called("flag-is-set-after-the-reset")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "An ATC_INV of {d} times out[timer]. A reset of {d} succeeds before P7 has fenced it[recovered]. P7 then sets "
                                    + "ats_broken of a device that answers[flagged], and no later reset clears it.")
                    .repairedBy(
                            "P7 has to look whether a reset came between, under a lock that the reset takes, before it sets the flag.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        endsBeforeTheBlame(model, pattern);
                        Scene.thenFlagged(model, pattern);
                    }),
            Finding.called("v1-work-outlives-the-recovery")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .restsOn(Basis.patch(Patch.V1_WORK))
                    .saying(
                            "The CMD_SYNC after an ATC_INV of {d} faults[fault], for which the ISR queues a work item. A reset of {d} "
                                    + "succeeds[recovered] before that item is run: the worker takes a device that answers off the bus.")
                    .repairedBy("done() has to cancel the work items of its device.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then("fault", Scene.FAULT, (s, arg, after, t, d) -> Scene.isBeforeCons(model, s, d))
                                .then(
                                        "recovered",
                                        ResetScene.RESET_OK,
                                        (s, arg, after, t, d) -> scene.recovers(s, after, d));
                    }),
            Finding.called("nobody-clears-ats-broken")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.without(Patch.P2), Basis.patch(Patch.P6))
                    .saying(
                            "P7 sets ats_broken of {d}[flagged]. Without P2 no step clears it: after a reset that succeeded {d} stays without ATS.")
                    .repairedBy("The core has to tell the driver of a recovery (P2).")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held(
                                    "flagged",
                                    (s, t, d) -> model.driver().masters().atsBroken(s, d))),
            Finding.called("ats-broken-is-cleared-after-the-attach")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.P2), Basis.set(Parameter.RESET_DONE_ORDER, ResetDoneOrder.AFTER_ATTACH))
                    .saying(
                            "done() attaches {d} while ats_broken is still set, so that P6 leaves ATS off[attach], and clears the flag only "
                                    + "afterwards: {d} works without ATS until it is attached once more.")
                    .repairedBy("reset_device_done has to come before the attach.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "attach",
                                        ResetScene.ATTACHES,
                                        (s, arg, after, t, d) -> scene.finishes(s, arg, d)
                                                && model.driver().masters().atsBroken(s, d))
                                .held(
                                        "cleared",
                                        (s, t, d) -> !model.driver().masters().atsBroken(s, d)
                                                && !model.driver().masters().atsEnabled(s, d)
                                                && !scene.blocked(s, d));
                    }),
            Finding.called("worker-blocks-a-recovered-device")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.P3), Basis.set(Parameter.BROKEN_WORKER, Worker.ON))
                    .saying(
                            "P7 queues the work for {d}, and a reset recovers {d} first. After done() the worker runs all the same: its prepare() "
                                    + "finds resetting_domain clear[blocks] and blocks a device that works. No reset will follow.")
                    .repairedBy(
                            "done() has to cancel the work, or the worker has to look whether the device is still in quarantine.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "blocks",
                                        ResetScene.PREPARES,
                                        (s, arg, after, t, d) -> scene.isWorker(arg)
                                                && scene.prepares(s, arg, d)
                                                && !scene.blocked(s, d)
                                                && model.hardware().health().answers(s, d))
                                .held("blocked", (s, t, d) -> scene.blocked(s, d));
                    }),
            Finding.called("v1-bus-master-stays-off")
                    .violates(NOT_GIVEN_BACK)
                    .restsOn(Basis.patch(Patch.V1_WORK), Basis.set(Parameter.BROKEN_WORKER, Worker.ON))
                    .saying(
                            "The worker of version 1 turns bus mastering of {d} off. Another reset saves Bus Master Enable as 0[saved], succeeds, "
                                    + "and restores it as 0. The worker turns it on only after a reset of its own that succeeds: {d} answers, is "
                                    + "attached with ATS, and cannot start DMA.")
                    .repairedBy("The worker has to leave bus mastering as it found it, or done() has to turn it on.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "saved",
                                        List.of("pci_reset_function lock"),
                                        (s, arg, after, t, d) -> !scene.isWorker(arg)
                                                && scene.resets(after, arg, d)
                                                && !model.hardware().endpoints().busMaster(s, d))
                                .held(
                                        "off",
                                        (s, t, d) ->
                                                !model.hardware().endpoints().busMaster(s, d));
                    }),
            Finding.called("bus-reset-lifts-nothing")
                    .violates(NOT_GIVEN_BACK)
                    .saying(
                            "{d} is in quarantine or blocked when a bus reset of it succeeds[recovered]. AER and pci_reset_bus call neither "
                                    + "prepare() nor done(), so that neither ats_broken nor resetting_domain is cleared: the quarantine of a device "
                                    + "that works does not end. Promise 2 of the series names AER.")
                    .repairedBy("A bus reset has to call prepare() and done() for each device below.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "recovered",
                                        ResetScene.BUS_RESET_OK,
                                        (s, arg, after, t, d) ->
                                                scene.recovers(s, after, d) && isHeld(model, scene, s, d))
                                .held("held", (s, t, d) -> isHeld(model, scene, s, d));
                    }));

    private RecoveryFindings() {}

    private static boolean isHeld(QuarantineModel model, ResetScene scene, long[] s, int sid) {
        return model.driver().masters().atsBroken(s, sid) || scene.blocked(s, sid);
    }

    /** A reset by a method that calls no other one loses an ATC_INV of the device, where {@code test} is true. */
    private static void losesInReset(QuarantineModel model, Pattern.Builder pattern, Pattern.StepTest test) {
        ResetScene scene = new ResetScene(model);
        loses(
                model,
                pattern,
                (s, arg, after, t, d) -> scene.isBeingReset(after, d)
                        && !scene.isInNestedReset(after, d)
                        && test.test(s, arg, after, t, d));
    }

    /** The PASIDs of {@code sid} are gone, and its STE in memory does not stop what has none; or a thread removes a PASID of it. */
    private static boolean isOpenedByAPasid(QuarantineModel model, long[] s, int sid) {
        ResetScene scene = new ResetScene(model);
        int attaching = model.core().orElseThrow().attachDev().attaching(s);
        boolean removed = attaching >= 0 && scene.does(attaching, Kind.REMOVE_PASID) && scene.isOf(attaching, sid);
        int entry = model.hardware().streams().code(s, sid);
        boolean stops = entry == StreamTable.ABORT
                || entry == StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, true)
                || entry == StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, false);
        return removed || (scene.pasidsAreGone(s, sid) && !stops);
    }

    private static void loses(QuarantineModel model, Pattern.Builder pattern, Pattern.StepTest where) {
        ResetScene scene = new ResetScene(model);
        boolean p7 = model.patches().contains(Patch.P7);
        pattern.perDevice()
                .then(
                        "lost",
                        ResetScene.LOSES,
                        (s, arg, after, t, d) -> scene.losesByReset(s, after, d) && where.test(s, arg, after, t, d))
                .unless(
                        ResetScene.ANSWERS,
                        (s, arg, after, t, d) -> p7
                                && !AttachScene.broken(model, s, d)
                                && !AttachScene.isBeingBlocked(model, s, d)
                                && scene.isRequestOf(arg, d)); // v1's item stays
    }

    private static void endsBeforeTheBlame(QuarantineModel model, Pattern.Builder pattern) {
        ResetScene scene = new ResetScene(model);
        pattern.perDevice()
                .then("timer", Scene.TIMER, (s, arg, after, t, d) -> Scene.timerOf(model, arg) == d)
                .then("recovered", ResetScene.RESET_OK, (s, arg, after, t, d) -> scene.recovers(s, after, d));
    }
}
