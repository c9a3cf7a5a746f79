package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.specs.Run;

/** Searches that belong together. */
enum Suite {
    /** What CI runs. */
    DEFAULT,
    /** What takes longer. */
    DEEP;

    ImmutableList<Run> runs() {
        return this == DEFAULT ? Run.defaultSuite() : Run.deepSuite();
    }
}
