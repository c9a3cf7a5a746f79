package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Pasid;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.hardware.StreamTable;
import java.util.List;

/** Root causes in prepare() and done(): a device that is attached again too early, blocked too late, or not blocked at all. */
final class ResetFindings {
    private static final String[] REOPENED = {"no-stale-dma", "flush-contract", "no-early-iova-reuse"};
    private static final String FREED_MEANWHILE =
            "A flush of the page sends no ATC_INV to {d}, which is blocked or being blocked, and which keeps its translation[flush]. ";
    private static final String REOPENS =
            " The ATC_INV of everything that goes with the attach is not answered, its result is ignored, and ATS is turned on. "
                    + "{d} uses the translation of a page that was freed.";

    /** A reason for which done() attaches a device that does not answer. */
    @FunctionalInterface
    private interface Reason {
        boolean holds(ResetScene scene, long[] s, int thread, int sid);
    }

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            lifting("failed-reset-is-done")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(
                            "The reset of {d} fails, and the reset method calls done() all the same[done]: the silent device is attached "
                                    + "again with whatever its ATC holds (K4).")
                    .repairedBy("A reset method has to call done() only if its reset succeeded (P1).")
                    .when(QuarantineModel.class, lifts(ResetScene::finishesFailedReset)),
            reopening("failed-reset-reopens-a-stale-atc")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(FREED_MEANWHILE
                            + "The reset of {d} fails, and done() attaches the silent device all the same[attach] (K4)."
                            + REOPENS)
                    .repairedBy("A reset method has to call done() only if its reset succeeded (P1).")
                    .when(QuarantineModel.class, reopens(ResetScene::finishesFailedReset)),
            lifting("done-after-enotty")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(
                            "The first reset method answers -ENOTTY and has reset nothing. It calls done() all the same[done], which attaches "
                                    + "the silent device {d} again before the next method is tried.")
                    .repairedBy("A reset method that has reset nothing must not call done() (P1).")
                    .when(QuarantineModel.class, lifts(ResetScene::finishesNoReset)),
            reopening("done-after-enotty-reopens-a-stale-atc")
                    .restsOn(Basis.without(Patch.P1))
                    .saying(FREED_MEANWHILE
                            + "The first reset method answers -ENOTTY, and its done() attaches the silent device[attach]."
                            + REOPENS)
                    .repairedBy("A reset method that has reset nothing must not call done() (P1).")
                    .when(QuarantineModel.class, reopens(ResetScene::finishesNoReset)),
            lifting("probe-ends-a-quarantine")
                    .saying(
                            "pci_reset_bus_function calls prepare() and done() for probe=1 too. A write to reset_method in sysfs, which resets "
                                    + "nothing, calls done()[done] and ends the blockade of the silent device {d}.")
                    .repairedBy("A probe must call neither prepare() nor done().")
                    .when(QuarantineModel.class, lifts(ResetScene::finishesProbe)),
            reopening("probe-reopens-a-stale-atc")
                    .saying(FREED_MEANWHILE
                            + "A probe of the reset methods calls done(), which attaches the silent device[attach]."
                            + REOPENS)
                    .repairedBy(
                            "A probe must call neither prepare() nor done(), and ATS has to stay off if the ATC_INV of an attach was not "
                                    + "answered.")
                    .when(QuarantineModel.class, reopens(ResetScene::finishesProbe)),
            Finding.called("probe-leaves-a-device-blocked")
                    .violates("recovered-device-works", "recovered-device-returns")
                    .restsOn(Basis.patch(Patch.P1))
                    .saying(
                            "pci_reset_bus_function calls prepare() for probe=1 too. The device is not alone on its bus, and the answer is "
                                    + "-ENOTTY[answer]. P1 takes that for a reset that failed and does not call done(): {d} counts as blocked "
                                    + "because its reset methods, or those of another device of its group, were asked for.")
                    .repairedBy("A probe must not call prepare(), or P1 has to tell a probe from a reset.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "answer",
                                        List.of("pci_reset_bus_function(probe) answer -ENOTTY"),
                                        (s, arg, after, t, d) -> scene.isOfGroupOf(arg, d))
                                .held("blocked", (s, t, d) -> scene.blocked(s, d));
                    }),
            Finding.called("probe-unblocks-a-device-that-is-reset")
                    .violates("reset-is-bracketed", "reset-is-fenced")
                    .restsOn(Basis.patch(Patch.P1))
                    .saying(
                            "A probe takes no device lock. prepare() of a reset finds resetting_domain set and returns 0 (P1)[prepared]. done() "
                                    + "of the probe attaches {d}[done] and clears resetting_domain, and the reset begins while {d} is attached.")
                    .repairedBy("prepare() and done() have to count, or a probe must call neither.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "prepared",
                                        ResetScene.PREPARES,
                                        (s, arg, after, t, d) -> scene.resets(s, arg, d) && scene.blocked(s, d))
                                .then(
                                        "done",
                                        ResetScene.ATTACHES,
                                        (s, arg, after, t, d) -> scene.finishesProbe(s, arg, d));
                    }),
            Finding.called("inner-done-attaches-before-the-outer-reset")
                    .violates("reset-is-bracketed", "reset-is-fenced")
                    .restsOn(Basis.patch(Patch.P1))
                    .saying(
                            "A reset method calls another one. Their prepare() and done() share one resetting_domain: the inner done() "
                                    + "attaches {d} and clears it[cleared], and the outer method resets {d} while it is attached.")
                    .repairedBy("prepare() and done() have to count their depth.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "cleared",
                                (s, t, d) -> scene.does(t, Kind.NESTED_RESET)
                                        && scene.resets(s, t, d)
                                        && !scene.blocked(s, d)
                                        && !model.hardware().blockade().isUp(s, d));
                    }),
            Finding.called("prepare-skips-the-second-device-of-a-group")
                    .violates("reset-is-bracketed", "reset-is-fenced", "users-are-exact")
                    .restsOn(Basis.patch(Patch.P1), Basis.set(Parameter.GROUPS, GroupKind.SHARED))
                    .saying(
                            "resetting_domain belongs to the group and is set for another device. prepare() for {d} returns 0 (P1) without "
                                    + "having blocked it[skipped]. {d} is reset while it is attached, and done() attaches it as if it came from the "
                                    + "blocking domain, so that its entries in the invs array get a second user each.")
                    .repairedBy(
                            "prepare() must return 0 only for a device that it has blocked: the core has to keep that for each device.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "skipped",
                                        ResetScene.PREPARES,
                                        (s, arg, after, t, d) -> scene.prepares(s, arg, d)
                                                && scene.blocked(s, d)
                                                && scene.attached(s, d));
                    }),
            Finding.called("done-of-a-neighbour-takes-the-blockade")
                    .violates("recovered-device-works", "recovered-device-returns")
                    .restsOn(Basis.set(Parameter.GROUPS, GroupKind.SHARED))
                    .saying(
                            "done() of another device of the group clears resetting_domain while {d} is still blocked[cleared]. done() of {d} "
                                    + "finds resetting_domain clear and returns[nothing]: {d} stays in the blocking domain although it works.")
                    .repairedBy("The core has to keep for each device whether it is blocked.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "cleared",
                                        ResetScene.UNBLOCKS,
                                        (s, arg, after, t, d) -> scene.isUnblockedByAnother(s, arg, after, d))
                                .then(
                                        "nothing",
                                        ResetScene.FINISHES,
                                        (s, arg, after, t, d) -> scene.finishes(s, arg, d) && !scene.blocked(s, d))
                                .held("left", (s, t, d) -> !scene.attached(s, d));
                    }),
            Finding.called("failed-reset-blocks-the-whole-group")
                    .violates("recovered-device-works", "recovered-device-returns")
                    .restsOn(Basis.patch(Patch.P1), Basis.set(Parameter.GROUPS, GroupKind.SHARED))
                    .saying(
                            "prepare() for a reset of another device of the group sets resetting_domain[blocked]. That reset fails, done() is "
                                    + "not called (P1), and resetting_domain stays set for the group. {d} answers, and is attached or was blocked "
                                    + "by its owner, but it counts as blocked for a reset: its domain can no longer be changed, and a prepare() "
                                    + "for it would not block it.")
                    .repairedBy("The core has to keep for each device whether it is blocked.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "blocked",
                                (s, t, d) -> scene.blocked(s, d)
                                        && (scene.attached(s, d) || scene.hasSilentNeighbour(s, d)));
                    }),
            Finding.called("resetting-domain-is-set-after-the-pasids")
                    .violates("detached-device-is-silent", "no-stale-dma", "flush-contract")
                    .restsOn(Basis.set(Parameter.PASID, Pasid.ON), Basis.patch(Patch.P1))
                    .saying(
                            "prepare() removes the PASIDs of {d} before it sets resetting_domain. With the last PASID the driver asks for the "
                                    + "domain of {d}, is told the paging domain, and keeps the CD-table STE with EATS=1 and ATS enabled. {d} counts "
                                    + "as blocked, and ATS is on at it[open], by pci_restore_state if a reset has failed: what it kept in its ATC "
                                    + "still reaches memory.")
                    .repairedBy("prepare() has to set resetting_domain before it removes the PASIDs.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "open",
                                (s, t, d) -> scene.blocked(s, d)
                                        && !scene.attached(s, d)
                                        && model.hardware().streams().eats(s, d) == StreamTable.EATS_TRANS
                                        && model.hardware().endpoints().atsEnabled(s, d));
                    }),
            Finding.called("prepare-restores-the-old-entry")
                    .violates("reset-is-fenced", "entry-is-right")
                    .restsOn(Basis.set(Parameter.PASID, Pasid.ON))
                    .saying(
                            "prepare() has detached {d} and removes its PASIDs before it sets resetting_domain. With the last PASID the driver "
                                    + "asks for the domain of {d}, is told the domain that {d} has just left, and attaches it again[told]: an STE "
                                    + "that translates with EATS=1, or that bypasses if that is the identity domain. {d} counts as blocked[blocked], "
                                    + "and is reset with its STE open.")
                    .repairedBy("prepare() has to set resetting_domain before it removes the PASIDs.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "told",
                                        AttachScene.RETURNS,
                                        (s, arg, after, t, d) -> scene.prepares(s, arg, d)
                                                && AttachScene.attaches(model, s, arg, d)
                                                && AttachScene.isPasid(model, s, arg)
                                                && !scene.blocked(s, d))
                                .unless(ResetScene.FINISHES, (s, arg, after, t, d) -> scene.finishes(s, arg, d))
                                .held("blocked", (s, t, d) -> scene.blocked(s, d));
                    }),
            Finding.called("ats-is-on-before-pasid-enable-is-restored")
                    .violates("pasid-enable-is-stable")
                    .restsOn(Basis.set(Parameter.PASID, Pasid.ON))
                    .saying(
                            "The reset has cleared PASID Enable of {d}. done() turns ATS on at {d}[on], and pci_restore_state sets PASID Enable "
                                    + "only after that. PCIe says that a change of PASID Enable while ATS is on is undefined.")
                    .repairedBy(
                            "done() has to come after pci_restore_state, or has to restore PASID Enable before it turns ATS on.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "on",
                                        List.of("arm_smmu_attach_commit A10 enable"),
                                        (s, arg, after, t, d) -> scene.finishes(s, arg, d)
                                                && model.hardware().endpoints().pasidDisabled(s, d)
                                                && model.hardware().endpoints().atsEnabled(after, d));
                    }),
            Finding.called("pasid-is-removed-a-second-time")
                    .violates("users-are-exact", "invs-cover-attached")
                    .restsOn(Basis.set(Parameter.PASID, Pasid.ON))
                    .saying("prepare() has removed the PASID of {d} from its domain and left it in pasid_array. "
                            + "iommu_detach_device_pasid does not look at resetting_domain and removes it once more[again]. If nothing else uses "
                            + "the domain, arm_smmu_invs_unref is to drop entries that are not there. Otherwise it drops a user of the ASID that "
                            + "belongs to another device: with the last one the TLBI leaves the array, and a flush for the devices that are "
                            + "still attached leaves the TLB as it is.")
                    .repairedBy("A detach of a PASID has to leave the driver alone while resetting_domain is set.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perThread()
                                .perDevice()
                                .then(
                                        "again",
                                        List.of("arm_smmu_attach_commit_invs A12 unref"),
                                        (s, arg, after, t, d) -> arg == t
                                                && scene.does(t, Kind.REMOVE_PASID)
                                                && scene.dropsPasid(s, t, d)
                                                && scene.blocked(s, d)
                                                && scene.pasidsAreGone(s, d))
                                .held(
                                        "short",
                                        (s, t, d) -> scene.dropsPasid(s, t, d) || scene.lacksUsersOfPasidDomain(s, d));
                    }));

    private ResetFindings() {}

    private static Finding.Builder lifting(String name) {
        return Finding.called(name).violates("quarantine-ends-with-recovery");
    }

    private static Finding.Builder reopening(String name) {
        return Finding.called(name).violates(REOPENED);
    }

    private static Finding.Shape<QuarantineModel> lifts(Reason reason) {
        return (model, pattern) -> {
            ResetScene scene = new ResetScene(model);
            pattern.held("done", (s, t, d) -> reason.holds(scene, s, t, d));
        };
    }

    private static Finding.Shape<QuarantineModel> reopens(Reason reason) {
        return (model, pattern) -> {
            ResetScene scene = new ResetScene(model);
            pattern.perThread()
                    .perDevice()
                    .then(
                            "flush",
                            ResetScene.READS_ARRAY_OR_RETURNS,
                            (s, arg, after, t, d) ->
                                    arg == t && scene.passesBy(s, t, d) && Scene.holdsTranslation(model, s, d, t))
                    .then("attach", ResetScene.ATTACHES, (s, arg, after, t, d) -> reason.holds(scene, s, arg, d))
                    .unless(Scene.DROPS, Scene.dropped(model));
        };
    }
}
