package cordon.specs.proof;

import com.google.common.base.Ascii;

/** What goes on beside the flushes. */
public enum Beside {
    /** Devices are detached, and attached again, at any time. */
    ATTACH,
    /** Devices are reset at any time, which succeeds or fails. */
    RESET,
    /** The worker of P3 blocks devices that were reported. */
    WORKER;

    /** As the command line has it. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
