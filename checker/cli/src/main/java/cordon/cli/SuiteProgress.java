package cordon.cli;

import cordon.command.ShownLine;
import cordon.specs.suite.Finished;
import cordon.specs.suite.Searches;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows on standard error how a suite of searches goes: as {@link ProgressLine} does for one search.
 *
 * @param <R> what a search finds
 */
final class SuiteProgress<R extends Finished> implements Searches.Log<R> {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Searches.Log<R> log;
    private final Words words;
    private final int all;
    private final ShownLine line = new ShownLine(System.err, INTERVAL);
    private final long begin = System.nanoTime();
    private long finished;
    private int cut;
    private int found;

    /**
     * The words of the line.
     *
     * @param suite the suite
     * @param searches its searches
     * @param news what they find
     */
    record Words(String suite, String searches, String news) {}

    /** Of a suite of {@code all} searches, {@code finished} of them in {@code log} already. */
    SuiteProgress(Searches.Log<R> log, Words words, int all, long finished) {
        this.log = log;
        this.words = words;
        this.all = all;
        this.finished = finished;
    }

    @Override
    public Optional<R> find(String title) {
        return log.find(title);
    }

    @Override
    public void add(R one) throws IOException {
        log.add(one);
        finished++;
        cut += one.isComplete() ? 0 : 1;
        found += one.news();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        line.show(
                words.suite() + ": " + finished + " of " + all + " " + words.searches() + ", " + cut + " cut, " + found
                        + " " + words.news() + ", " + elapsed.toSeconds() + " s",
                elapsed);
    }

    void clear() {
        line.clear();
    }
}
