package cordon.specs.property;

/**
 * A property that can tell which devices and threads a violation is about. A finding explains a violation only if it explains
 * it for each of these devices.
 */
public interface Accuses {

    /**
     * The devices that a violation is about, one bit for each Stream ID; 0 if it is not about certain devices. Of an invariant of
     * states, {@code before} and {@code after} are the same state.
     */
    int accusedDevices(long[] before, int action, long[] after);

    /** The threads that a violation is about, one bit for each; 0 if it is not about certain threads. */
    default int accusedThreads(long[] before, int action, long[] after) {
        return 0;
    }
}
