package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.kernel.Domain;
import java.util.List;

/** Root causes in who may block a device and who is refused: prepare(), its callers, and owners that give a group up. */
final class BlockadeFindings {
    private static final List<String> SETS_DOMAIN = List.of("__iommu_group_set_domain_internal lock");
    private static final List<String> INSTALLS = List.of("arm_smmu_install_ste_for_dev A8 STE");
    private static final List<String> WORKER_RUNS = List.of("broken_work (patch 3) run");

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("probe-blocks-a-live-device")
                    .violates("healthy-device-is-not-blocked")
                    .saying(
                            "pci_reset_bus_function calls prepare() for probe=1 too, without the lock of the device. A write to reset_method in "
                                    + "sysfs[probe], which resets nothing, blocks {d} in the middle of its work: its DMA is aborted, although the "
                                    + "device has done all that the rules ask.")
                    .repairedBy("A probe must call neither prepare() nor done().")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held("probe", (s, t, d) -> scene.does(t, Kind.PROBE) && scene.prepares(s, t, d));
                    }),
            Finding.called("inner-prepare-is-refused")
                    .violates("prepare-refuses-nobody", "no-kernel-warning")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(
                            "A reset method calls another one, and both call prepare(). The second finds resetting_domain set by the first one of "
                                    + "the same thread[own], warns and returns -EBUSY: the inner method does not reset {d}.")
                    .repairedBy("prepare() and done() have to count their depth; P1 has prepare() return 0.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held("own", (s, t, d) -> scene.preparesAgain(s, t, d) && scene.blocked(s, d));
                    }),
            Finding.called("blockade-of-the-worker-refuses-every-reset")
                    .violates("prepare-refuses-nobody", "no-kernel-warning")
                    .restsOn(
                            Basis.without(Patch.P1),
                            Basis.patch(Patch.P3),
                            Basis.set(Parameter.BROKEN_WORKER, Worker.ON))
                    .saying(
                            "The worker of P3 calls prepare(), which sets resetting_domain of {d}[blocked]; only a reset could end that. Without P1 "
                                    + "prepare() of that reset warns and returns -EBUSY, because resetting_domain is set: {d} cannot be reset any more.")
                    .repairedBy("prepare() of a blocked device has to succeed (P1).")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "blocked",
                                        ResetScene.BLOCKS,
                                        (s, arg, after, t, d) -> scene.isWorker(arg) && scene.prepares(s, arg, d))
                                .unless(ResetScene.UNBLOCKS, (s, arg, after, t, d) -> !scene.blocked(after, d))
                                .held("refuses", (s, t, d) -> scene.prepares(s, t, d) && scene.blocked(s, d));
                    }),
            Finding.called("prepare-finds-the-blockade-of-another")
                    .violates("no-kernel-warning")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(
                            "Another thread has called prepare() for {d}, or for another device of its group, and not done() yet. It need not hold "
                                    + "the lock of {d}: a probe takes none, and each device of a group has its own. prepare() for {d} finds "
                                    + "resetting_domain set[open], warns and returns -EBUSY.")
                    .repairedBy("The core has to keep and to count for each device whether it is blocked.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "open",
                                (s, t, d) -> scene.prepares(s, t, d)
                                        && !scene.preparesAgain(s, t, d)
                                        && scene.blocked(s, d));
                    }),
            Finding.called("owner-is-refused-while-blocked")
                    .violates("no-kernel-warning")
                    .saying(
                            "A reset or a probe has called prepare(), or the worker of P3 or of v1 has: resetting_domain is set. The owner gives the "
                                    + "group up meanwhile, which must succeed, and is refused with -EBUSY[refused]. The core warns and goes on as if the "
                                    + "group had left its domain.")
                    .repairedBy("It has to be possible to give a group up while it is blocked.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perThread()
                                .then(
                                        "refused",
                                        SETS_DOMAIN,
                                        (s, arg, after, t, d) -> arg == t && scene.isRefused(after, t))
                                .held("gives-up", (s, t, d) -> scene.isRefused(s, t));
                    }),
            Finding.called("pasid-returns-while-blocked")
                    .violates("entry-is-right")
                    .restsOn(Basis.set(Parameter.PASID, Pasid.ON))
                    .saying(
                            "done() has attached {d} to the identity domain, and attaches its PASIDs before it clears resetting_domain. For the "
                                    + "first PASID the driver needs a table of CDs, asks for the domain of {d} and is told the blocking domain[told]. "
                                    + "The STE gets S1DSS=terminate: after a reset that succeeded, what {d} sends without a PASID is aborted.")
                    .repairedBy("done() has to clear resetting_domain before it attaches the PASIDs.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "told",
                                        INSTALLS,
                                        (s, arg, after, t, d) -> scene.finishes(s, arg, d)
                                                && AttachScene.attaches(model, s, arg, d)
                                                && AttachScene.isPasid(model, s, arg)
                                                && model.driver().groups().domain(s, d) == Domain.IDENTITY
                                                && scene.blocked(s, d))
                                .unless(
                                        AttachScene.RETURNS,
                                        (s, arg, after, t, d) -> AttachScene.attaches(model, s, arg, d)
                                                && !AttachScene.isPasid(model, s, arg));
                    }),
            Finding.called("core-forgets-which-device-is-blocked")
                    .violates("entry-is-right")
                    .restsOn(Basis.patch(Patch.P1), Basis.set(Parameter.GROUPS, GroupKind.SHARED))
                    .saying(
                            "A reset of {d} has failed, and {d} stays blocked (P1). done() of another device of the group clears "
                                    + "resetting_domain[cleared], which is the group's. The core takes {d} for attached to the domain of the group, and "
                                    + "its STE aborts.")
                    .repairedBy("The core has to keep for each device whether it is blocked.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "cleared",
                                        ResetScene.UNBLOCKS,
                                        (s, arg, after, t, d) -> scene.isUnblockedByAnother(s, arg, after, d))
                                .held("left", (s, t, d) -> !scene.blocked(s, d) && !scene.attached(s, d));
                    }),
            Finding.called("worker-is-refused-beside-a-reset")
                    .violates("reported-is-blocked")
                    .restsOn(
                            Basis.without(Patch.P1),
                            Basis.patch(Patch.P3),
                            Basis.patch(Patch.P7),
                            Basis.set(Parameter.BROKEN_WORKER, Worker.ON))
                    .saying(
                            "P7 reports {d} while {d} is being reset. prepare() of the worker finds resetting_domain set and is refused[refused]. The "
                                    + "reset fails, and without P1 done() is called all the same: {d} is attached again[lifted], and nothing will block it.")
                    .repairedBy("done() must not be called after a reset that failed (P1).")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "refused",
                                        ResetScene.PREPARES,
                                        (s, arg, after, t, d) ->
                                                scene.isWorker(arg) && scene.prepares(s, arg, d) && scene.blocked(s, d))
                                .held("lifted", (s, t, d) -> !scene.blocked(s, d));
                    }),
            Finding.called("worker-leaves-a-shared-group-alone")
                    .violates("reported-is-blocked")
                    .restsOn(
                            Basis.patch(Patch.P3),
                            Basis.patch(Patch.P7),
                            Basis.set(Parameter.GROUPS, GroupKind.SHARED),
                            Basis.set(Parameter.BROKEN_WORKER, Worker.ON))
                    .saying(
                            "P7 fences and reports {d}. The worker of P3 does nothing, silently, for a group that has more than one device[runs]. "
                                    + "{d} is never blocked by the core: its domain stays attached, untranslated DMA goes on, and nobody is told "
                                    + "to reset it.")
                    .repairedBy("The core has to block the device that was reported, and not its group.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.then("runs", WORKER_RUNS, (s, arg, after, t, d) -> {
                                int member = model.driver().groups().nextMember(s, 0, 0);
                                return model.driver().groups().hasMember(s, 0, member + 1);
                            })));

    private BlockadeFindings() {}
}
