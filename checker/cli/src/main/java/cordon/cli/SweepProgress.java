package cordon.cli;

import cordon.specs.sweep.Examination;
import cordon.specs.sweep.Sweep;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Shows on standard error how a sweep goes: as {@link ProgressLine} does for one search. */
final class SweepProgress implements Sweep.Log {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Sweep.Log log;
    private final int all;
    private final ShownLine line = new ShownLine(System.err, INTERVAL);
    private final long begin = System.nanoTime();
    private long finished;
    private int cut;
    private int found;

    /** Of a sweep over {@code all} settings, {@code finished} of them in {@code log} already. */
    SweepProgress(Sweep.Log log, int all, long finished) {
        this.log = log;
        this.all = all;
        this.finished = finished;
    }

    @Override
    public Optional<Examination> find(String title) {
        return log.find(title);
    }

    @Override
    public void add(Examination examination) throws IOException {
        log.add(examination);
        finished++;
        cut += examination.isComplete() ? 0 : 1;
        found += examination.found().size();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        line.show(
                "sweep: " + finished + " of " + all + " settings, " + cut + " cut, " + found + " new, "
                        + elapsed.toSeconds() + " s",
                elapsed);
    }

    void clear() {
        line.clear();
    }
}
