package cordon.cli;

import com.google.common.base.Ascii;
import cordon.engine.explore.Statistics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows on standard error how a search goes: one line that is refreshed when both outputs are a terminal, which the
 * launcher says in system property {@code cordon.terminal}; otherwise a line every ten seconds.
 */
final class ProgressLine implements Consumer<Statistics> {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int COLUMNS = 79;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final String label;
    private final boolean terminal = Boolean.getBoolean("cordon.terminal");
    private Duration next = INTERVAL;

    /** A line that begins with {@code label}. */
    ProgressLine(PrintStream out, String label) {
        this.out = out;
        this.label = label;
    }

    @Override
    public void accept(Statistics s) {
        if (terminal) {
            out.print(CLEAR_LINE + text(s));
            out.flush();
        } else if (s.elapsed().compareTo(next) >= 0) {
            out.println(text(s));
            next = s.elapsed().plus(INTERVAL);
        }
    }

    /** Removes the refreshed line. */
    void clear() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    /** At most 79 columns, so that the refreshed line stays one line. */
    private String text(Statistics s) {
        String facts = String.format(
                Locale.ROOT,
                ": %,d states %,.0f/s depth %d frontier %,d %,d MiB %.0f s",
                s.states(),
                s.statesPerSecond(),
                s.depth(),
                s.frontier(),
                s.storeBytes() >> 20,
                s.elapsed().toMillis() / 1e3);
        return Ascii.truncate(label, Math.max(12, COLUMNS - facts.length()), "..") + facts;
    }
}
