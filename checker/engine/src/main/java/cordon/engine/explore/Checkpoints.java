package cordon.engine.explore;

import cordon.engine.schema.Schema;
import java.io.IOException;
import java.util.Optional;

/** The checkpoints of one search: whether there are any, when the next is due. */
final class Checkpoints {
    private final Optional<Checkpointing> how;
    private final Optional<Checkpoint> checkpoint;
    private long last = System.nanoTime();

    /** As {@code how} says, of states with this schema. */
    Checkpoints(Optional<Checkpointing> how, Schema schema) {
        this.how = how;
        this.checkpoint = how.map(h -> new Checkpoint(h.file(), h.fingerprint() + "; " + schema.fields()));
    }

    /**
     * Reads {@code state} from the file, if that is what is wanted.
     *
     * @return whether it was wanted
     * @throws CheckpointException if it was, and the file cannot be read or is of something else
     */
    boolean resume(BreadthState state) throws CheckpointException {
        if (how.isEmpty() || !how.get().resume()) {
            return false;
        }
        checkpoint.orElseThrow().read(state::read);
        return true;
    }

    /** Whether it is time for the next. */
    boolean due() {
        return how.isPresent() && System.nanoTime() - last > how.get().every().toNanos();
    }

    /** Writes one, if there are to be any, while nobody searches. */
    void write(BreadthState state) {
        if (how.isPresent()) {
            try {
                checkpoint.orElseThrow().write(state::write);
            } catch (IOException e) {
                how.get().onFailure().accept(String.valueOf(e.getMessage()));
            }
            last = System.nanoTime();
        }
    }
}
