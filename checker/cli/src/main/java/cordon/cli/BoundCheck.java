package cordon.cli;

import cordon.command.ExitCode;
import cordon.engine.explore.Bounds;
import cordon.engine.file.TextFile;
import cordon.model.QuarantineModel;
import cordon.specs.Run;
import cordon.specs.bound.FlushBounds;
import cordon.specs.bound.Waits;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For how many timeouts flushes wait, compared with what is recorded. */
final class BoundCheck {
    /** Searches that the default suite repeats have at most so many states. */
    private static final long SHORT = 2_000;

    private final FlushBounds recorded;
    private final int workers;
    private final PrintStream out = System.out;

    private BoundCheck(FlushBounds recorded, int workers) {
        this.recorded = recorded;
        this.workers = workers;
    }

    /** Against what is checked in; {@code workers} threads search. */
    static BoundCheck load(int workers) throws IOException {
        return new BoundCheck(FlushBounds.load(Home.expectedVerdicts()), workers);
    }

    /** What differs in those of {@code runs} that a short search is enough for, or that are not recorded, one line each. */
    List<String> differences(List<Run> runs, Bounds bounds) {
        return FlushBounds.runs().parallelStream() // most of the time goes into building so many worlds
                .filter(run ->
                        runs.stream().anyMatch(chosen -> chosen.scenario().equals(run.scenario())))
                .filter(run ->
                        recorded.of(run).filter(waits -> waits.states() > SHORT).isEmpty())
                .flatMap(run -> find(run, 1, bounds).flatMap(waits -> recorded.difference(run, waits)).stream())
                .toList();
    }

    /** Searches all of {@code runs}, prints their figures, and records them if that is asked for. */
    ExitCode execute(List<Run> runs, boolean record, Bounds bounds) throws IOException {
        Map<Run, Waits> found = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        for (Run run : runs) {
            Optional<Waits> waits = find(run, workers, bounds);
            if (waits.isEmpty()) {
                out.println("INCOMPLETE: a bound ended the search of " + run.title() + "."
                        + (record ? " Nothing was recorded." : ""));
                return ExitCode.INCOMPLETE;
            }
            found.put(run, waits.get());
            out.println(run.title() + ": " + waits.get());
            recorded.difference(run, waits.get()).ifPresent(differences::add);
        }
        if (record) {
            recorded.record(found);
            TextFile.write(Home.boundsPage(), recorded.page());
            out.println("Recorded " + found.size() + " runs in " + Home.expectedVerdicts() + " and " + Home.boundsPage()
                    + ".");
            return ExitCode.HOLDS;
        }
        out.println();
        out.println(differences.isEmpty() ? "All figures are the recorded ones." : "NOT as recorded:");
        differences.forEach(difference -> out.println("  " + difference));
        return differences.isEmpty() ? ExitCode.HOLDS : ExitCode.DIFFERS;
    }

    private static Optional<Waits> find(Run run, int workers, Bounds bounds) {
        return Waits.of((QuarantineModel) run.world(), workers, bounds);
    }
}
