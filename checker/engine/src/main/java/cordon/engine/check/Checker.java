package cordon.engine.check;

import com.google.common.collect.ImmutableList;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.CheckpointException;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Properties;
import cordon.engine.property.Properties.MemberTest;
import cordon.engine.property.Properties.StepTest;
import cordon.engine.property.Property;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A system, the properties that are asked of it, and how it is searched. Immutable: each method gives another checker.
 *
 * <p>A condition is a function of the state and does not write to it; a search that notices otherwise fails.
 *
 * <p>A property has a name, unique among those that are asked, and a meaning: a sentence or two for those who read a report.
 *
 * @see Properties the same properties for other uses
 */
public final class Checker {
    private final TransitionSystem system;
    private final Strategy strategy;
    private final ImmutableList<Property> properties;
    private final Bounds bounds;
    private final Consumer<Statistics> progress;

    private Checker(
            TransitionSystem system,
            Strategy strategy,
            ImmutableList<Property> properties,
            Bounds bounds,
            Consumer<Statistics> progress) {
        this.system = system;
        this.strategy = strategy;
        this.properties = properties;
        this.bounds = bounds;
        this.progress = progress;
    }

    /** Breadth-first by one thread, without limits but that of memory. */
    public static Checker of(TransitionSystem system) {
        return of(system, new Strategy.Breadth(Options.DEFAULT));
    }

    /** By {@code strategy}, without limits but that of memory. */
    public static Checker of(TransitionSystem system, Strategy strategy) {
        return new Checker(system, strategy, ImmutableList.of(), Bounds.unlimited(), statistics -> {});
    }

    /** The system. */
    public TransitionSystem system() {
        return system;
    }

    /** The properties, in the order in which they were asked. */
    public List<Property> properties() {
        return properties;
    }

    /** {@code condition} is true in every reachable state. */
    public Checker always(String name, String meaning, Predicate<long[]> condition) {
        return asking(Properties.always(name, meaning, condition));
    }

    /** {@code condition} is true of every step. */
    public Checker everyStep(String name, String meaning, StepTest condition) {
        return asking(Properties.everyStep(name, meaning, condition));
    }

    /** {@code condition} is true in some reachable state. */
    public Checker reachable(String name, String meaning, Predicate<long[]> condition) {
        return asking(Properties.reachable(name, meaning, condition));
    }

    /** No state without a possible step is reachable, but for those in which {@code mayEnd} is true. */
    public Checker deadlockFree(Predicate<long[]> mayEnd) {
        return asking(Properties.deadlockFree(
                "deadlock-free", "The system rests for ever in no state but a proper end.", mayEnd));
    }

    /** In every fair run {@code goal} is true again and again. Fairness is that of {@link TransitionSystem#fairness}. */
    public Checker infinitelyOften(String name, String meaning, Predicate<long[]> goal) {
        return asking(Properties.infinitelyOften(name, meaning, goal));
    }

    /** For each of {@code members} things: in every fair run {@code goal} is true of it again and again. */
    public Checker infinitelyOften(String name, String meaning, int members, MemberTest goal) {
        return asking(Properties.infinitelyOften(name, meaning, members, goal));
    }

    /** Any other property. */
    public Checker asking(Property property) {
        ImmutableList<Property> more = ImmutableList.<Property>builder()
                .addAll(properties)
                .add(property)
                .build();
        return new Checker(system, strategy, more, bounds, progress);
    }

    /**
     * By {@code number} threads; the answers do not depend on it.
     *
     * @throws IllegalArgumentException if {@code number} is less than 1, or the search is not breadth-first
     */
    public Checker workers(int number) {
        return new Checker(
                system, new Strategy.Breadth(options("workers").withWorkers(number)), properties, bounds, progress);
    }

    /**
     * One of all states that exchanges of interchangeable things turn into each other: see {@link SimpleSystem#identical}.
     *
     * @throws IllegalArgumentException if the search is not breadth-first
     */
    public Checker symmetry() {
        return new Checker(
                system, new Strategy.Breadth(options("symmetry").withSymmetry(true)), properties, bounds, progress);
    }

    private Options options(String option) {
        if (strategy instanceof Strategy.Breadth breadth) {
            return breadth.options();
        }
        throw new IllegalArgumentException(option + " is an option of breadth-first search only");
    }

    /** No longer than {@code limit}. */
    public Checker timeout(Duration limit) {
        return within(bounds.withTime(limit));
    }

    /** No further than {@code limit} distinct states, at least 1. */
    public Checker maxStates(long limit) {
        return within(bounds.withMaxStates(limit));
    }

    /** Within {@code limits} instead of those that were set before. */
    public Checker within(Bounds limits) {
        return new Checker(system, strategy, properties, limits, progress);
    }

    /** Tells {@code consumer} about five times a second how far the search has come. */
    public Checker progress(Consumer<Statistics> consumer) {
        return new Checker(system, strategy, properties, bounds, consumer);
    }

    /**
     * Searches.
     *
     * @throws IllegalArgumentException if there is no property, or no initial state, or two properties have one name, or an option does
     *     not go with the system or with a property; the message names it
     * @throws cordon.engine.explore.ModelException if the system or a property fails
     * @throws UncheckedIOException if the search was to begin with a checkpoint that cannot be read
     */
    public Report check() {
        try {
            return strategy.search(system, properties, bounds, progress);
        } catch (CheckpointException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Searches, and fails unless every property holds. A search that a limit ended is a failure too.
     *
     * @throws AssertionError with one paragraph for each property that does not hold: its meaning, and the steps of a counterexample with
     *     the fields that they changed
     */
    public void assertHolds() {
        Report report = check();
        List<String> failures = new ArrayList<>();
        report.verdicts().forEach((property, verdict) -> {
            if (verdict instanceof Verdict.Violated violated) {
                failures.add(property.name() + " is violated. " + property.meaning()
                        + violated.counterexample()
                                .map(trace -> explanation(property, trace))
                                .orElse(" No reachable state shows it."));
            } else if (verdict instanceof Verdict.Incomplete incomplete) {
                failures.add(property.name() + " is not decided: "
                        + incomplete.bound().reason() + ". " + property.meaning());
            } else if (verdict instanceof Verdict.Vacuous) {
                failures.add(property.name() + " is never put to the test. " + property.meaning());
            }
        });
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), failures));
        }
    }

    private static String explanation(Property property, Trace trace) {
        return " " + property.explain(trace) + System.lineSeparator() + trace;
    }
}
