package cordon.specs.property;

import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Invalidations.Progress;
import cordon.model.hardware.StreamTable;

/**
 * STEs and the SMMU's copies of them when every task has finished. The SMMU may have commands left then, so that a copy says something
 * of what lasts only if no CFGI_STE is going to drop it.
 */
final class RestingEntries {
    private final QuarantineModel model;
    private final CommandQueue queue;
    private final StreamTable streams;
    private final boolean mayBeStuck;

    RestingEntries(QuarantineModel model) {
        this.model = model;
        this.queue = model.hardware().queue();
        this.streams = model.hardware().streams();
        SyncPolicy policy = model.settings().get(Parameter.SYNC_POLICY);
        this.mayBeStuck = policy == SyncPolicy.HANG || policy == SyncPolicy.STICKY;
    }

    /** True if EATS is on in the STE of {@code sid}, in memory or in a copy that stays. */
    boolean letsAtsThrough(long[] s, int sid) {
        return streams.eats(s, sid) == StreamTable.EATS_TRANS
                || (streams.cachedEats(s, sid) == StreamTable.EATS_TRANS && keepsCopy(s, sid));
    }

    /** True if the SMMU holds a copy of the STE of {@code sid} that stays, and that is not as the STE in memory. */
    boolean keepsOldCopy(long[] s, int sid) {
        return !streams.copyAgrees(s, sid) && keepsCopy(s, sid);
    }

    private boolean keepsCopy(long[] s, int sid) {
        boolean queued = queue.isQueued(s, queue.commands().cfgiSte(sid));
        return streams.cached(s, sid)
                && !model.hardware().processor().performingCfgi(s, sid)
                && (!queued || isStuck(s));
    }

    /** True if the queue stands still behind a CMD_SYNC that faults for ever or never completes. */
    private boolean isStuck(long[] s) {
        return mayBeStuck && model.hardware().invalidations().any(s, Progress.TIMED_OUT);
    }
}
