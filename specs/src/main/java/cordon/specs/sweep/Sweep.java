package cordon.specs.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.specs.Run;
import cordon.specs.suite.Searches;
import cordon.specs.sweep.Examination.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The searches of a sweep, one or two at a time. Of each trouble the smallest setting is looked for at once. Where a setting
 * contains the smallest setting of the same trouble in the same design, if only of another scenario, nothing is looked for: it is taken
 * to be the same.
 */
public final class Sweep {
    private final ImmutableList<Setting> settings;
    private final Searches.Log<Examination> log;
    private final int jobs;
    private final List<Found> known = new ArrayList<>(); // guarded by itself

    /** A sweep over {@code settings}, {@code jobs} searches at a time. */
    public Sweep(ImmutableList<Setting> settings, Searches.Log<Examination> log, int jobs) {
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
        for (Setting setting : settings) {
            log.find(title(setting)).ifPresent(before -> known.addAll(before.found()));
        }
        return new Searches<>(settings, Sweep::title, log, jobs)
                .execute(bounds, (setting, each) -> examine(setting, new Examiner(each)));
    }

    private static String title(Setting setting) {
        return setting.run().title();
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
                title(setting),
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
