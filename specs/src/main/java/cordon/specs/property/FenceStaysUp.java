package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.entry.EntryModel;

/** The second half of the fourth promise of series.md, for one entry in every detail. */
final class FenceStaysUp implements Invariant {
    private static final long V = 1;
    private static final long TRANSLATES = 3L << 1;
    private static final long EATS = 3L << 28;

    private final EntryModel model;

    FenceStaysUp(EntryModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "fence-stays-up";
    }

    @Override
    public String meaning() {
        return "Once P7's CFGI_STE and SYNC have completed, no copy of the STE that the SMMU comes to have translates with EATS on: "
                + "somebody who writes the entry meanwhile does not undo the fence. (series.md, promise 4)";
    }

    @Override
    public boolean holds(long[] state) {
        if (!model.fenceIsUp(state) || !model.cached(state)) {
            return true;
        }
        long[] copy = model.copy(state);
        return (copy[0] & V) == 0 || (copy[0] & TRANSLATES) == 0 || (copy[1] & EATS) == 0;
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length()
                + " the SMMU has a copy of the STE with EATS on, although the fence is up since step "
                + trace.since(model::fenceIsUp) + ".";
    }
}
