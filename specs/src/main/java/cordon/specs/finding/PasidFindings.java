package cordon.specs.finding;

import static cordon.specs.finding.AttachScene.attachDev;
import static cordon.specs.finding.AttachScene.attaches;
import static cordon.specs.finding.AttachScene.commands;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Pasid;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;

/** Root causes of violations that need a PASID. */
final class PasidFindings {

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("ats-stays-on-for-a-pasid")
                    .violates("flush-contract", "no-stale-dma", "detached-device-is-silent")
                    .saying(
                            "{d} leaves its domain while a PASID of it is in use. The driver keeps an STE with a CD table and EATS=1 "
                                    + "for the PASID, so that only an ATC_INV protects the old domain (smmu.md A.8, consequence 2). "
                                    + "arm_smmu_attach_commit sends it[sent], and {d} does not answer. The result is ignored[ignored], with "
                                    + "P7 too if arm_smmu_atc_inv_master is not in the retry. Flushes of the old domain no longer reach "
                                    + "{d}, and Translated transactions pass.")
                    .repairedBy("arm_smmu_atc_inv_master needs the retry and the fence that P7 gave to flushes.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> Ignored.by(
                                    pattern,
                                    model,
                                    (s, c) -> !AttachScene.isPasid(model, s, c)
                                            && Ignored.keepsAts(
                                                    model,
                                                    s,
                                                    commands(model)
                                                            .sidOf(attachDev(model)
                                                                    .substream(s, c))))),
            Finding.called("pasid-is-removed-unanswered")
                    .violates("flush-contract", "no-stale-dma", "detached-device-is-silent")
                    .saying(
                            "A PASID of {d} is removed: its CD is cleared, and ATS stays on for the device itself. The driver sends an "
                                    + "ATC_INV of the PASID[sent], and {d} does not answer. The result is ignored[ignored], with P7 too if "
                                    + "arm_smmu_atc_inv_master is not in the retry. No CD is asked about a Translated transaction "
                                    + "(smmu.md A.8), so that {d} goes on using what the PASID had.")
                    .repairedBy("arm_smmu_atc_inv_master needs the retry and the fence that P7 gave to flushes.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> Ignored.by(
                                    pattern,
                                    model,
                                    (s, c) -> AttachScene.isPasid(model, s, c)
                                            && attachDev(model).from(s, c).isPaging())),
            Finding.called("flag-changes-ats-of-attached-pasids")
                    .violates("users-are-exact")
                    .restsOn(Basis.patch(Patch.P6))
                    .saying(
                            "ats_broken changes what arm_smmu_ats_supported says while {d} is attached with ATS. The next attach or "
                                    + "detach of the device, or of a PASID of it, makes master->ats_enabled false[off], which is one for "
                                    + "all of them. It also decides which entries arm_smmu_invs_unref is told to drop: the ATS entry that "
                                    + "something else of {d} has in an invs array keeps its user for ever. With P5 that entry is a "
                                    + "pointer to the master, which may be freed one day.")
                    .repairedBy("Each attachment has to remember whether its own entries have ATS.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "off",
                                            AttachScene.RETURNS,
                                            (s, arg, after, t, d) -> attaches(model, s, arg, d)
                                                    && AttachScene.broken(model, s, d)
                                                    && model.driver().masters().atsEnabled(s, d)
                                                    && !model.driver().masters().atsEnabled(after, d)
                                                    && anotherHasAts(
                                                            model,
                                                            after,
                                                            attachDev(model).substream(s, arg),
                                                            d))),
            Finding.called("done-attaches-pasids-of-the-whole-group")
                    .violates("users-are-exact")
                    .restsOn(Basis.set(Parameter.GROUPS, GroupKind.SHARED), Basis.set(Parameter.PASID, Pasid.ON))
                    .saying(
                            "prepare() has removed the PASIDs of the device that is reset. done() attaches each PASID for the whole group, "
                                    + "as if it came from the blocking domain. So it attaches a PASID of {d} that is attached "
                                    + "already[again], and its entries in the invs array get a second user, which no detach takes away.")
                    .repairedBy("done() has to attach the PASIDs of its own device only.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "again",
                                            AttachScene.DECIDES,
                                            (s, arg, after, t, d) -> attaches(model, s, arg, d)
                                                    && AttachScene.isPasid(model, s, arg)
                                                    && model.driver()
                                                            .arrays()
                                                            .covers(
                                                                    s,
                                                                    model.driver()
                                                                            .groups()
                                                                            .pasidHome(d)
                                                                            .index(),
                                                                    attachDev(model)
                                                                            .substream(s, arg)))));

    private PasidFindings() {}

    /** Whether something of {@code sid} other than {@code substream} has an ATS entry in an array. */
    private static boolean anotherHasAts(QuarantineModel model, long[] s, int substream, int sid) {
        for (int ssid = 0; ssid < commands(model).ssids(); ssid++) {
            int other = commands(model).substream(sid, ssid);
            for (int domain = 0; domain < model.domains(); domain++) {
                if (other != substream && model.driver().arrays().covers(s, domain, other)) {
                    return true;
                }
            }
        }
        return false;
    }
}
