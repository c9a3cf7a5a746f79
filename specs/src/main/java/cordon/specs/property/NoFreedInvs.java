package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import java.util.Locale;

/** S18 of smmu.md E.3. */
final class NoFreedInvs implements Invariant {
    private final QuarantineModel model;

    NoFreedInvs(QuarantineModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "no-freed-invs";
    }

    @Override
    public String meaning() {
        return "A flush that has read the pointer to an invs array finds the array there until it has finished with it: a "
                + "replaced array is freed only when nobody reads it any longer. (S18, smmu.md E.3 and C.6)";
    }

    @Override
    public boolean holds(long[] state) {
        return reader(state) < 0;
    }

    @Override
    public String explain(Trace trace) {
        return String.format(
                Locale.ROOT,
                "After step %d the invs array that %s is reading has been freed.",
                trace.length(),
                model.lane(reader(trace.last())));
    }

    private int reader(long[] s) {
        for (int c = 0; c < model.cpus(); c++) {
            if (model.driver().arrays().readsFreed(s, c)) {
                return c;
            }
        }
        return -1;
    }
}
