package cordon.engine.explore;

import org.jspecify.annotations.Nullable;

/** Memory that a search lets go when the heap is full, so that it can still report what it has found. */
final class Reserve {
    private static final long LARGEST = 1 << 20; // bytes
    private static final int SHARE = 32; // of the heap

    private volatile byte @Nullable [] held =
            new byte[(int) Math.min(LARGEST, Runtime.getRuntime().maxMemory() / SHARE)];

    /** The heap is full. */
    void release() {
        held = null;
    }

    /** True if the heap was full. */
    boolean isReleased() {
        return held == null;
    }
}
