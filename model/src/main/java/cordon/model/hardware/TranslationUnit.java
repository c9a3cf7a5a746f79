package cordon.model.hardware;

import cordon.model.machine.Program;

/**
 * The part of the SMMU that serves devices: it fetches STEs, walks page tables and answers Translation Requests (smmu.md
 * A.7, A.8). Transactions are in {@link Endpoints}.
 *
 * <p>Nothing but a device ever waits for it.
 */
public final class TranslationUnit {
    private final StreamTable streams;
    private final Memory memory;
    private final Endpoints endpoints;

    /** Declares the steps. */
    public TranslationUnit(Program program, StreamTable streams, Memory memory, Endpoints endpoints) {
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
                        "SMMU 3.9.1",
                        "translate",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + " from the TLB",
                        this::translate)
                .asVoluntary();
        program.free(
                        v -> CommandProcessor.LANE,
                        "SMMU 3.9.1",
                        "refuse",
                        devices,
                        sid -> "answer the Translation Request of device " + sid + ": no translation",
                        this::refuse)
                .asVoluntary();
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
        if (memory.tlb(s, iova) != 0 || !memory.mapped(s, iova) || !someStreamTranslates(s)) {
            return false;
        }
        memory.walk(s, iova);
        return true;
    }

    private boolean someStreamTranslates(long[] s) {
        for (int sid = 0; sid < endpoints.count(); sid++) {
            if (streams.translates(s, sid)) {
                return true;
            }
        }
        return false;
    }

    private boolean translate(long[] s, int sid) {
        if (!arrived(s, sid)
                || streams.decide(s, sid) != AtsDecision.TRANSLATE
                || memory.tlb(s, endpoints.requestIova(s, sid)) == 0) {
            return false;
        }
        endpoints.complete(s, sid);
        return true;
    }

    /** UR and CA by the STE, or Success without permissions when the walk finds nothing. */
    private boolean refuse(long[] s, int sid) {
        if (!arrived(s, sid)) {
            return false;
        }
        int iova = endpoints.requestIova(s, sid);
        boolean found = memory.tlb(s, iova) != 0 || memory.mapped(s, iova);
        if (streams.decide(s, sid) == AtsDecision.TRANSLATE && found) {
            return false;
        }
        endpoints.refuse(s, sid);
        return true;
    }

    private boolean arrived(long[] s, int sid) {
        return endpoints.requesting(s, sid) && streams.cached(s, sid);
    }
}
