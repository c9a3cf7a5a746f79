package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Step;
import java.util.Locale;

/** S4 of smmu.md E.3. */
final class TranslatedObeysSte implements StepInvariant {
    private final Endpoints endpoints;
    private final StreamTable streams;
    private final Step translated;

    TranslatedObeysSte(QuarantineModel model) {
        this.endpoints = model.hardware().endpoints();
        this.streams = model.hardware().streams();
        this.translated = endpoints.dmaPasses();
    }

    @Override
    public String name() {
        return "translated-obeys-ste";
    }

    @Override
    public String meaning() {
        return "A Translated transaction passes only by a copy of the STE that says EATS=1: with ATSCHK an STE that aborts, "
                + "bypasses or says EATS=0 is a fence against whatever the ATC holds. (S4, smmu.md E.3 and A.8)";
    }

    @Override
    public boolean judges(int action) {
        return translated.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return passesRightly(before, endpoints.sid(translated.arg(action)));
    }

    private boolean passesRightly(long[] s, int sid) {
        return streams.cached(s, sid) && streams.cachedEats(s, sid) == StreamTable.EATS_TRANS;
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                Locale.ROOT,
                "At step %d a Translated transaction of device %d passes, although the SMMU has no copy of its STE that says "
                        + "EATS=1.",
                end,
                endpoints.sid(translated.arg(trace.action(end))));
    }
}
