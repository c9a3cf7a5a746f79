package cordon.model.hardware;

import cordon.model.machine.Effect;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import cordon.model.machine.Step.Condition;

/**
 * DMA of the {@link Endpoints} with untranslated addresses, which the SMMU translates by its TLB or aborts by the first column
 * of the tables in {@link AtsDecision} and {@link Stage1Decision}. What passes an SMMU that does not translate is not
 * modelled: it can reach everything anyway.
 */
public final class UntranslatedDma {
    private static final String LIFE = "PCIe 10.1";

    private final Endpoints endpoints;
    private final Command commands;
    private final StreamTable streams;
    private final Memory memory;
    private final PostedDma posted;
    private final Condition someMayAbort = this::someMayAbort;
    private final Step passes;

    /** Declares the steps. */
    UntranslatedDma(
            Program program,
            Endpoints endpoints,
            Command commands,
            StreamTable streams,
            Memory memory,
            PostedDma posted) {
        this.endpoints = endpoints;
        this.commands = commands;
        this.streams = streams;
        this.memory = memory;
        this.posted = posted;
        passes = program.free(
                        v -> Endpoints.lane(endpoints.sid(v)),
                        LIFE,
                        "untranslated dma",
                        commands.substreams() * commands.iovas(),
                        v -> "untranslated DMA to " + endpoints.what(v) + " is translated by the TLB and passes"
                                + posted.andReachesMemory(),
                        this::passes)
                .needing(memory.tlb(), streams.copies())
                .asVoluntary();
        aborts(
                program,
                AtsDecision.ABORT.row(),
                AtsDecision.ABORT.untranslated(),
                (s, v) -> streams.decide(s, commands.sidOf(v)) == AtsDecision.ABORT);
        Stage1Decision.ABORTS.forEach(row -> aborts(
                program,
                row.row(),
                row.untranslated(),
                (s, v) -> streams.hasStage1(s, commands.sidOf(v))
                        && !streams.needsCd(s, v)
                        && streams.decideStage1(s, v) == row));
    }

    /** Whether some transaction about which the SMMU has what it takes to decide is not translated. */
    private boolean someMayAbort(long[] s) {
        for (int substream = 0; substream < commands.substreams(); substream++) {
            if (decidesAbout(s, substream)
                    && (!streams.hasStage1(s, commands.sidOf(substream))
                            || streams.decideStage1(s, substream) != Stage1Decision.TRANSLATE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the device of {@code substream} may start a transaction of it, and the SMMU has the STE to decide by. */
    private boolean decidesAbout(long[] s, int substream) {
        return endpoints.accesses(s, substream) && streams.cached(s, commands.sidOf(substream));
    }

    /** Variants as those of {@link Endpoints#dmaPasses}: DMA that the SMMU translated has passed. */
    public Step passing() {
        return passes;
    }

    /** EATS does not matter to it; a page that is not in the TLB is walked for first. */
    private boolean passes(long[] s, int variant) {
        int iova = endpoints.iova(variant);
        int substream = endpoints.substream(variant);
        return endpoints.accesses(s, substream)
                && streams.translates(s, substream, commands.domainOf(iova))
                && memory.tlb(s, iova) != 0
                && posted.pass(s, substream, iova, memory.tlb(s, iova), memory.tlbGeneration(s, iova));
    }

    /** A transaction that the SMMU aborts changes nothing but, where the row says so, the event queue. */
    private void aborts(Program program, String row, String outcome, Effect decided) {
        program.free(
                        v -> Endpoints.lane(commands.sidOf(v)),
                        LIFE,
                        "untranslated dma refused " + row,
                        commands.substreams(),
                        v -> "untranslated DMA" + commands.withPasid(v) + " is " + outcome,
                        (s, v) -> decidesAbout(s, v) && decided.apply(s, v))
                .needing(streams.copies())
                .needing(someMayAbort)
                .asVoluntary();
    }
}
