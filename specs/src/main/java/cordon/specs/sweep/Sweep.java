package cordon.specs.sweep;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.specs.Run;
import cordon.specs.sweep.Examination.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The searches of a sweep, one or two at a time. Of each trouble the smallest setting is looked for at once. Where a setting
 * contains the smallest setting of the same trouble in the same design, if only of another scenario, nothing is looked for: it is taken
 * to be the same.
 */
public final class Sweep {
    private final ImmutableList<Setting> settings;
    private final Log log;
    private final int jobs;
    private final List<Found> known = new ArrayList<>(); // guarded by itself

    /** What is finished, and is not searched again. */
    public interface Log {
        /** What was found in the search called {@code title}, if that is finished. */
        Optional<Examination> find(String title);

        /**
         * Another search is finished.
         *
         * @throws IOException if it cannot be kept
         */
        void add(Examination examination) throws IOException;
    }

    /** A sweep over {@code settings}, {@code jobs} searches at a time. */
    public Sweep(ImmutableList<Setting> settings, Log log, int jobs) {
        this.settings = settings;
        this.log = log;
        this.jobs = jobs;
    }

    /**
     * Searches until all is searched, or until {@code bounds} are interrupted.
     *
     * @param bounds of each search; their memory is shared by all jobs
     * @return what was found by setting, in the order of the settings; of an interrupted search nothing is there
     * @throws IOException as the log does
     */
    public Map<Setting, Examination> execute(Bounds bounds) throws IOException {
        Map<Setting, Examination> finished = new LinkedHashMap<>();
        Map<Setting, Future<Examination>> begun = new LinkedHashMap<>();
        for (Setting setting : settings) {
            log.find(setting.run().title()).ifPresent(before -> {
                finished.put(setting, before);
                known.addAll(before.found());
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            Bounds each = bounds.withMemoryBytes(bounds.memoryBytes() / jobs)
                    .withInterrupt(() -> bounds.interrupted().getAsBoolean() || pool.isShutdown());
            for (Setting setting : settings) {
                if (!finished.containsKey(setting)) {
                    begun.put(setting, pool.submit(() -> examine(setting, new Examiner(each))));
                }
            }
            for (Map.Entry<Setting, Future<Examination>> search : begun.entrySet()) {
                Examination examination = result(search.getValue());
                if (bounds.interrupted().getAsBoolean()) {
                    break; // it may be of half a search
                }
                finished.put(search.getKey(), examination);
                log.add(examination);
            }
        } finally {
            pool.shutdownNow();
        }
        return finished;
    }

    private static Examination result(Future<Examination> search) {
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(search));
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        }
    }

    private Examination examine(Setting setting, Examiner examiner) {
        Examiner.Outcome outcome = examiner.examine(setting.run());
        List<Found> found = new ArrayList<>();
        for (Trouble trouble : outcome.troubles()) {
            Found smallest = knownIn(setting, trouble).orElseGet(() -> smallest(setting, trouble, examiner));
            found.add(smallest);
            synchronized (known) {
                known.add(smallest);
            }
        }
        return new Examination(
                setting.run().title(),
                found,
                outcome.cut().isPresent() ? List.of() : outcome.vacuous(),
                outcome.tested(),
                outcome.cut().map(Bound::reason).orElse(""));
    }

    private Optional<Found> knownIn(Setting setting, Trouble trouble) {
        synchronized (known) {
            return known.stream()
                    .filter(found -> found.trouble().isLike(trouble) && setting.contains(found))
                    .findFirst();
        }
    }

    private static Found smallest(Setting setting, Trouble trouble, Examiner examiner) {
        SweepSpace space = setting.space();
        Trouble[] there = {trouble};
        ImmutableIntArray row = Smallest.of(setting.row(), space::isExtensible, candidate -> {
            Optional<Trouble> again = examiner.again(space.run(candidate), trouble);
            again.ifPresent(t -> there[0] = t);
            return again.isPresent();
        });
        Run run = space.run(row.toArray());
        return new Found(run.scenario().name(), run.design(), run.parameters(), there[0]);
    }
}
