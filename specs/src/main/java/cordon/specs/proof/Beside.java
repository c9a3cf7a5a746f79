package cordon.specs.proof;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import java.util.Set;

/** What goes on beside the flushes. */
public enum Beside {
    /** Devices are detached, and attached again, at any time. */
    ATTACH,
    /** Devices go to another domain at any time, keep ATS on, and stay there. */
    REPLACE,
    /** Devices are reset at any time, which succeeds or fails. */
    RESET,
    /** The worker of P3 blocks devices that were reported. */
    WORKER;

    /** {@code beside attach, reset}, or {@code flushes alone}. */
    public static String title(Set<Beside> some) {
        return some.isEmpty() ? "flushes alone" : "beside " + Joiner.on(", ").join(some);
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
