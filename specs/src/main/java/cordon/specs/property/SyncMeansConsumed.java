package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.kernel.IssueCmdlist;
import java.util.Locale;

/** S12 of smmu.md E.3, its first half; the second is {@link FlushContract}. */
final class SyncMeansConsumed implements StepInvariant {
    private final IssueCmdlist issueCmdlist;

    SyncMeansConsumed(QuarantineModel model) {
        this.issueCmdlist = model.driver().issueCmdlist();
    }

    @Override
    public String name() {
        return "sync-means-consumed";
    }

    @Override
    public String meaning() {
        return "An issuer of a CMD_SYNC that returns 0 returns after the SMMU has consumed that CMD_SYNC. (S12, smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return issueCmdlist.returning().is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return !issueCmdlist.claimsUnconsumedSync(
                before, issueCmdlist.returning().arg(action));
    }

    @Override
    public String explain(Trace trace) {
        return String.format(
                Locale.ROOT,
                "At step %d %s returns 0, although its CMD_SYNC is still in the queue.",
                trace.length(),
                trace.step(trace.length()).process());
    }
}
