package cordon.model.hardware;

import cordon.model.machine.Program;

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

    /** Declares the steps. */
    public TranslationUnit(Program program, Command commands, StreamTable streams, Memory memory, Endpoints endpoints) {
        this.commands = commands;
        this.streams = streams;
        this.memory = memory;
        this.endpoints = endpoints;
        int devices = endpoints.count();
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 3.21.3",
                        "fetch",
                        devices,
                        sid -> "fetch STE of sid " + sid,
                        this::fetch)
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 3.21.3",
                        "walk",
                        memory.pages(),
                        iova -> "walk the page table for iova " + iova + ", fill the TLB",
                        this::walk)
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        SECTION,
                        "translate",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + " from the TLB",
                        this::translate)
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        SECTION,
                        "no translation",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + ": Success without permissions",
                        this::findNothing)
                .asVoluntary();
        for (AtsDecision refusal : AtsDecision.REACHED_REFUSALS) {
            program.free(
                            v -> CommandProcessor.LANE,
                            SECTION,
                            "refuse " + refusal.row(),
                            devices,
                            sid -> "answer the Translation Request of device " + sid + ": " + refusal.request(),
                            (s, sid) -> refuse(s, sid, refusal))
                    .asVoluntary();
        }
    }

    /** Hardware may fetch an STE at any time for any reason. */
    private boolean fetch(long[] s, int sid) {
        if (streams.cached(s, sid)) {
            return false;
        }
        streams.fetch(s, sid);
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
        for (int sid = 0; sid < endpoints.count(); sid++) {
            if (streams.translates(s, sid, domain)) {
                return true;
            }
        }
        return false;
    }

    private boolean translate(long[] s, int sid) {
        if (!arrived(s, sid) || !mayTranslate(s, sid) || memory.tlb(s, endpoints.requestIova(s, sid)) == 0) {
            return false;
        }
        endpoints.complete(s, sid);
        return true;
    }

    /** The walk finds nothing, or the IOVA is not one of the device's domain. */
    private boolean findNothing(long[] s, int sid) {
        if (!arrived(s, sid) || streams.decide(s, sid) != AtsDecision.TRANSLATE) {
            return false;
        }
        int iova = endpoints.requestIova(s, sid);
        boolean found = memory.tlb(s, iova) != 0 || memory.mapped(s, iova);
        if (mayTranslate(s, sid) && found) {
            return false;
        }
        endpoints.refuse(s, sid);
        return true;
    }

    private boolean refuse(long[] s, int sid, AtsDecision refusal) {
        if (!arrived(s, sid) || streams.decide(s, sid) != refusal) {
            return false;
        }
        endpoints.refuse(s, sid);
        return true;
    }

    private boolean mayTranslate(long[] s, int sid) {
        return streams.decide(s, sid) == AtsDecision.TRANSLATE
                && streams.translates(s, sid, commands.domainOf(endpoints.requestIova(s, sid)));
    }

    private boolean arrived(long[] s, int sid) {
        return endpoints.requesting(s, sid) && streams.cached(s, sid);
    }
}
