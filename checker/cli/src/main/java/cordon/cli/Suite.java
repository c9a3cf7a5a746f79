package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.specs.Run;
import cordon.specs.bound.FlushBounds;

/** Searches that belong together. */
enum Suite {
    /** What CI runs. */
    DEFAULT,
    /** What takes longer. */
    DEEP,
    /** For how many timeouts flushes wait. */
    BOUNDS;

    ImmutableList<Run> runs() {
        return switch (this) {
            case DEFAULT -> Run.defaultSuite();
            case DEEP -> Run.deepSuite();
            case BOUNDS -> FlushBounds.runs();
        };
    }
}
