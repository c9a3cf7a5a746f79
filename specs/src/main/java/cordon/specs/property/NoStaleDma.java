package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.hardware.Memory;
import cordon.model.hardware.Memory.Owner;
import cordon.model.hardware.PostedDma;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Step;
import java.util.Locale;

/** S1 of smmu.md E.3. */
final class NoStaleDma implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Endpoints endpoints;
    private final Memory memory;
    private final PostedDma posted;
    private final Step translated;
    private final Step untranslated;

    NoStaleDma(QuarantineModel model) {
        this.model = model;
        this.endpoints = model.hardware().endpoints();
        this.memory = model.hardware().memory();
        this.posted = model.hardware().posted();
        this.translated = endpoints.dmaPasses();
        this.untranslated = model.hardware().untranslatedDma().passing();
    }

    @Override
    public String name() {
        return "no-stale-dma";
    }

    @Override
    public String meaning() {
        return "When an access by a device, through its ATC or through the SMMU's TLB, reaches a physical page, that page, in "
                + "the generation that was mapped, still belongs to the device's domain: its unmap has not returned. Otherwise "
                + "the device reads or writes memory that the OS has given to somebody else. (S1, smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return model.hardware().reachesMemory(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        if (posted.arriving().isPresent()) {
            int sid = posted.arriving().get().arg(action);
            return belongsToDomain(before, posted.page(before, sid), posted.generation(before, sid));
        }
        if (translated.is(action)) {
            int substream = endpoints.substream(translated.arg(action));
            int iova = endpoints.iova(translated.arg(action));
            return belongsToDomain(
                    before,
                    endpoints.atc(before, substream, iova) - 1,
                    endpoints.atcGeneration(before, substream, iova));
        }
        int iova = endpoints.iova(untranslated.arg(action));
        return belongsToDomain(before, memory.tlb(before, iova) - 1, memory.tlbGeneration(before, iova));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        if (posted.arriving().isPresent()) {
            return 1 << posted.arriving().get().arg(action);
        }
        return 1 << endpoints.sid((translated.is(action) ? translated : untranslated).arg(action));
    }

    /** The CPU that unmapped the page: CPU {@code c} does so with page {@code c} at IOVA {@code c}. */
    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        if (posted.arriving().isPresent()) {
            return 1 << posted.page(before, posted.arriving().get().arg(action));
        }
        return 1 << endpoints.iova((translated.is(action) ? translated : untranslated).arg(action));
    }

    private boolean belongsToDomain(long[] state, int page, int generation) {
        return memory.owner(state, page) == Owner.DOMAIN && memory.generation(state, page) == generation;
    }

    @Override
    public String explain(Trace trace) {
        int action = trace.action(trace.length());
        if (posted.arriving().isPresent()) {
            return explainLate(trace, posted.arriving().get().arg(action));
        }
        return translated.is(action)
                ? explainTranslated(trace, translated.arg(action))
                : explainUntranslated(trace, untranslated.arg(action));
    }

    private String explainLate(Trace trace, int sid) {
        long[] before = trace.state(trace.length() - 1);
        int page = posted.page(before, sid);
        return String.format(
                Locale.ROOT,
                "At step %d an access of device %d reaches page %d, which passed the SMMU at step %d. %s",
                trace.length(),
                sid,
                page,
                trace.withoutLast().since(state -> posted.page(state, sid) >= 0),
                released(trace, page, posted.generation(before, sid)));
    }

    private String explainTranslated(Trace trace, int variant) {
        long[] last = trace.last();
        int sid = endpoints.sid(variant);
        int substream = endpoints.substream(variant);
        int iova = endpoints.iova(variant);
        int page = endpoints.atc(last, substream, iova) - 1;
        int filled = trace.since(state -> endpoints.atc(state, substream, iova) != 0);
        return String.format(
                Locale.ROOT,
                "At step %d device %d%s accesses page %d through the ATC entry for IOVA %d that it filled at step %d. %s %s %s",
                trace.length(),
                sid,
                model.hardware().queue().commands().withPasid(substream),
                page,
                iova,
                filled,
                released(trace, page, endpoints.atcGeneration(last, substream, iova)),
                invalidation(trace, substream, iova),
                fence(last, sid));
    }

    private String explainUntranslated(Trace trace, int variant) {
        int iova = endpoints.iova(variant);
        int page = memory.tlb(trace.last(), iova) - 1;
        int filled = trace.since(state -> memory.tlb(state, iova) != 0);
        return String.format(
                Locale.ROOT,
                "At step %d device %d accesses page %d through the TLB entry for IOVA %d that the SMMU filled at step %d. %s No "
                        + "TLBI has been performed since.",
                trace.length(),
                endpoints.sid(variant),
                page,
                iova,
                filled,
                released(trace, page, memory.tlbGeneration(trace.last(), iova)));
    }

    private String released(Trace trace, int page, int generation) {
        int step = trace.since(state -> memory.generation(state, page) > generation);
        boolean reused = memory.owner(trace.last(), page) == Owner.OTHER;
        return String.format(
                Locale.ROOT,
                "The page is not its domain's any more since step %d, when the unmap returned%s.",
                step,
                reused ? ", and belongs to somebody else by now" : "");
    }

    /** What became of the last invalidation that should have removed the entry. */
    private String invalidation(Trace trace, int substream, int iova) {
        int unmapped = trace.since(state -> !memory.mapped(state, iova));
        for (int n = trace.length(); n > unmapped; n--) {
            if (changedTo(
                    trace, n, substream, model.hardware().queue().commands().everything(), Progress.TIMED_OUT)) {
                return "The ATC_INV of everything that should have removed the entry timed out at step " + n + ".";
            }
            Progress before = model.hardware().invalidations().progress(trace.state(n - 1), substream, iova);
            Progress after = model.hardware().invalidations().progress(trace.state(n), substream, iova);
            if (before != after && after == Progress.TIMED_OUT) {
                return "The ATC_INV that should have removed the entry timed out at step " + n + ".";
            } else if (before != after && after == Progress.SENT) {
                return "The ATC_INV that should have removed the entry was sent at step " + n
                        + " and has not been answered.";
            }
        }
        return "No ATC_INV that would have removed the entry was ever executed.";
    }

    private boolean changedTo(Trace trace, int step, int substream, int range, Progress wanted) {
        return model.hardware().invalidations().progress(trace.state(step), substream, range) == wanted
                && model.hardware().invalidations().progress(trace.state(step - 1), substream, range) != wanted;
    }

    private String fence(long[] state, int sid) {
        return String.format(
                Locale.ROOT,
                "The SMMU lets the access pass, for its copy of STE %d still says EATS=%d%s.",
                sid,
                model.hardware().streams().cachedEats(state, sid),
                model.hardware().streams().eats(state, sid) == StreamTable.EATS_ABORT
                        ? ", although EATS is 0 in memory"
                        : "");
    }
}
