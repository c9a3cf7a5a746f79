package cordon.command;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Phase;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.property.Property;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows on standard error how a search goes: one {@linkplain ShownLine line}, or JSON for a machine to read along.
 */
public final class ProgressLine implements Consumer<Statistics> {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration JSON_INTERVAL = Duration.ofSeconds(1);
    private static final int COLUMNS = 79;

    private final PrintStream out;
    private final String label;
    private final boolean json;
    private final ShownLine line;
    private Statistics before = new Statistics(Phase.SEARCH, 0, 0, 0, 0, 0, 0, 0, 0, ImmutableSet.of(), Duration.ZERO);

    /** A line that begins with {@code label}; or JSON, one object a line each second. */
    public ProgressLine(PrintStream out, String label, boolean json) {
        this.out = out;
        this.label = label;
        this.json = json;
        this.line = new ShownLine(out, INTERVAL);
    }

    /**
     * Searches {@code system} as {@code explorer} does, and shows how it goes.
     *
     * @throws IOException if it was to resume and could not
     */
    public static Report search(
            String label, TransitionSystem system, List<Property> asked, Explorer explorer, Bounds bounds)
            throws IOException {
        ProgressLine progress = new ProgressLine(System.err, label, explorer.progressInJson());
        Report report = explorer.explore(system, asked, bounds, progress);
        progress.clear();
        return report;
    }

    @Override
    public void accept(Statistics s) {
        if (json) {
            if (s.elapsed().minus(before.elapsed()).compareTo(JSON_INTERVAL) >= 0) {
                out.println(Json.line(Json.progress(label, s, before)));
                before = s;
            }
        } else {
            line.show(text(s), s.elapsed());
        }
    }

    /** Removes the refreshed line. */
    public void clear() {
        if (!json) {
            line.clear();
        }
    }

    /** At most 79 columns, so that the refreshed line stays one line. */
    private String text(Statistics s) {
        double seconds = s.elapsed().toMillis() / 1e3;
        String facts = s.phase() == Phase.SEARCH
                ? String.format(
                        Locale.ROOT,
                        ": %,d states %,.0f/s depth %d frontier %,d %,d MiB %.0f s",
                        s.states(),
                        s.statesPerSecond(),
                        s.depth(),
                        s.frontier(),
                        s.storeBytes() >> 20,
                        seconds)
                : String.format(
                        Locale.ROOT,
                        ": %,d states, %s %.0f s",
                        s.states(),
                        s.phase().words(),
                        seconds);
        return Ascii.truncate(label, Math.max(12, COLUMNS - facts.length()), "..") + facts;
    }
}
