package cordon.specs.question;

import static cordon.specs.question.Phrases.all;
import static cordon.specs.question.Phrases.answers;
import static cordon.specs.question.Phrases.any;
import static cordon.specs.question.Phrases.ats;
import static cordon.specs.question.Phrases.busMaster;
import static cordon.specs.question.Phrases.fenced;
import static cordon.specs.question.Phrases.flagged;
import static cordon.specs.question.Phrases.inTlb;
import static cordon.specs.question.Phrases.mapped;
import static cordon.specs.question.Phrases.not;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.property.Property;
import cordon.model.QuarantineModel;
import cordon.model.World;
import cordon.model.machine.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Properties of the whole protocol that are written in Java, said again in the language of questions: of states and steps alone, without
 * the code of the model. Where the model has several settings, the text is computed from them.
 */
public final class PropertiesAsExpressions {
    private static final ImmutableMap<String, Function<Phrases, String>> TEXTS =
            ImmutableMap.<String, Function<Phrases, String>>builder()
                    .put("no-stale-dma", phrases -> "step " + noStaleDma(phrases))
                    .put("no-early-iova-reuse", phrases -> "step " + noEarlyIovaReuse(phrases))
                    .put("flush-contract", phrases -> "step " + flushContract(phrases))
                    .put("flushes-are-isolated", phrases -> "step " + flushesAreIsolated(phrases))
                    .put("translated-obeys-ste", phrases -> "step " + translatedObeysSte(phrases))
                    .put("no-spurious-ats-error", phrases -> "step " + noSpuriousAtsError(phrases))
                    .put("no-atc-inv-in-quarantine", phrases -> "step " + noAtcInvInQuarantine(phrases))
                    .put("quarantine-is-kept", phrases -> "step " + quarantineIsKept(phrases))
                    .put("reported-is-fenced", phrases -> "step " + reportedIsFenced(phrases))
                    .put("mark-is-taken", phrases -> "step " + markIsTaken(phrases))
                    .put("flagged-is-fenced", phrases -> "never " + BlockadeExpressions.flaggedIsFenced(phrases))
                    .put("reports-once", phrases -> "step " + reportsOnce(phrases))
                    .put(
                            "detached-device-is-silent",
                            phrases -> "step " + CoreExpressions.detachedDeviceIsSilent(phrases))
                    .put("no-atc-inv-after-detach", phrases -> "step " + CoreExpressions.noAtcInvAfterDetach(phrases))
                    .put("ats-mirror", phrases -> "never " + CoreExpressions.atsMirror(phrases))
                    .put("no-freed-invs", phrases -> "never " + CoreExpressions.noFreedInvs(phrases))
                    .put("lock-discipline", phrases -> "step " + CoreExpressions.lockDiscipline(phrases))
                    .put(
                            "quarantine-ends-with-recovery",
                            phrases -> "step " + CoreExpressions.quarantineEndsWithRecovery(phrases))
                    .put("reset-is-bracketed", phrases -> "step " + CoreExpressions.resetIsBracketed(phrases))
                    .put("reset-is-fenced", phrases -> "never " + BlockadeExpressions.resetIsFenced(phrases))
                    .put(
                            "prepare-refuses-nobody",
                            phrases -> "step " + BlockadeExpressions.prepareRefusesNobody(phrases))
                    .put(
                            "group-mutex-is-released",
                            phrases -> "step " + BlockadeExpressions.groupMutexIsReleased(phrases))
                    .put("no-kernel-warning", phrases -> "step " + BlockadeExpressions.noKernelWarning(phrases))
                    .put(
                            "healthy-device-is-not-blocked",
                            phrases -> "step " + BlockadeExpressions.healthyDeviceIsNotBlocked(phrases))
                    .put(
                            "failed-reset-can-be-repeated",
                            phrases -> "step " + BlockadeExpressions.failedResetCanBeRepeated(phrases))
                    .put(
                            "pasid-enable-is-stable",
                            phrases -> "step for some device d: device.PASID.disabled[device d]"
                                    + " & !next.device.PASID.disabled[device d] & device.ATS.E[device d]")
                    .put("recovered-device-works", phrases -> "never " + CoreExpressions.recoveredDeviceWorks(phrases))
                    .put("reported-is-blocked", phrases -> "never " + CoreExpressions.reportedIsBlocked(phrases))
                    .put("no-dangling-domain", phrases -> "never " + CoreExpressions.noDanglingDomain(phrases))
                    .put("gerror-protocol", phrases -> "step " + gerrorProtocol(phrases))
                    .put("sync-means-consumed", phrases -> "step " + syncMeansConsumed(phrases))
                    .buildOrThrow();

