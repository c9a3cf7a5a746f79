package cordon.specs.sweep;

import com.google.common.base.Splitter;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import cordon.engine.Trace;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches a run breadth-first, by one thread, and looks for what no finding covers.
 *
 * @param bounds of each search
 */
public record Examiner(Bounds bounds) {

    /**
     * What one search found.
     *
     * @param troubles what no finding covers
     * @param vacuous as in {@link Examination}
     * @param tested as in {@link Examination}
     * @param cut what ended it early
     */
    record Outcome(List<Trouble> troubles, List<String> vacuous, List<String> tested, Optional<Bound> cut) {}

    /** Everything that is new in {@code run}. */
    Outcome examine(Run run) {
        List<Trouble> troubles = new ArrayList<>();
        List<String> vacuous = new ArrayList<>();
        List<String> tested = new ArrayList<>();
        Optional<Bound> cut = Optional.empty();
        try {
            World world = run.world();
            Interrogation interrogation = Interrogation.behind(world, run.properties(world), Findings.ALL);
            Report report = search(interrogation, interrogation.questions());
            cut = report.bound();
            for (Answer answer : interrogation.answers(report)) {
                if (answer.isUnexplained()) {
                    troubles.add(trouble(answer));
                }
                if (answer.verdict() instanceof Verdict.Vacuous) {
                    vacuous.add(answer.property().name());
                } else if (!(answer.verdict() instanceof Verdict.Incomplete)) {
                    tested.add(answer.property().name());
                }
            }
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            troubles.add(thrown(e)); // a model, or a property, that throws is what a sweep looks for
        }
        return new Outcome(troubles, vacuous, tested, cut);
    }

    /**
     * The same trouble as {@code trouble} in {@code run}, with its own length, if it is there. A search that is cut before it comes to
     * it is taken to show that it is not.
     */
    Optional<Trouble> again(Run run, Trouble trouble) {
        if (!trouble.isAboutProperty()) {
            return examine(run).troubles().stream().filter(trouble::isLike).findFirst();
        }
        World world = run.world();
        return run.properties(world).stream()
                .filter(property -> property.name().equals(trouble.what()))
                .flatMap(property -> unexplained(world, property).stream())
                .findFirst();
    }

    private Optional<Trouble> unexplained(World world, Property property) {
        Interrogation interrogation = Interrogation.behind(world, ImmutableList.of(property), Findings.ALL);
        Property beyond = interrogation.beyond(property);
        if (beyond.equals(property)) {
            Report report = search(interrogation, interrogation.questions());
            return interrogation.answers(report).stream()
                    .filter(Answer::isUnexplained)
                    .map(Examiner::trouble)
                    .findFirst();
        }
        Verdict verdict = search(interrogation, ImmutableList.of(beyond)).verdict(beyond);
        return verdict instanceof Verdict.Violated violated
                ? Optional.of(trouble(property, violated.counterexample()))
                : Optional.empty();
    }

    private Report search(Interrogation interrogation, ImmutableList<Property> questions) {
        return BreadthFirst.check(interrogation.system(), questions, bounds, statistics -> {});
    }

    private static Trouble trouble(Answer answer) {
        return trouble(answer.property(), answer.beyond());
    }

    private static Trouble trouble(Property property, Optional<Trace> trace) {
        Trouble.Kind kind = Trouble.Kind.VIOLATED;
        if (property instanceof DeadlockFree) {
            kind = Trouble.Kind.DEADLOCK;
        } else if (property instanceof Reachable) {
            kind = Trouble.Kind.UNREACHABLE;
        }
        return new Trouble(kind, property.name(), trace.map(Trace::length).orElse(-1));
    }

    private static Trouble thrown(Throwable thrown) {
        Throwable e = Throwables.getRootCause(
                thrown); // the state in the message of the search would keep like troubles apart
        String message =
                Splitter.on('\n').splitToList(String.valueOf(e.getMessage())).get(0);
        boolean illFormed = e instanceof IllegalStateException && message.startsWith("an initial state");
        return new Trouble(
                illFormed ? Trouble.Kind.ILL_FORMED : Trouble.Kind.THROWS,
                illFormed ? message : e.getClass().getSimpleName() + ": " + message,
                -1);
    }
}
