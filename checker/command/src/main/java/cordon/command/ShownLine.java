package cordon.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One line that is refreshed when both outputs are a terminal, which the launcher says in system property {@code
 * cordon.terminal}; otherwise a line every interval.
 */
public final class ShownLine {
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(2);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Duration interval;
    private final boolean terminal = Boolean.getBoolean("cordon.terminal");
    private Duration next;

    /** A line on {@code out}, shown after {@code interval} and once in each where that is no terminal. */
    public ShownLine(PrintStream out, Duration interval) {
        this.out = out;
        this.interval = interval;
        this.next = interval;
    }

    /** What {@code work} finds out; meanwhile a line on the standard error, which begins with {@code what}, shows what it is at. */
    public static <R> R during(String what, Function<Consumer<String>, R> work) {
        long begin = System.nanoTime();
        ShownLine shown = new ShownLine(System.err, SHOWN_AFTER);
        try {
            return work.apply(text -> shown.show(what + text, Duration.ofNanos(System.nanoTime() - begin)));
        } finally {
            shown.clear();
        }
    }

    /** Shows {@code text}, which is that of {@code elapsed} after the start. */
    public void show(String text, Duration elapsed) {
        if (terminal) {
            Screen.control(out, CLEAR_LINE);
            out.print(text);
            out.flush();
        } else if (elapsed.compareTo(next) >= 0) {
            out.println(text);
            next = elapsed.plus(interval);
        }
    }

    /** Removes the refreshed line. */
    public void clear() {
        if (terminal) {
            Screen.control(out, CLEAR_LINE);
        }
    }
}
