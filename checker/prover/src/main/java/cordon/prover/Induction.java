package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.UncheckedExecutionException;
import cordon.symbolic.Clause;
import cordon.symbolic.Protocol;
import cordon.symbolic.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Which clauses of a protocol are inductive together: the Houdini algorithm (Flanagan and Leino, "Houdini, an Annotation Assistant for
 * ESC/Java", FME 2001). Clauses that a step does not keep are dropped, and with fewer clauses more steps may not keep more of them, until
 * what is left is kept by every step. That is the largest inductive set of the clauses, whatever the order.
 */
public final class Induction {
    private final Protocol protocol;
    private final ImmutableList<Prover> provers;
    private final Consumer<String> progress;

    /** By an inductive set: by its clauses, what their proofs use. */
    private final Map<List<Clause>, Map<Clause, Optional<ImmutableSet<String>>>> uses = new HashMap<>();

    /**
     * Proofs about {@code protocol}.
     *
     * @param provers at least one; questions that do not wait for each other are asked at once, one of each prover
     * @param progress is told each question, before it is asked
     */
    public Induction(Protocol protocol, List<Prover> provers, Consumer<String> progress) {
        this.protocol = protocol;
        this.provers = ImmutableList.copyOf(provers);
        this.progress = progress;
    }

    /**
     * The largest inductive set.
     *
     * @param proved the clauses in it, as declared
     * @param lost those that are not, each with the first question that it failed, in the order in which they were dropped
     * @param questions how many were asked
     */
    public record Result(List<Clause> proved, List<Loss> lost, int questions) {
        /** Tells if the clause called {@code name} is proved. */
        public boolean proves(String name) {
            return proved.stream().anyMatch(clause -> clause.name().equals(name));
        }
    }

    /**
     * A clause that is not proved.
     *
     * @param clause which one
     * @param step the step that does not keep it; "initially" if it is not so in an initial state
     * @param why the answer to the question that it failed
     */
    public record Loss(Clause clause, String step, Answer why) {}

    /** A question about several goals at once. */
    @FunctionalInterface
    private interface Question {
        Answer of(List<Clause> goals);
    }

    /** Drops from {@code candidates} what is not so by induction. */
    public Result largest(List<Clause> candidates) {
        Dropping dropping = new Dropping(candidates);
        Prover prover = provers.get(0);
        dropping.untilKept("initially", prover::initiation);
        List<Step> steps = protocol.steps();
        if (dropping.isKeptByAll(steps)) {
            return dropping.result();
        }
        int kept = 0; // by how many steps in a row
        for (int i = 0; kept < steps.size(); i = (i + 1) % steps.size()) {
            Step step = steps.get(i);
            boolean lost = dropping.untilKept(step.name(), goals -> prover.consecution(step, dropping.left(), goals));
            kept = lost ? 1 : kept + 1;
        }
        return dropping.result();
    }

    /** The clauses that are left. */
    private final class Dropping {
        private final List<Clause> left;
        private final List<Loss> lost = new ArrayList<>();
        private int questions;

        Dropping(List<Clause> candidates) {
            left = new ArrayList<>(candidates);
        }

        List<Clause> left() {
            return ImmutableList.copyOf(left);
        }

        Result result() {
            return new Result(left(), ImmutableList.copyOf(lost), questions);
        }

        /** Asks about each of {@code steps} at once; tells if they keep what is left. */
        boolean isKeptByAll(List<Step> steps) {
            progress.accept("all steps");
            questions += steps.size();
            List<Clause> all = left();
            return spread(steps, (prover, step) -> prover.consecution(step, all, all)).stream()
                    .allMatch(Answer.Proved.class::isInstance);
        }

        /** Drops clauses until {@code step} keeps the others; tells if it dropped any. */
        boolean untilKept(String step, Question question) {
            int before = left.size();
            while (!left.isEmpty()) {
                Answer answer = ask(step, question, left());
                if (answer instanceof Answer.Proved) {
                    break;
                } else if (answer instanceof Answer.Failed failed) {
                    drop(step, answer, failed.goals());
                } else if (!dropEach(step, question)) {
                    break;
                }
            }
            return left.size() < before;
        }

        /** Where all goals together are too much, asks for one after the other; tells if it dropped any. */
        private boolean dropEach(String step, Question question) {
            int before = left.size();
            for (Clause goal : left()) {
                Answer answer = ask(step, question, ImmutableList.of(goal));
                if (!(answer instanceof Answer.Proved)) {
                    drop(step, answer, ImmutableList.of(goal.name()));
                }
            }
            return left.size() < before;
        }

        private Answer ask(String step, Question question, List<Clause> goals) {
            progress.accept(step);
            questions++;
            return question.of(goals);
        }

        private void drop(String step, Answer answer, List<String> names) {
            left.stream()
                    .filter(clause -> names.contains(clause.name()))
                    .forEach(clause -> lost.add(new Loss(clause, step, answer)));
            left.removeIf(clause -> names.contains(clause.name()));
        }
    }

    /**
     * A set of clauses that proves {@code property}: it and what its proof uses, and what the proofs of those use.
     *
     * @param inductive an inductive set with {@code property}
     * @return part of {@code inductive}, in its order; inductive itself. All of it, where the solver does not come to an answer
     */
    public List<Clause> needed(Clause property, List<Clause> inductive) {
        Map<Clause, Optional<ImmutableSet<String>>> known = uses.computeIfAbsent(inductive, set -> new HashMap<>());
        Set<Clause> needed = new LinkedHashSet<>();
        List<Clause> open = ImmutableList.of(property);
        while (!open.isEmpty()) {
            needed.addAll(open);
            List<Clause> unknown =
                    open.stream().filter(goal -> !known.containsKey(goal)).toList();
            progress.accept("what " + unknown.size() + " clauses need");
            List<Optional<ImmutableSet<String>>> used =
                    spread(unknown, (prover, goal) -> used(prover, goal, inductive));
            IntStream.range(0, unknown.size()).forEach(i -> known.put(unknown.get(i), used.get(i)));
            Set<String> names = new HashSet<>();
            for (Clause goal : open) {
                Optional<ImmutableSet<String>> mine = Objects.requireNonNull(known.get(goal));
                if (mine.isEmpty()) {
                    return inductive;
                }
                names.addAll(mine.get());
            }
            open = inductive.stream()
                    .filter(clause -> names.contains(clause.name()) && !needed.contains(clause))
                    .toList();
        }
        return inductive.stream().filter(needed::contains).collect(toImmutableList());
    }

    /** The answers to a question about each of {@code items}; which prover is asked depends on the place in the list alone. */
    private <T, R> List<R> spread(List<T> items, BiFunction<Prover, T, R> question) {
        int count = provers.size();
        List<Callable<List<R>>> tasks = IntStream.range(0, count)
                .<Callable<List<R>>>mapToObj(k -> () -> IntStream.range(0, items.size())
                        .filter(i -> i % count == k)
                        .mapToObj(i -> question.apply(provers.get(k), items.get(i)))
                        .toList())
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<List<R>> answers = tasks.stream().map(pool::submit).toList().stream()
                    .map(Induction::result)
                    .toList();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> answers.get(i % count).get(i / count))
                    .toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static <R> R result(Future<R> answer) {
        try {
            return Objects.requireNonNull(Futures.getUnchecked(answer));
        } catch (UncheckedExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw e;
        }
    }

    /** The names of the clauses that the proofs of {@code goal} use; empty if the solver does not come to an answer. */
    private Optional<ImmutableSet<String>> used(Prover prover, Clause goal, List<Clause> inductive) {
        ImmutableSet.Builder<String> used = ImmutableSet.builder();
        for (Step step : protocol.steps()) {
            if (step.leaves(goal.formula())) {
                continue; // the goal proves itself
            }
            if (!(prover.consecution(step, inductive, ImmutableList.of(goal)) instanceof Answer.Proved proved)) {
                return Optional.empty();
            }
            used.addAll(proved.used());
        }
        return Optional.of(used.build());
    }
}
