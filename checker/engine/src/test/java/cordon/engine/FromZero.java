package cordon.engine;

import cordon.engine.schema.Schema;
import org.jspecify.annotations.Nullable;

/** A small system whose fields are all 0 at first. A subclass declares them in its constructor. */
public abstract class FromZero implements TransitionSystem {
    /** Where they are declared. */
    protected final Schema.Builder fields = Schema.builder();

    private @Nullable Schema schema;

    /** Closed when it is first asked for. */
    @Override
    public final Schema schema() {
        if (schema == null) {
            schema = fields.build();
        }
        return schema;
    }

    @Override
    public final void initialStates(Successors out) {
        out.begin(new long[schema().words()]);
        out.add(0);
    }
}
