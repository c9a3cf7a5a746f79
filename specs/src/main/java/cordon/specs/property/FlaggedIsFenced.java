package cordon.specs.property;

import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import java.util.Locale;
import java.util.Optional;

/** The fourth promise of series.md, when everything has come to rest. */
final class FlaggedIsFenced extends RightAtRest {
    private final Quarantine quarantine;
    private final RestingEntries entries;

    FlaggedIsFenced(QuarantineModel model) {
        super(model);
        this.quarantine = new Quarantine(model);
        this.entries = new RestingEntries(model);
    }

    @Override
    public String name() {
        return "flagged-is-fenced";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, a device that flushes skip, for ats_broken is set (with TWO_MARKS, fenced), is fenced: EATS is 0 in its STE in "
                + "memory, and in the SMMU's copy unless a CFGI_STE is about to drop that. Flushes skip the device, so that "
                + "a fence that is lost is lost for good. (series.md, promise 4)";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        if (!quarantine.skipped(s, sid) || !entries.letsAtsThrough(s, sid)) {
            return Optional.empty();
        }
        boolean inMemory = model.hardware().streams().eats(s, sid) == StreamTable.EATS_TRANS;
        return Optional.of(String.format(
                Locale.ROOT,
                "flushes skip device %d, and %s says EATS=1",
                sid,
                inMemory ? "its STE" : "the SMMU's copy of its STE"));
    }
}
