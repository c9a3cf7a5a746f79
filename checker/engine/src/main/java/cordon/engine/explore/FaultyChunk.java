package cordon.engine.explore;

/** The system or a property threw an exception when the states of one chunk were asked about; {@link Diagnosis} says more. */
final class FaultyChunk extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int depth;
    private final int chunk;
    private final Throwable thrown;

    /** Of chunk number {@code chunk} of the level at {@code depth}. */
    FaultyChunk(int depth, int chunk, Throwable cause) {
        super(cause);
        this.thrown = cause;
        this.depth = depth;
        this.chunk = chunk;
    }

    Throwable thrown() {
        return thrown;
    }

    int depth() {
        return depth;
    }

    int chunk() {
        return chunk;
    }
}
