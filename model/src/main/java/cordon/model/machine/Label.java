package cordon.model.machine;

import com.google.common.collect.ObjectArrays;
import cordon.engine.Footprint;
import cordon.engine.schema.Schema;

/** A place in a procedure where a context can stand: an interleaving point. */
public final class Label {
    private final Contexts contexts;
    private final int index;
    private final String procedure;
    private final boolean irqsOff;
    private Step[] steps = {};

    Label(Contexts contexts, int index, String procedure, boolean irqsOff) {
        this.contexts = contexts;
        this.index = index;
        this.procedure = procedure;
        this.irqsOff = irqsOff;
    }

    /**
     * Declares a step that can be taken here. Several steps at one label are alternatives: each is possible whenever it
     * is enabled.
     *
     * @param code a short label, unique in the procedure
     * @param text what the step does
     * @param effect is given the context as its argument, and moves it on
     */
    public Step on(String code, String text, Effect effect) {
        Step step = contexts.declare(this, code, text, effect);
        steps = ObjectArrays.concat(steps, step);
        return step;
    }

    /** Whether interrupts are disabled on a CPU whose thread stands here. */
    public boolean irqsOff() {
        return irqsOff;
    }

    /** Adds what each step here looks at and changes: the control fields of context {@code c}, which stands here. */
    void addTo(Footprint.Builder footprint, int c, Schema schema) {
        contexts.addTo(footprint, c, index, schema);
    }

    String procedure() {
        return procedure;
    }

    int index() {
        return index;
    }

    Step[] steps() {
        return steps;
    }

    @Override
    public String toString() {
        return steps.length == 0 ? procedure : steps[0].name();
    }
}