    private static final String ENDING = " as an expression";

    private PropertiesAsExpressions() {}

    /** The names of the properties. */
    public static ImmutableSet<String> names() {
        return TEXTS.keySet();
    }

    /** The name of the question that says what {@code property} does. */
    public static String nameOf(String property) {
        return property + ENDING;
    }

    /** The questions that say what those of {@code properties} do that can be said so, by name. */
    public static Map<String, Question> of(World world, List<Property> properties) throws ExpressionException {
        Map<String, Question> questions = new LinkedHashMap<>();
        if (world instanceof QuarantineModel model) {
            Phrases phrases = new Phrases(model);
            for (Property property : properties) {
                Function<Phrases, String> text = TEXTS.get(property.name());
                if (text != null) {
                    questions.put(
                            nameOf(property.name()), Question.parse(text.apply(phrases), Subject.vocabulary(world)));
                }
            }
        }
        return questions;
    }

    private static String noStaleDma(Phrases phrases) {
        QuarantineModel model = phrases.model();
        if (model.hardware().posted().arriving().isPresent()) {
            Step arriving = model.hardware().posted().arriving().get();
            return phrases.someDevice(sid -> all(
                    phrases.takes(arriving, sid),
                    isStale(phrases, "wire[device " + sid + "]", "wire.generation[device " + sid + "]")));
        }
        return phrases.someEntry((substream, iova) -> {
            String entry = "[substream " + substream + ", iova " + iova + "]";
            String inTlb = "[iova " + iova + "]";
            return any(
                    all(
                            phrases.takes(model.hardware().endpoints().dmaPasses(), phrases.dma(substream, iova)),
                            isStale(phrases, "atc" + entry, "atc.generation" + entry)),
                    all(
                            phrases.takes(model.hardware().untranslatedDma().passing(), phrases.dma(substream, iova)),
                            isStale(phrases, "tlb" + inTlb, "tlb.generation" + inTlb)));
        });
    }

    /** The page of a translation does not belong to the domain any more, or belongs to it again. */
    private static String isStale(Phrases phrases, String translation, String generation) {
        return any(
                phrases.commands().iovas(),
                page -> all(
                        translation + " = \"page " + page + "\"",
                        any(
                                "page.owner[page " + page + "] != DOMAIN",
                                "page.generation[page " + page + "] != " + generation)));
    }

    private static String noEarlyIovaReuse(Phrases phrases) {
        Step mapping = phrases.model().driver().dmaUser().mapping();
        return any(
                phrases.model().cpus(),
                cpu -> all(
                        phrases.takes(mapping, cpu),
                        any(
                                all(
                                        inTlb(cpu),
                                        isInUse(phrases, phrases.commands().domainOf(cpu))),
                                any(
                                        phrases.commands().substreams(),
                                        substream -> all(
                                                phrases.holdsTranslation(substream, cpu),
                                                not(fenced(phrases.commands().sidOf(substream))))))));
    }

    private static String isInUse(Phrases phrases, int domain) {
        return any(
                phrases.asidInUse(domain),
                any(phrases.commands().substreams(), substream -> phrases.reaches(substream, domain)));
    }

    private static String flushContract(Phrases phrases) {
        return phrases.someThread(
                phrases.model().driver().domainInvRange().returning(),
                thread -> phrases.someEntry((substream, iova) -> {
                    int sid = phrases.commands().sidOf(substream);
                    return all(
                            phrases.flushes(thread, iova),
                            not(mapped(iova)),
                            phrases.holdsTranslation(substream, iova),
                            busMaster(sid),
                            not(fenced(sid)));
                }));
    }

    private static String flushesAreIsolated(Phrases phrases) {
        return phrases.someThread(
                phrases.model().driver().domainInvRange().returning(),
                thread -> phrases.someEntry((substream, iova) -> {
                    int sid = phrases.commands().sidOf(substream);
                    return all(
                            phrases.flushes(thread, iova),
                            not(mapped(iova)),
                            answers(sid),
                            busMaster(sid),
                            any(
                                    all(
                                            inTlb(iova),
                                            phrases.reaches(
                                                    substream,
                                                    phrases.commands().domainOf(iova))),
                                    all(phrases.holdsTranslation(substream, iova), not(fenced(sid)))));
                }));
    }

