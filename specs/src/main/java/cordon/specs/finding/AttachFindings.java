package cordon.specs.finding;

import static cordon.specs.finding.AttachScene.attaches;
import static cordon.specs.finding.AttachScene.commands;
import static cordon.specs.finding.AttachScene.holdsAny;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.InvWhileAtsOff;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import java.util.List;

/** Root causes of violations beside an attach or a detach of a device that has no PASID to do with them. */
final class AttachFindings {
    private static final List<InvWhileAtsOff> KEPT =
            List.of(InvWhileAtsOff.ANSWER, InvWhileAtsOff.UR, InvWhileAtsOff.IGNORE);

    private static final String ASK_WHETHER_ATS_WAS_ON =
            "The driver has to ask whether ATS was on at the device before it takes a timeout for the fault of the device, or "
                    + "must not send an ATC_INV while ATS is off.";

    private static final List<String> IS_ASKED = List.of("SMMU 4.1 consume", "PCIe 10.3 recvInv", "SMMU 4.5.1 timer");

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("attach-joins-behind-the-flush")
                    .violates("flush-contract", "flushes-are-isolated", "no-stale-dma")
                    .saying(
                            "{x:read} reads the invs array of the domain, in which {d} is not yet[read]. {d} is attached, and "
                                    + "its ATS turned on, before the TLBI of that flush has been performed. A Translation Request of "
                                    + "{d} is answered from the stale TLB entry[filled], which is tagged by ASID and was filled for another "
                                    + "device. The flush sends {d} no ATC_INV and returns[returns]. R1's barrier orders PTE and array, "
                                    + "but not the TLB.")
                    .repairedBy(
                            "Attach has to wait for a TLBI of the ASID before it turns ATS on, or the flush has to read the "
                                    + "array again after its TLBI.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .perDevice()
                                    .then(
                                            "read",
                                            AttachScene.FLUSH_BEGINS,
                                            (s, arg, after, t, d) -> arg == t && overlooks(model, after, t, d))
                                    .then(
                                            "filled",
                                            List.of("SMMU 3.9.1 translate"),
                                            (s, arg, after, t, d) -> arg == d
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .running(s, t)
                                                    && overlooks(model, s, t, d))
                                    .then(
                                            "returns",
                                            AttachScene.FLUSH_RETURNS,
                                            (s, arg, after, t, d) -> arg == t && hasJoined(model, s, t, d))
                                    .unless(
                                            AttachScene.FLUSH_RETURNS,
                                            (s, arg, after, t, d) -> arg == t && !hasJoined(model, s, t, d))
                                    .unless(
                                            Scene.DROPS,
                                            (s, arg, after, t, d) -> !model.driver()
                                                            .domainInvRange()
                                                            .running(after, t)
                                                    && !Scene.holdsTranslation(model, after, d, t))),
            Finding.called("attach-ignores-its-timeout")
                    .violates("flush-contract", "no-stale-dma", "detached-device-is-silent")
                    .saying(
                            "{d} has a translation of the domain that it leaves, or left before. arm_smmu_attach_commit "
                                    + "sends it an ATC_INV of everything[sent], which {d} does not answer. The result is ignored[ignored], "
                                    + "with P7 too if arm_smmu_atc_inv_master is not in the retry. Flushes of the old domain no longer reach "
                                    + "{d}, and an STE with EATS=1, for whatever domain, lets Translated transactions pass.")
                    .repairedBy("arm_smmu_atc_inv_master needs the retry and the fence that P7 gave to flushes.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> Ignored.by(
                                    pattern,
                                    model,
                                    (s, c) -> !AttachScene.isPasid(model, s, c) && !keepsAts(model, s, c))),
            Finding.called("entry-is-kept-while-ats-is-off")
                    .violates("flush-contract", "flushes-are-isolated", "no-stale-dma", "no-early-iova-reuse")
                    .restsOn(Basis.set(Parameter.INV_WHILE_ATS_OFF, KEPT))
                    .saying(
                            "The detach turns ATS of {d} off[off] before its STE aborts, and sends its own ATC_INV after that; an "
                                    + "attach turns ATS on only after its ATC_INV. So an ATC_INV reaches {d} while its ATS is off, and "
                                    + "{d}, which need not obey it then, keeps its translation[kept]. No request "
                                    + "reaches {d} in earnest before the page is given back.")
                    .repairedBy(
                            "The detach has to invalidate the ATC before it turns ATS off, or to have the STE stop Translated "
                                    + "transactions first; and an attach has to invalidate it after ATS is on.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "off",
                                            List.of("arm_smmu_attach_prepare A7"),
                                            (s, arg, after, t, d) -> attaches(model, s, arg, d))
                                    .then(
                                            "kept",
                                            List.of("PCIe 10.3 recvInv"),
                                            (s, arg, after, t, d) -> Scene.timerOf(model, arg) == d
                                                    && !model.hardware()
                                                            .endpoints()
                                                            .atsEnabled(s, d)
                                                    && holdsAny(model, after, d))
                                    .unless(
                                            Scene.DROPS,
                                            (s, arg, after, t, d) ->
                                                    model.hardware().endpoints().atsEnabled(after, d)
                                                            && !holdsAny(model, after, d))
                                    .held("not-flagged", (s, t, d) -> !AttachScene.broken(model, s, d))),
            Finding.called("flush-holds-a-replaced-array")
                    .violates("no-atc-inv-after-detach")
                    .saying(
                            "{x:read} reads an invs array of the domain[read], which an attach of another device replaces. The "
                                    + "detach of {d} drops its entry from the array that is current by then, and its write lock waits "
                                    + "only for readers of that one. {x:read} sends {d} an ATC_INV by the replaced array[replaced] "
                                    + "after the detach has returned.")
                    .repairedBy(
                            "The lock has to be the domain's and not the array's, or the detach has to wait for a grace period.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perThread()
                                    .then("read", AttachScene.FLUSH_BEGINS, (s, arg, after, t, d) -> arg == t)
                                    .unless(AttachScene.FLUSH_RETURNS, (s, arg, after, t, d) -> arg == t)
                                    .held(
                                            "replaced",
                                            (s, t, d) -> model.driver()
                                                            .issueCmdlist()
                                                            .invalidatesAtc(s, t)
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .running(s, t)
                                                    && model.driver()
                                                            .domainInvRange()
                                                            .hasInBatch(s, t, d)
                                                    && !model.driver()
                                                            .arrays()
                                                            .readsCurrent(
                                                                    s,
                                                                    t,
                                                                    model.driver()
                                                                            .domainInvRange()
                                                                            .domain(s, t)))),
            Finding.called("blamed-while-ats-is-off")
                    .violates("blame-is-exact", "healthy-device-is-not-blocked")
                    .saying(
                            "An ATC_INV, of a flush or of the attach itself, is on its way to {d} while its ATS is off[off], because of an attach "
                                    + "or a detach, or since a reset that is over by now. {d} is not obliged to answer it. The ATC_INV, or the poll "
                                    + "for its CMD_SYNC, times out, and P7, or the worker of v1, takes {d} out of service for that.")
                    .repairedBy(ASK_WHETHER_ATS_WAS_ON)
                    .when(QuarantineModel.class, AttachFindings::isAskedWhileAtsIsOff),
            Finding.called("flag-outlives-the-attach-that-had-ats-off")
                    .violates("recovered-device-works")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "An ATC_INV of a flush is on its way to {d} while its ATS is off[off], because of an attach or a detach, or since a "
                                    + "reset that is over by now. {d} is not obliged to answer it. The ATC_INV, or the poll for its CMD_SYNC, times "
                                    + "out, and P7 sets ats_broken of {d}[flagged]. "
                                    + "A device that works is left without ATS, since only a reset clears the flag.")
                    .repairedBy(ASK_WHETHER_ATS_WAS_ON)
                    .when(QuarantineModel.class, (model, pattern) -> {
                        isAskedWhileAtsIsOff(model, pattern);
                        Scene.thenFlagged(model, pattern);
                    }),
            Finding.called("domain-is-freed-in-spite-of-ebusy")
                    .violates("no-dangling-domain")
                    .saying(
                            "A reset, or the worker of P3 or of v1, has blocked {d}: resetting_domain is set. The owner gives the "
                                    + "group up and is refused with -EBUSY[refused], which is only warned about. The domain is "
                                    + "freed, and group->domain still points to it: the next done() attaches a freed domain.")
                    .repairedBy("It has to be possible to give a group up while it is blocked.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "refused",
                                            List.of("__iommu_group_set_domain_internal lock"),
                                            (s, arg, after, t, d) ->
                                                    model.driver().groups().resetting(s, d))
                                    .held(
                                            "dangling",
                                            (s, t, d) -> model.driver()
                                                    .groups()
                                                    .freed(
                                                            s,
                                                            model.driver()
                                                                    .groups()
                                                                    .domain(s, d)))));

    private AttachFindings() {}

    /** Whether the array that CPU {@code cpu} reads has no entry of {@code sid}. */
    private static boolean overlooks(QuarantineModel model, long[] s, int cpu, int sid) {
        return model.core().isPresent()
                && cpu < model.cpus()
                && !model.driver().arrays().readsAts(s, cpu, commands(model).substream(sid, 0));
    }

    /** Whether {@code sid} has been attached behind the flush by {@code cpu}, and has filled its ATC with what that is about. */
    private static boolean hasJoined(QuarantineModel model, long[] s, int cpu, int sid) {
        int domain = model.driver().domainInvRange().domain(s, cpu);
        return overlooks(model, s, cpu, sid)
                && model.driver().arrays().covers(s, domain, commands(model).substream(sid, 0))
                && Scene.holdsTranslation(model, s, sid, cpu);
    }

    /** Whether context {@code c} takes a device out of its domain and leaves ATS on for a PASID. */
    private static boolean keepsAts(QuarantineModel model, long[] s, int c) {
        return Ignored.keepsAts(
                model, s, commands(model).sidOf(AttachScene.attachDev(model).substream(s, c)));
    }

    /**
     * An ATC_INV times out that the device need not answer, and not because of a reset that goes on; or it leaves for the device, or reaches
     * it, while ATS is off, which is enough for P7, whose poll may end before the timer. Forgotten when the device answers, and by P7 with the flush if
     * the device is not blamed for it.
     */
    private static void isAskedWhileAtsIsOff(QuarantineModel model, Pattern.Builder pattern) {
        ResetScene scene = new ResetScene(model);
        boolean p7 = model.patches().contains(Patch.P7);
        pattern.perDevice()
                .then("off", IS_ASKED, (s, arg, after, t, d) -> {
                    boolean off = !model.hardware().endpoints().atsEnabled(s, d);
                    boolean believed = model.driver().masters().pciAtsEnabled(s, d);
                    boolean asked = scene.asks(s, after, d) || scene.receives(s, after, d);
                    boolean inReset = believed && model.hardware().health().inReset(s, d);
                    boolean ignored = off && !model.hardware().health().inReset(s, d) && scene.loses(s, after, d);
                    return (p7 && off && !believed && asked)
                            || ignored
                            || (Scene.timesOut(model, s, after, d, off) && !inReset);
                })
                .unless(
                        ResetScene.ANSWERS,
                        (s, arg, after, t, d) -> p7
                                && !AttachScene.broken(model, s, d)
                                && !AttachScene.isBeingBlocked(model, s, d)
                                && scene.isRequestOf(arg, d))
                .unless(
                        AttachScene.FLUSH_RETURNS,
                        (s, arg, after, t, d) -> p7
                                && (!AttachScene.broken(model, s, d)
                                        || model.hardware().health().mute(s, d)));
    }
}
