package cordon.specs.bound;

import cordon.engine.DerivedSystem;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.QuarantineModel;
import cordon.model.kernel.DomainInvRange;
import cordon.model.machine.Step;

/**
 * A world in which the flush of one CPU counts the timeouts that it waits for: a CMD_SYNC at CONS that faults, since an ATC_INV has timed
 * out after the last fault, and a poll that runs into the limit of 1 s. Each takes one timeout at most. Two numbers say how many there
 * were since the flush began, and since the CPU last had interrupts enabled.
 *
 * <p>Voluntary steps are left out, apart from those by which a device falls silent: DMA, walks and fetches, and the page allocator. No
 * thread and no command waits for one of them, so that what is possible with them is possible without.
 */
final class WaitCounter extends DerivedSystem {
    /** The largest number that is counted. */
    static final int MOST = 15;

    private static final String FALLS_SILENT = "device hang";

    private final QuarantineModel model;
    private final int cpu;
    private final boolean whole;
    private final DomainInvRange flush;
    private final Step timer;
    private final Step fault;
    private final Step givingUp;
    private final Schema schema;
    private final Field timedOut;
    private final Field inAll;
    private final Field irqsOff;

    /**
     * {@code model}, in which flushes by {@code cpu} count.
     *
     * @param whole with all voluntary steps
     */
    WaitCounter(QuarantineModel model, int cpu, boolean whole) {
        super(model);
        this.model = model;
        this.cpu = cpu;
        this.whole = whole;
        this.flush = model.driver().domainInvRange();
        this.timer = model.step("SMMU 4.5.1 timer");
        this.fault = model.step("SMMU 4.7.3 fault SYNC");
        this.givingUp = model.step("arm_smmu_cmdq_issue_cmdlist P13 timeout");
        Schema.Builder fields = model.schema().extended();
        this.timedOut = fields.means("whether an ATC_INV has timed out since a CMD_SYNC faulted last")
                .ghost("waits.timer", 1);
        this.inAll = counter(fields, "waits.all", "since it began");
        this.irqsOff = counter(fields, "waits.irqsOff", "since interrupts were enabled last");
        this.schema = fields.build();
    }

    private static Field counter(Schema.Builder fields, String name, String since) {
        return fields.means("for how many timeouts the flush has waited " + since)
                .upTo(MOST)
                .ghost(name, Schema.bitsFor(MOST));
    }

    /** For how many timeouts the flush has waited in {@code state} since it began. */
    int inAll(long[] state) {
        return inAll.get(state);
    }

    /** For how many timeouts the flush has waited in {@code state} with interrupts disabled. */
    int irqsOff(long[] state) {
        return irqsOff.get(state);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void successors(long[] state, Successors out) {
        int first = out.count();
        model.successors(state, out);
        out.retain(first, this::matters);
        for (int i = first; i < out.count(); i++) {
            count(state, out.action(i), out.state(i));
        }
    }

    private boolean matters(int action) {
        Step step = model.stepOf(action);
        return whole || !step.voluntary() || step.name().equals(FALLS_SILENT);
    }

    private void count(long[] before, int action, long[] after) {
        boolean goesOn = flush.running(after, cpu);
        int more = flush.waits(before, cpu) && endsTimeout(before, action) ? 1 : 0;
        inAll.set(after, goesOn ? Math.min(inAll.get(before) + more, MOST) : 0);
        irqsOff.set(after, goesOn && model.irqsOff(after, cpu) ? Math.min(irqsOff.get(before) + more, MOST) : 0);
        if (timer.is(action) || fault.is(action)) {
            timedOut.set(after, timer.is(action) ? 1 : 0);
        }
    }

    /** The poll of another context ends a timeout for a flush that spins for space, or for a lock. */
    private boolean endsTimeout(long[] before, int action) {
        return (fault.is(action) && timedOut.isSet(before))
                || (givingUp.is(action)
                        && (givingUp.arg(action) == cpu
                                || !model.driver().issueCmdlist().polls(before, cpu)));
    }
}
