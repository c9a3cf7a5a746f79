package cordon.cli;

import com.google.common.collect.ImmutableMap;
import cordon.command.BoundOptions;
import cordon.command.Durations;
import cordon.command.ExitCode;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.OutOption;
import cordon.command.UsageException;
import cordon.command.Within;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a suite of searches that is stopped and goes on. */
final class SuiteOptions {
    private static final int MOST_JOBS = 2;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Cut each search after this time; default ${DEFAULT-VALUE}.")
    private String time = "10s";

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "Cut each search once N distinct states are known: 1 to " + BoundOptions.MOST_STATES + ".")
    @Within(least = 1, most = BoundOptions.MOST_STATES)
    private long maxStates = Long.MAX_VALUE;

    @Option(names = "--total", paramLabel = "TIME", description = "Stop after this time: 30m, 8h.")
    private @Nullable String total;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Searches at a time: 1 to " + MOST_JOBS + "; default ${DEFAULT-VALUE}.")
    @Within(least = 1, most = MOST_JOBS)
    private int jobs = 1;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "Where finished searches are kept; default: a file of this command in the directory of --out.")
    private @Nullable Path state;

    @Mixin
    private OutOption out = new OutOption();

    private long begin;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    /**
     * The file that was named.
     *
     * @throws UsageException if a directory was named, too
     */
    Optional<Path> state() {
        if (state != null && out.isGiven()) {
            throw new UsageException("--state and --out exclude each other: both say where finished searches are kept");
        }
        return Optional.ofNullable(state);
    }

    /** Where the usual file is. */
    OutOption out() {
        return out;
    }

    int jobs() {
        return jobs;
    }

    boolean json() {
        return json;
    }

    /**
     * The bounds of each search; {@code interrupt} and {@code --total} end the suite.
     *
     * @throws UsageException if they make no sense
     */
    Bounds until(Interrupt interrupt) {
        begin = System.nanoTime();
        Optional<Duration> whole = Optional.ofNullable(total).map(text -> Durations.parse("--total", text));
        return Bounds.unlimited()
                .withMaxStates(maxStates)
                .withTime(Durations.parse("--time", time))
                .withInterrupt(() -> interrupt.requested() || isOver(whole));
    }

    /**
     * Chooses what to search, which builds models.
     *
     * @param choice calls its argument now and then
     * @return the choice; empty if the suite was to end meanwhile
     */
    static <T> Optional<T> choose(Bounds bounds, Function<Runnable, T> choice) {
        try {
            return Optional.of(choice.apply(() -> {
                if (bounds.interrupted().getAsBoolean()) {
                    throw new CancellationException();
                }
            }));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    /** Reports that the suite ended while it was choosing what to search. */
    ExitCode endedWhileChoosing(Interrupt interrupt, SuiteProgress.Words words, Path kept) {
        System.out.println(
                json
                        ? Json.of(ImmutableMap.of("complete", false, "searched", 0))
                        : "Nothing was searched in this run: it was still choosing " + words.searches() + ".\n"
                                + ending(interrupt, words, false, kept));
        return ExitCode.INCOMPLETE;
    }

    private boolean isOver(Optional<Duration> whole) {
        return whole.isPresent() && Duration.ofNanos(System.nanoTime() - begin).compareTo(whole.get()) > 0;
    }

    /**
     * Why the suite ended, as the last sentence of its report.
     *
     * @param complete whether everything was searched
     */
    String ending(Interrupt interrupt, SuiteProgress.Words words, boolean complete, Path kept) {
        if (complete) {
            return "The " + words.suite() + " ended because all " + words.searches() + " were searched.";
        }
        return "INCOMPLETE: the " + words.suite() + " stopped because "
                + (interrupt.requested() ? Bound.INTERRUPT.reason() : "the time of --total " + total + " was over")
                + "; the same command goes on from " + kept + ".";
    }
}
