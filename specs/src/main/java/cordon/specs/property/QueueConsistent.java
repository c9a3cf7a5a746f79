package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.QueueArithmetic;
import java.util.Locale;
import java.util.Optional;

/** S11 of smmu.md E.3, as far as it applies when insertion is one atomic append. */
final class QueueConsistent implements Invariant {
    private final QuarantineModel model;
    private final CommandQueue queue;
    private final QueueArithmetic arithmetic;

    QueueConsistent(QuarantineModel model) {
        this.model = model;
        this.queue = model.hardware().queue();
        this.arithmetic = queue.arithmetic();
    }

    @Override
    public String name() {
        return "queue-consistent";
    }

    @Override
    public String meaning() {
        return "PROD and CONS are always a legal pair, so that no slot is overwritten before it is consumed; every slot "
                + "between them holds a command; and the driver's copy of CONS is never ahead of the real one. (S11, "
                + "smmu.md E.3 and A.2)";
    }

    @Override
    public boolean holds(long[] state) {
        return breach(state).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        return String.format(
                Locale.ROOT,
                "After step %d %s.",
                trace.length(),
                breach(trace.last()).orElseThrow());
    }

    private Optional<String> breach(long[] s) {
        int prod = queue.prod(s);
        int cons = queue.cons(s);
        int shadow = model.driver().issueCmdlist().shadowCons(s);
        if (!arithmetic.legal(prod, cons)) {
            return Optional.of("PROD has overtaken CONS: commands were overwritten before the SMMU consumed them");
        }
        if (!arithmetic.legal(prod, shadow) || arithmetic.space(prod, shadow) > arithmetic.space(prod, cons)) {
            return Optional.of("the driver believes CONS to be further than it is, and may overwrite commands");
        }
        for (int p = cons; p != prod; p = arithmetic.inc(p, 1)) {
            if (queue.entry(s, p) == 0) {
                return Optional.of("a slot between CONS and PROD holds no command");
            }
        }
        return Optional.empty();
    }
}
