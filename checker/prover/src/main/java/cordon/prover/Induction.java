package cordon.prover;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.symbolic.Clause;
import cordon.symbolic.Protocol;
import cordon.symbolic.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which clauses of a protocol are inductive together: the Houdini algorithm (Flanagan and Leino, "Houdini, an Annotation Assistant for
 * ESC/Java", FME 2001). Clauses that a step does not keep are dropped, and with fewer clauses more steps may not keep more of them, until
 * what is left is kept by every step. That is the largest inductive set of the clauses, whatever the order.
 */
public final class Induction {
    private final Protocol protocol;
    private final Prover prover;
    private final Consumer<String> progress;

    /** By an inductive set: by its clauses, what their proofs use. */
    private final Map<List<Clause>, Map<Clause, Optional<ImmutableSet<String>>>> uses = new HashMap<>();

    /**
     * Proofs about {@code protocol}.
     *
     * @param progress is told each question, before it is asked
     */
    public Induction(Protocol protocol, Prover prover, Consumer<String> progress) {
        this.protocol = protocol;
        this.prover = prover;
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
        dropping.untilKept("initially", prover::initiation);
        List<Step> steps = protocol.steps();
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
        Deque<Clause> open = new ArrayDeque<>();
        open.add(property);
        while (!open.isEmpty()) {
            Clause goal = open.remove();
            if (!needed.add(goal)) {
                continue;
            }
            Optional<ImmutableSet<String>> used = known.computeIfAbsent(goal, clause -> used(clause, inductive));
            if (used.isEmpty()) {
                return inductive;
            }
            inductive.stream()
                    .filter(clause -> used.get().contains(clause.name()) && !needed.contains(clause))
                    .forEach(open::add);
        }
        return inductive.stream().filter(needed::contains).collect(toImmutableList());
    }

    /** The names of the clauses that the proofs of {@code goal} use; empty if the solver does not come to an answer. */
    private Optional<ImmutableSet<String>> used(Clause goal, List<Clause> inductive) {
        ImmutableSet.Builder<String> used = ImmutableSet.builder();
        for (Step step : protocol.steps()) {
            if (step.leaves(goal.formula())) {
                continue; // the goal proves itself
            }
            progress.accept(goal.name() + ", " + step.name());
            if (!(prover.consecution(step, inductive, ImmutableList.of(goal)) instanceof Answer.Proved proved)) {
                return Optional.empty();
            }
            used.addAll(proved.used());
        }
        return Optional.of(used.build());
    }
}
