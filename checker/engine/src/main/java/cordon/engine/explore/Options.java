package cordon.engine.explore;

import java.util.Optional;

/**
 * How to search.
 *
 * @param workers threads that search, at least 1; the answers do not depend on it
 * @param first whether to stop at the end of the level in which some property is found to be violated
 * @param checkpointing where to leave what is known; empty if nowhere
 */
public record Options(int workers, boolean first, Optional<Checkpointing> checkpointing) {

    /** One thread, until every property is decided, without checkpoints. */
    public static final Options DEFAULT = new Options(1, false, Optional.empty());

    /** These options with another number of {@link #workers}. */
    public Options withWorkers(int number) {
        return new Options(number, first, checkpointing);
    }

    /** These options with another {@link #first}. */
    public Options withFirst(boolean stop) {
        return new Options(workers, stop, checkpointing);
    }

    /** These options with {@link #checkpointing}. */
    public Options withCheckpointing(Checkpointing how) {
        return new Options(workers, first, Optional.of(how));
    }
}
