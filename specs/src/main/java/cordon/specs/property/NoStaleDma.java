package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.hardware.Memory.Owner;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Step;

/** S1 of smmu.md E.3, for translated DMA. */
final class NoStaleDma implements StepInvariant {
    private final QuarantineModel model;
    private final Endpoints endpoints;
    private final Step dma;

    NoStaleDma(QuarantineModel model) {
        this.model = model;
        this.endpoints = model.endpoints();
        this.dma = endpoints.dmaPasses();
    }

    @Override
    public String name() {
        return "no-stale-dma";
    }

    @Override
    public String meaning() {
        return "When an access by a device through its ATC reaches a physical page, that page, in the generation that was "
                + "mapped, still belongs to the device's domain: its unmap has not returned. Otherwise the device reads or "
                + "writes memory that the OS has given to somebody else. (S1, smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !dma.is(action) || belongsToDomain(before, dma.arg(action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int variant = dma.arg(trace.action(end));
        int sid = endpoints.sid(variant);
        int iova = endpoints.iova(variant);
        int page = page(trace.last(), variant);
        int filled = trace.since(state -> endpoints.atc(state, sid, iova) != 0);
        int released = trace.since(state -> endpoints.atc(state, sid, iova) != 0 && !belongsToDomain(state, variant));
        boolean reused = model.memory().owner(trace.last(), page) == Owner.OTHER;
        return String.format(
                "At step %d device %d accesses page %d through the ATC entry for IOVA %d that it filled at step %d. The page is "
                        + "not its domain's any more since step %d, when the unmap returned%s. %s %s",
                end,
                sid,
                page,
                iova,
                filled,
                released,
                reused ? ", and belongs to somebody else by now" : "",
                invalidation(trace, sid, iova, filled),
                fence(trace.last(), sid));
    }

    /** What became of the invalidation that should have removed the entry filled at step {@code filled}. */
    private String invalidation(Trace trace, int sid, int iova, int filled) {
        int timedOut = 0;
        int sent = 0;
        for (int n = filled; n <= trace.length(); n++) {
            Progress progress = model.invalidations().progress(trace.state(n), sid, iova);
            if (progress == Progress.TIMED_OUT && timedOut == 0) {
                timedOut = n;
            } else if (progress == Progress.SENT && sent == 0) {
                sent = n;
            }
        }
        if (timedOut != 0) {
            return "The ATC_INV that should have removed the entry timed out at step " + timedOut + ".";
        } else if (sent != 0) {
            return "The ATC_INV that should have removed the entry was sent at step " + sent
                    + " and has not been answered.";
        } else {
            return "No ATC_INV that would have removed the entry was ever executed.";
        }
    }

    private String fence(long[] state, int sid) {
        int memory = model.streams().eats(state, sid);
        return String.format(
                "The SMMU lets the access pass, for its copy of STE %d still says EATS=%d%s.",
                sid,
                model.streams().cachedEats(state, sid),
                memory == StreamTable.EATS_ABORT ? ", although EATS is 0 in memory" : "");
    }

    private boolean belongsToDomain(long[] state, int variant) {
        int page = page(state, variant);
        return page >= 0
                && model.memory().owner(state, page) == Owner.DOMAIN
                && model.memory().generation(state, page)
                        == endpoints.atcGeneration(state, endpoints.sid(variant), endpoints.iova(variant));
    }

    private int page(long[] state, int variant) {
        return endpoints.atc(state, endpoints.sid(variant), endpoints.iova(variant)) - 1;
    }
}
