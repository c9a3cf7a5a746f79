package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.hardware.StreamTable;
import java.util.List;

/** Root causes in detaches and removals beside resets and flushes: what is freed, counted or left behind wrongly. */
final class RemovalFindings {
    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("removal-detaches-a-blocked-device-again")
                    .violates(
                            "users-are-exact",
                            "invs-cover-attached",
                            "no-stale-dma",
                            "flush-contract",
                            "flushes-are-isolated",
                            "asid-is-clean")
                    .saying(
                            "A device is blocked by prepare(), for a probe that takes no device lock, or for good since its reset has failed "
                                    + "(P1). group->domain is as it was. Its removal "
                                    + "attaches release_domain with old=group->domain[removal], although the device has left that domain: "
                                    + "arm_smmu_invs_unref takes entries that are not there and a user of the ASID that belongs to a neighbour, "
                                    + "whose flushes then send no TLBI.")
                    .repairedBy(
                            "Removal has to take resetting_domain for the old domain, as iommu_driver_get_domain_for_dev does.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.then(
                                "removal",
                                ResetScene.ATTACHES,
                                (s, arg, after, t, d) -> scene.isRemovalOfBlocked(s, arg));
                    }),
            Finding.called("shared-asid-entry-keeps-a-freed-master")
                    .violates("no-freed-master")
                    .restsOn(Basis.patch(Patch.P5))
                    .saying(
                            "The devices of a domain share the entry of its ASID. arm_smmu_invs_merge counts one user more and leaves the entry "
                                    + "as it is, so that it points to the master of the device that was attached first, {d}. {d} is removed, and its "
                                    + "master is freed while the entry has other users. A flush of the domain is about to follow the pointer[use].")
                    .repairedBy(
                            "The entry of an ASID must not point to a master (it needs the SMMU only), or unref has to give it the master of "
                                    + "a device that remains.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.held(
                                    "use",
                                    (s, t, d) -> model.driver().masters().freed(s, d)
                                            && model.driver().domainInvRange().usesMasterOfAsid(s, t, d))),
            Finding.called("replaced-array-keeps-a-freed-master")
                    .violates("no-freed-master")
                    .restsOn(Basis.patch(Patch.P5))
                    .saying(
                            "A flush reads an invs array that an attach of another device replaces[replaced]. {d} is removed: unref and its "
                                    + "write lock work on the array that is current by then, so that the removal does not wait for the flush. The "
                                    + "master of {d} is freed[freed], and the flush has an entry that points to it still before it.")
                    .repairedBy(
                            "The lock has to belong to the domain, or the master must not be freed before a grace period has passed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .then(
                                            "replaced",
                                            ResetScene.ATTACHES,
                                            (s, arg, after, t, d) -> !model.driver()
                                                            .domainInvRange()
                                                            .readsReplacedArray(s, t)
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .readsReplacedArray(after, t))
                                    .unless(Scene.RETURNS, (s, arg, after, t, d) -> arg == t)
                                    .held(
                                            "freed",
                                            (s, t, d) ->
                                                    model.driver().masters().freed(s, d))),
            Finding.called("report-beside-a-reset")
                    .violates("reports-once")
                    .restsOn(Basis.patch(Patch.P3), Basis.patch(Patch.P7))
                    .saying(
                            "prepare() of a reset or of a probe blocks {d}[blocked] while P7 goes on with what a flush found out before, and "
                                    + "reports {d} to the core, which has blocked it already: the work would block it once more.")
                    .repairedBy("The report, or the work, has to look at resetting_domain.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "blocked",
                                        ResetScene.BLOCKS,
                                        (s, arg, after, t, d) -> !scene.isWorker(arg) && scene.prepares(s, arg, d))
                                .held("still", (s, t, d) -> scene.blocked(s, d));
                    }),
            Finding.called("tlbi-of-a-detach-times-out")
                    .violates("asid-is-clean")
                    .saying(
                            "The last device leaves a domain. The CMD_SYNC after the TLBI of the ASID runs into the limit of 1 s behind a command "
                                    + "that holds the queue up, and {x:ignored} ignores its -ETIMEDOUT[ignored]. The detach returns with entries of the "
                                    + "ASID in the TLB: the next domain with that ASID hits them.")
                    .repairedBy("An ASID must not be given back before a TLBI of it has completed.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .then(
                                            "ignored",
                                            List.of("arm_smmu_attach_commit_invs A12 purge"),
                                            (s, arg, after, t, d) -> arg == t
                                                    && model.driver()
                                                            .issueCmdlist()
                                                            .timedOut(s, t))),
            Finding.called("abort-entry-waits-in-a-stuck-queue")
                    .violates("detached-device-is-silent", "reset-is-fenced", "invs-cover-attached")
                    .saying(
                            "The STE of {d} aborts in memory, and its CFGI_STE waits in the queue behind a CMD_SYNC that does not complete[waits]. "
                                    + "The CMD_SYNC of the CFGI_STE gives up after 1 s, arm_smmu_write_entry ignores that, and the detach returns while "
                                    + "the SMMU still uses its old copy of the STE.")
                    .repairedBy(
                            "A detach and prepare() have to fail, or to wait, if the CMD_SYNC of the STE did not complete.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "waits",
                                (s, t, d) -> scene.entryIsOnItsWay(s, d)
                                        && model.hardware().streams().eats(s, d) == StreamTable.EATS_ABORT
                                        && !model.hardware().streams().copyAgrees(s, d));
                    }),
            Finding.called("array-is-left-before-the-entry-is-seen")
                    .violates("invs-cover-attached")
                    .saying(
                            "{d} itself leaves a domain and keeps ATS on, for a PASID or for its next domain. Its new STE or CD is in memory, and "
                                    + "the CFGI of it waits in the queue behind a CMD_SYNC that does not complete[waits]. The CMD_SYNC of the "
                                    + "CFGI gives up after 1 s, arm_smmu_write_entry ignores that, and {d} leaves the invs array of the domain. "
                                    + "By the SMMU's old copy it can still fill its ATC from that domain, and no flush reaches it.")
                    .repairedBy(
                            "An attach or a detach has to fail, or to wait, if the CMD_SYNC of the STE or the CD did not complete.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "waits",
                                (s, t, d) -> model.hardware().endpoints().atsEnabled(s, d)
                                        && (scene.entryIsOnItsWay(s, d) || scene.cdIsOnItsWay(s, d)));
                    }),
            Finding.called("ats-is-on-before-the-entry-is-seen")
                    .violates("ats-mirror")
                    .saying(
                            "The STE of {d} has EATS=1 in memory, and its CFGI_STE waits in the queue behind a CMD_SYNC that does not "
                                    + "complete[waits]. The CMD_SYNC of the CFGI_STE gives up after 1 s, arm_smmu_write_entry ignores that, and "
                                    + "pci_enable_ats turns ATS on while the SMMU's copy of the STE refuses it.")
                    .repairedBy("ATS has to stay off if the CMD_SYNC of the STE did not complete.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.held(
                                "waits",
                                (s, t, d) -> scene.entryIsOnItsWay(s, d)
                                        && model.hardware().endpoints().atsEnabled(s, d)
                                        && model.hardware().streams().eats(s, d) == StreamTable.EATS_TRANS);
                    }),
            Finding.called("failed-aer-restores-nothing")
                    .violates("ats-mirror")
                    .saying(
                            "A bus reset by AER fails[failed], and AER gives {d} up: pcie_do_recovery calls perm_failure, and pci_restore_state is "
                                    + "not called. The reset has cleared ATS Control.E of {d}. PCI core and SMMU driver go on taking ATS for on, "
                                    + "and a flush sends ATC_INVs that nobody answers.")
                    .repairedBy(
                            "A recovery that fails has to tell the driver, which has to turn ATS off for the device.")
                    .when(QuarantineModel.class, (model, pattern) -> {
                        ResetScene scene = new ResetScene(model);
                        pattern.perDevice()
                                .then(
                                        "failed",
                                        List.of("pci_bus_error_reset failed"),
                                        (s, arg, after, t, d) -> scene.does(arg, Kind.AER) && scene.isOf(arg, d))
                                .held(
                                        "off",
                                        (s, t, d) -> !model.hardware()
                                                        .endpoints()
                                                        .atsEnabled(s, d)
                                                && model.driver().masters().pciAtsEnabled(s, d));
                    }));

    private RemovalFindings() {}
}
