package cordon.specs.finding;

import static cordon.specs.finding.AttachScene.attaches;
import static cordon.specs.finding.AttachScene.broken;
import static cordon.specs.finding.AttachScene.eats;
import static cordon.specs.finding.AttachScene.opens;
import static cordon.specs.finding.AttachScene.wantsAts;
import static cordon.specs.finding.AttachScene.writer;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.FenceOrder;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import java.util.List;

/** Root causes of a quarantine that an attach or a detach beside it undoes, or does not notice. */
final class FenceLossFindings {
    private static final String[] VIOLATED = {
        "quarantine-is-kept",
        "flagged-is-fenced",
        "reported-is-fenced",
        "flush-contract",
        "flushes-are-isolated",
        "no-stale-dma",
        "detached-device-is-silent"
    };

    static final ImmutableList<Finding> ALL = ImmutableList.of(
            Finding.called("write-entry-puts-eats-back")
                    .violates(VIOLATED)
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "arm_smmu_write_entry, which is to write an STE without ATS, reads the STE of {d} while that says "
                                    + "EATS=1[compare]. {x:fence} takes EATS out of the STE (P7)[fence]. The first phase of "
                                    + "arm_smmu_write_entry stores word 1 as it was read, EATS=1, over that fence[store]: the two "
                                    + "share no lock. Until a later phase has taken EATS out and the SMMU has dropped its copy, the "
                                    + "STE lets Translated transactions pass, although {d} counts as fenced.")
                    .repairedBy(
                            "P7 needs a lock that arm_smmu_write_entry holds from its comparison to its last store, or "
                                    + "arm_smmu_write_entry has to compare again before each store.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "compare",
                                            AttachScene.COMPARES,
                                            (s, arg, after, t, d) ->
                                                    writer(model).writesSte(s, arg, d)
                                                            && eats(model, s, d)
                                                            && !wantsAts(model, s, arg))
                                    .then(
                                            "fence",
                                            AttachScene.FENCES,
                                            (s, arg, after, t, d) -> isMeantBy(model, s, arg, d))
                                    .then(
                                            "store",
                                            AttachScene.WRITES,
                                            (s, arg, after, t, d) -> opens(model, s, arg, after, d)
                                                    && !wantsAts(model, s, arg)
                                                    && StreamTable.eats(writer(model)
                                                                    .steBefore(s, arg))
                                                            == StreamTable.EATS_TRANS)
                                    .unless(
                                            AttachScene.CLOSES,
                                            (s, arg, after, t, d) -> !AttachScene.isWritten(model, after, d)
                                                    && model.hardware()
                                                            .streams()
                                                            .fenced(after, d))),
            Finding.called("ats-is-decided-before-the-fence")
                    .violates(VIOLATED)
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "The attaching thread finds ats_broken of {d} clear and decides on an STE with ATS[decided]. "
                                    + "{x:fence} takes EATS out of the present STE (P7)[fence]. arm_smmu_write_entry then stores EATS=1, as "
                                    + "was decided[store]: nothing between the decision and the store looks at the flag again. {d} "
                                    + "counts as fenced, and its STE lets Translated transactions pass until the next attach.")
                    .repairedBy(
                            "Decision and store have to be under a lock that P7 takes too, or attach has to look at the flag "
                                    + "after its store, and P7 has to set the flag before its fence.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> decided(model, pattern, false)
                                    .then(
                                            "fence",
                                            AttachScene.FENCES,
                                            (s, arg, after, t, d) -> isMeantBy(model, s, arg, d))
                                    .then("store", AttachScene.WRITES, opensAsWanted(model))),
            Finding.called("ats-is-decided-between-fence-and-flag")
                    .violates(VIOLATED)
                    .restsOn(Basis.patch(Patch.P7), Basis.set(Parameter.FENCE_ORDER, FenceOrder.FENCE_FIRST))
                    .saying(
                            "P7 has taken EATS out of the STE of {d} and has not set ats_broken yet, which is its order if the fence "
                                    + "comes first. The attaching thread finds the flag clear and decides on an STE with ATS[decided]. "
                                    + "arm_smmu_write_entry stores EATS=1 over the fence[store]. {d} counts as fenced, and its STE lets "
                                    + "Translated transactions pass until the next attach.")
                    .repairedBy(
                            "P7 has to set the flag before its fence. That alone does not help an attach that decided before.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> decided(model, pattern, true)
                                    .then("store", AttachScene.WRITES, opensAsWanted(model))),
            Finding.called("old-word-of-the-fence-stays")
                    .violates("entry-is-right")
                    .restsOn(Basis.patch(Patch.P7))
                    .saying(
                            "P7 has loaded word 1 of the STE of {d} and is about to store it without EATS. arm_smmu_write_entry stores a new word 1 "
                                    + "for another domain[write], for the two share no lock. P7 stores the old word back[stale]. What the "
                                    + "attach wrote, S1DSS or SHCFG, is lost, and the STE of {d} stays wrong until the next attach.")
                    .repairedBy("P7 needs the writer's lock, or has to change EATS alone, by an atomic operation.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "write",
                                            AttachScene.WRITES,
                                            (s, arg, after, t, d) ->
                                                    model.driver().blockAts().hasLoaded(s, d)
                                                            && rewrites(model, s, arg, after, d))
                                    .then(
                                            "stale",
                                            AttachScene.FENCES,
                                            (s, arg, after, t, d) -> isMeantBy(model, s, arg, d))
                                    .unless(
                                            AttachScene.WRITES,
                                            (s, arg, after, t, d) ->
                                                    !model.driver().blockAts().hasLoaded(s, d)
                                                            && rewrites(model, s, arg, after, d))),
            Finding.called("attach-sends-atc-inv-decided-before-the-flag")
                    .violates("no-atc-inv-in-quarantine")
                    .restsOn(Basis.patch(Patch.P6), Basis.patch(Patch.P7))
                    .saying(
                            "arm_smmu_attach_commit finds ats_broken of {d} clear and is about to send an ATC_INV[sent]. "
                                    + "Before that is in the command queue, a flush on another CPU sets ats_broken[flag]. The ATC_INV "
                                    + "is appended all the same, will time out once more, and holds up every user of the queue. No "
                                    + "memory is at risk by this alone.")
                    .repairedBy(
                            "Attach would have to look at the flag and to append its ATC_INV under one lock with P7's flag. "
                                    + "One more timeout may be acceptable.")
                    .when(
                            QuarantineModel.class,
                            (model, pattern) -> pattern.perDevice()
                                    .then(
                                            "sent",
                                            AttachScene.INVALIDATES,
                                            (s, arg, after, t, d) -> attaches(model, s, arg, d)
                                                    && !broken(model, s, d)
                                                    && model.driver()
                                                            .issueCmdlist()
                                                            .invalidatesAtc(after, arg))
                                    .then(
                                            "flag",
                                            List.of("disable (patch 7) flag"),
                                            (s, arg, after, t, d) -> isMeantBy(model, s, arg, d))
                                    .unless(AttachScene.GOES_ON, (s, arg, after, t, d) -> attaches(model, s, arg, d))
                                    .held(
                                            "waiting",
                                            (s, t, d) -> t >= model.cpus()
                                                    && model.driver()
                                                            .issueCmdlist()
                                                            .invalidatesAtc(s, t)
                                                    && attaches(model, s, t, d))));

    private FenceLossFindings() {}

    /** Adds the event that an attach decides on ATS while the flag is clear, and whether P7 has stored its fence by then. */
    private static Pattern.Builder decided(QuarantineModel model, Pattern.Builder pattern, boolean fenced) {
        return pattern.perDevice()
                .then(
                        "decided",
                        AttachScene.DECIDES,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d)
                                && !broken(model, s, d)
                                && model.driver().blockAts().isFencedBeforeFlag(s, d) == fenced)
                .unless(
                        AttachScene.RETURNS,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d) && !isOpen(model, after, d))
                .unless(
                        AttachScene.COMPARES,
                        (s, arg, after, t, d) ->
                                writer(model).writesSte(s, arg, d) && !wantsAts(model, s, arg) && !isOpen(model, s, d));
    }

    /** Whether the STE of {@code sid} has EATS on although P7 has fenced it. */
    private static boolean isOpen(QuarantineModel model, long[] s, int sid) {
        return eats(model, s, sid)
                && (broken(model, s, sid) || model.driver().blockAts().isFencedBeforeFlag(s, sid));
    }

    /** True if context {@code c} changes word 1 of the STE of {@code sid}, EATS apart. */
    private static boolean rewrites(QuarantineModel model, long[] before, int c, long[] after, int sid) {
        StreamTable streams = model.hardware().streams();
        return writer(model).writesSte(before, c, sid)
                && streams.word1WithoutEats(before, sid) != streams.word1WithoutEats(after, sid);
    }

    private static Pattern.StepTest opensAsWanted(QuarantineModel model) {
        return (s, arg, after, t, d) -> opens(model, s, arg, after, d) && wantsAts(model, s, arg);
    }

    private static boolean isMeantBy(QuarantineModel model, long[] s, int cpu, int sid) {
        return model.driver().blockAts().sid(s, cpu) == sid;
    }
}
