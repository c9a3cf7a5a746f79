package cordon.model.hardware;

import cordon.model.machine.Effect;
import cordon.model.machine.Program;
import cordon.model.machine.Step.Condition;

/**
 * The part of the SMMU that serves devices: it fetches STEs, walks page tables and answers Translation Requests (smmu.md
 * A.7, A.8). Transactions are in {@link Endpoints}.
 *
 * <p>Nothing but a device ever waits for it.
 */
public final class TranslationUnit {
    private static final String SECTION = "SMMU 3.9.1";

    private final Command commands;
    private final StreamTable streams;
    private final Memory memory;
    private final Endpoints endpoints;
    private final TranslationRequests requests;
    private final Condition someArrived = this::someArrived;
    private final Condition someNotTranslated = this::someNotTranslated;

    /** Declares the steps. */
    public TranslationUnit(Program program, Command commands, StreamTable streams, Memory memory, Endpoints endpoints) {
        this.commands = commands;
        this.streams = streams;
        this.memory = memory;
        this.endpoints = endpoints;
        this.requests = endpoints.requests();
        int devices = endpoints.count();
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 3.21.3",
                        "fetch",
                        devices,
                        sid -> "fetch STE of sid " + sid,
                        this::fetch)
                .asVoluntary();
        if (streams.descriptors().written()) {
            program.free(
                            v -> CommandProcessor.LANE,
                            "SMMU 3.21.3",
                            "fetch CD",
                            commands.substreams(),
                            v -> "fetch CD of " + commands.formatSubstream(v),
                            this::fetchCd)
                    .asVoluntary();
        }
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 3.21.3",
                        "walk",
                        memory.pages(),
                        iova -> "walk the page table for iova " + iova + ", fill the TLB",
                        this::walk)
                .needing(memory.mappings(), streams.copies())
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        SECTION,
                        "translate",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + " from the TLB",
                        this::translate)
                .needing(requests.progress(), streams.copies())
                .needing(someArrived)
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        SECTION,
                        "no translation",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + ": Success without permissions",
                        this::findNothing)
                .needing(requests.progress(), streams.copies())
                .needing(someArrived)
                .asVoluntary();
        AtsDecision.REACHED_REFUSALS.forEach(
                row -> refusal(program, row.row(), row.request(), (s, sid) -> streams.decide(s, sid) == row));
        Stage1Decision.NOT_TRANSLATED.forEach(row ->
                refusal(program, row.row(), row.request(), (s, sid) -> reachesStage1(s, sid) && stage1(s, sid) == row));
    }

    private void refusal(Program program, String row, String answer, Effect decided) {
        program.free(
                        v -> CommandProcessor.LANE,
                        SECTION,
                        "refuse " + row,
                        endpoints.count(),
                        sid -> "answer the Translation Request of device " + sid + ": " + answer,
                        (s, sid) -> arrived(s, sid) && decided.apply(s, sid) && refuse(s, sid))
                .needing(requests.progress(), streams.copies())
                .needing(someNotTranslated)
                .asVoluntary();
    }

    /** Hardware may fetch an STE at any time for any reason; of a device that never accesses anything nobody would notice. */
    private boolean fetch(long[] s, int sid) {
        if (endpoints.idle(sid) || streams.cached(s, sid)) {
            return false;
        }
        streams.fetch(s, sid);
        return true;
    }

    /** The same for a CD, but it is found only through an STE that is valid and has stage 1 enabled. */
    private boolean fetchCd(long[] s, int substream) {
        int sid = commands.sidOf(substream);
        if (!streams.cached(s, sid)
                || !streams.hasStage1(s, sid)
                || streams.descriptors().cached(s, substream)) {
            return false;
        }
        streams.descriptors().fetch(s, substream);
        return true;
    }

    /** For a transaction, a request, or for no reason; only valid descriptors are cached. */
    private boolean walk(long[] s, int iova) {
        if (memory.tlb(s, iova) != 0 || !memory.mapped(s, iova) || !someStreamTranslates(s, commands.domainOf(iova))) {
            return false;
        }
        memory.walk(s, iova);
        return true;
    }

    private boolean someStreamTranslates(long[] s, int domain) {
        for (int substream = 0; substream < commands.substreams(); substream++) {
            if (streams.translates(s, substream, domain)) {
                return true;
            }
        }
        return false;
    }

    private boolean translate(long[] s, int sid) {
        if (!arrived(s, sid) || !mayTranslate(s, sid) || memory.tlb(s, requests.iova(s, sid)) == 0) {
            return false;
        }
        requests.complete(s, sid);
        return true;
    }

    /** The walk finds nothing, or the IOVA is not one of the substream's domain. */
    private boolean findNothing(long[] s, int sid) {
        if (!arrived(s, sid) || !reachesStage1(s, sid) || stage1(s, sid) != Stage1Decision.TRANSLATE) {
            return false;
        }
        int iova = requests.iova(s, sid);
        boolean found = memory.tlb(s, iova) != 0 || memory.mapped(s, iova);
        return !(mayTranslate(s, sid) && found) && refuse(s, sid);
    }

    /** The device keeps nothing: of an address that is the same on both sides an ATC entry is not kept in the model. */
    private boolean refuse(long[] s, int sid) {
        requests.end(s, sid);
        return true;
    }

    private boolean mayTranslate(long[] s, int sid) {
        return streams.decide(s, sid) == AtsDecision.TRANSLATE
                && streams.translates(s, requests.substream(s, sid), commands.domainOf(requests.iova(s, sid)));
    }

    /** Whether the STE lets the request through, and the SMMU has what it needs to decide further. */
    private boolean reachesStage1(long[] s, int sid) {
        return streams.decide(s, sid) == AtsDecision.TRANSLATE && !streams.needsCd(s, requests.substream(s, sid));
    }

    private Stage1Decision stage1(long[] s, int sid) {
        return streams.decideStage1(s, requests.substream(s, sid));
    }

    private boolean someArrived(long[] s) {
        for (int sid = 0; sid < endpoints.count(); sid++) {
            if (arrived(s, sid)) {
                return true;
            }
        }
        return false;
    }

    private boolean someNotTranslated(long[] s) {
        for (int sid = 0; sid < endpoints.count(); sid++) {
            if (arrived(s, sid)
                    && (streams.decide(s, sid) != AtsDecision.TRANSLATE
                            || stage1(s, sid) != Stage1Decision.TRANSLATE)) {
                return true;
            }
        }
        return false;
    }

    private boolean arrived(long[] s, int sid) {
        return requests.isSent(s, sid) && streams.cached(s, sid);
    }
}