    private static String translatedObeysSte(Phrases phrases) {
        Step passes = phrases.model().hardware().endpoints().dmaPasses();
        return any(passes.variants(), variant -> {
            String at = "[sid " + phrases.model().hardware().endpoints().sid(variant) + "]";
            return all(phrases.takes(passes, variant), not(all("steCache" + at, "steCache.EATS" + at + " = 1")));
        });
    }

    private static String noSpuriousAtsError(Phrases phrases) {
        QuarantineModel model = phrases.model();
        List<Step> refusals = List.of(model.step("SMMU 3.9.1 refuse EATS=0"), model.step("SMMU 3.9.1 refuse bypass"));
        return phrases.someDevice(sid -> all(
                phrases.takes(action -> refusals.stream().anyMatch(step -> step.action(sid) == action)),
                ats(sid),
                not(phrases.begun(sid))));
    }

    private static String noAtcInvInQuarantine(Phrases phrases) {
        return phrases.someThread(
                phrases.model().driver().issueCmdlist().appending(),
                thread -> any(
                        phrases.commands().substreams(),
                        substream -> all(
                                any(
                                        all("inv.return[CPU " + thread + "] = -", flagged(sid(phrases, substream))),
                                        all(
                                                "inv.return[CPU " + thread + "] != -",
                                                BlockadeExpressions.skipped(phrases.model(), sid(phrases, substream)))),
                                phrases.invalidatesAtc(thread, substream))));
    }

    private static int sid(Phrases phrases, int substream) {
        return phrases.commands().sidOf(substream);
    }

    private static String quarantineIsKept(Phrases phrases) {
        return phrases.someDevice(sid -> {
            String eats = "ste.EATS[sid " + sid + "]";
            return all(
                    any(
                            all(flagged(sid), eats + " = 0"),
                            all(phrases.begun(sid), not(flagged(sid)), "next." + flagged(sid))),
                    "next." + eats + " != 0");
        });
    }

    private static String reportsOnce(Phrases phrases) {
        return phrases.someThread(
                phrases.model().driver().blockAts().reporting(),
                thread -> phrases.someDevice(sid -> all(
                        "disable.sid[CPU " + thread + "] = " + sid,
                        any(phrases.brokenWork(sid), phrases.resetting(sid)))));
    }

    private static String reportedIsFenced(Phrases phrases) {
        return phrases.someThread(
                phrases.model().driver().blockAts().reporting(),
                thread -> phrases.someDevice(sid -> all("disable.sid[CPU " + thread + "] = " + sid, not(fenced(sid)))));
    }

    private static String markIsTaken(Phrases phrases) {
        int slots = phrases.model().hardware().queue().arithmetic().slots();
        return phrases.someThread(
                phrases.model().driver().issueCmdlist().appending(),
                thread -> any(
                        2 * slots,
                        sync -> all(
                                "next.sync.pointer[CPU " + thread + "] = " + sync,
                                "next.cmdq.atc_sync_timeouts[slot " + sync % slots + "]")));
    }

    private static String gerrorProtocol(Phrases phrases) {
        Step acknowledging = phrases.model().driver().handler().acknowledge();
        return any(
                all(phrases.takes(acknowledging::is), "GERROR.CMDQ_ERR = GERRORN.CMDQ_ERR"),
                "GERROR.CMDQ_ERR != GERRORN.CMDQ_ERR & CMDQ_CONS.RD != next.CMDQ_CONS.RD",
                "next.GERROR.CMDQ_ERR != next.GERRORN.CMDQ_ERR & next.CMDQ_CONS.ERR = 0");
    }

    private static String syncMeansConsumed(Phrases phrases) {
        int slots = phrases.model().hardware().queue().arithmetic().slots();
        return phrases.someThread(
                phrases.model().driver().issueCmdlist().returning(),
                thread -> all(
                        "!list.ret[CPU " + thread + "]",
                        any(
                                2 * slots,
                                sync -> all("sync.pointer[CPU " + thread + "] = " + sync, notConsumed(sync, slots)))));
    }

    /** CONS has not gone past the pointer: it is there, or less than a whole queue behind. */
    private static String notConsumed(int pointer, int slots) {
        String cons = "CMDQ_CONS.RD ";
        return pointer < slots
                ? any(cons + "<= " + pointer, pointer + 1 < slots ? cons + "> " + (pointer + slots) : "false")
                : all(cons + "<= " + pointer, cons + "> " + (pointer - slots));
    }
}
