package cordon.engine.outcome;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.FromZero;
import cordon.engine.RandomProcesses;
import cordon.engine.RandomSystem;
import cordon.engine.Successors;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Verdict;
import cordon.engine.outcome.Outcomes.Count;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes of systems small enough to count by hand; then random ones against an enumeration of all states. */
class OutcomesTest {
    /** Two threads, each of which reads the number and then writes what it read plus one: an update can be lost. */
    private static final class LostUpdate extends FromZero {
        static final int READ = 0;
        static final int WRITE = 2;
        private final Field at = fields.field("at", 2, new Index("thread", 2));
        private final Field number = fields.field("number", 2);
        private final Field read = fields.field("read", 2, new Index("thread", 2));

        @Override
        public void successors(long[] s, Successors out) {
            for (int t = 0; t < 2; t++) {
                if (at.get(s, t) == 0) {
                    long[] n = out.begin(s);
                    at.set(n, t, 1);
                    read.set(n, t, number.get(s));
                    out.add(READ + t);
                } else if (at.get(s, t) == 1) {
                    long[] n = out.begin(s);
                    at.set(n, t, 2);
                    number.set(n, read.get(s, t) + 1);
                    out.add(WRITE + t);
                }
            }
        }

        @Override
        public Action action(int id) {
            return new Action("thread " + id % 2, "add", id < WRITE ? "read" : "write");
        }

        @Override
        public int actionCount() {
            return 4;
        }

        Question question(Moment moment, Field... wanted) {
            return new Question(
                    this,
                    moment,
                    ImmutableList.copyOf(wanted).stream().flatMap(Element::of).collect(toImmutableList()));
        }
    }

    /**
     * In the end the number is 1 if one thread read before the other wrote, in either order, and 2 if not: once for each thread
     * that can be first.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anUpdateIsLostOrNot(int workers) {
        LostUpdate system = new LostUpdate();
        Question question = system.question(rest(s -> system.number.get(s) == 2), system.number);
        Outcomes outcomes = ask(question, workers);
        assertEquals(
                Map.of(outcome(Ending.STUCK, 1), new Count(1, 4), outcome(Ending.ENDS, 2), new Count(2, 4)),
                outcomes.found());
        assertEquals(3, outcomes.states());
        assertTrue(outcomes.report().exhaustive());
        assertEquals("number = 1", question.format(outcome(Ending.STUCK, 1)));
    }

    /** The same values can be those of a proper end and of a deadlock. */
    @Test
    void anOutcomeSaysWhetherItIsAProperEnd() {
        LostUpdate system = new LostUpdate();
        Question question = system.question(rest(s -> system.read.get(s, 0) == 0), system.at);
        assertEquals(
                Map.of(outcome(Ending.ENDS, 2, 2), new Count(2, 4), outcome(Ending.STUCK, 2, 2), new Count(1, 4)),
                ask(question, 1).found());
    }

    /**
     * Right after thread 0 has written. It had read 0 while the other was not there, had read, or had written: then the number is
     * 1. Or it read what the other had written: then it is 2. The state in which both have read 0 and written is reached with the
     * other's write as the last step too, and is counted once.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void afterAStep(int workers) {
        LostUpdate system = new LostUpdate();
        Question question = system.question(new Moment.After(ImmutableSet.of(LostUpdate.WRITE)), system.number);
        assertEquals(
                Map.of(outcome(Ending.AFTER, 1), new Count(3, 2), outcome(Ending.AFTER, 2), new Count(1, 4)),
                ask(question, workers).found());
    }

    /** A step that goes on for ever, and that nobody has to wait for, does not keep a system from resting. */
    @Test
    void whatIsNoProgressDoesNotKeepASystemFromResting() {
        RandomSystem ring = new RandomSystem(List.of(List.of(1), List.of(0)), 1);
        assertEquals(
                0, ask(new Question(ring, rest(s -> false), elements(ring)), 1).states());
        Moment lazy = new Moment.Rest((DeadlockFree) Asked.deadlockFree(s -> false, action -> action != 0));
        assertEquals(2, ask(new Question(ring, lazy, elements(ring)), 1).states());
    }

    @Test
    void noElementsAreOneOutcome() {
        LostUpdate system = new LostUpdate();
        assertEquals(
                Map.of(outcome(Ending.ENDS), new Count(3, 4)),
                ask(system.question(rest(s -> true)), 1).found());
    }

    /** What a search that was stopped has found is no more than that. */
    @Test
    void aSearchThatIsStoppedSaysSo() {
        LostUpdate system = new LostUpdate();
        Outcomes outcomes = system.question(rest(s -> false), system.number)
                .ask(1, Bounds.unlimited().withMaxDepth(4), s -> {});
        assertEquals(Optional.of(Bound.DEPTH), outcomes.report().bound());
        assertFalse(outcomes.report().exhaustive());
        assertEquals(0, outcomes.states());
    }

    /** Large enough for the set of states to grow and for workers to meet within a level: what is counted is a formula. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theToyFamilyIsVisitedOnceAState(int workers) {
        ToyFamily toy = new ToyFamily(4, 2);
        Moment always = new Moment.Rest((DeadlockFree) Asked.deadlockFree(s -> true, action -> false));
        assertEquals(
                toy.expectedStates(),
                ask(new Question(toy, always, elements(toy)), workers).states());
    }

    @net.jqwik.api.Property(tries = 300)
    void atRestAsAnEnumerationHasIt(
            @ForAll("systems") RandomSystem system,
            @ForAll @IntRange(min = 0, max = 15) int progress,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        IntPredicate isProgress = action -> (progress >>> action & 1) != 0;
        DeadlockFree rule = (DeadlockFree) Asked.deadlockFree(s -> system.node(s) % 3 == 0, isProgress);
        check(new Question(system, new Moment.Rest(rule), lowBits(system)), workers);
    }

    @net.jqwik.api.Property(tries = 300)
    void afterAStepAsAnEnumerationHasIt(
            @ForAll("systems") RandomSystem system,
            @ForAll Set<@IntRange(min = 0, max = 3) Integer> actions,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        check(new Question(system, new Moment.After(ImmutableSet.copyOf(actions)), lowBits(system)), workers);
    }

    @net.jqwik.api.Property(tries = 100)
    void processesAsAnEnumerationHasThem(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 11) int action,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        RandomProcesses system = new RandomProcesses(seed);
        ImmutableList<Element> variables = elements(system).stream()
                .filter(e -> e.field().name().equals("variable"))
                .collect(toImmutableList());
        check(new Question(system, rest(s -> s[0] % 2 == 0), variables), workers);
        check(new Question(system, new Moment.After(ImmutableSet.of(action)), variables), workers);
    }

    /** Four bits of a node, so that nodes share outcomes. */
    private static ImmutableList<Element> lowBits(RandomSystem system) {
        return ImmutableList.of(elements(system).get(0));
    }

    private static void check(Question question, int workers) {
        SortedMap<Outcome, Count> expected = enumerated(question);
        assertEquals(expected, ask(question, workers).found());
        for (Map.Entry<Outcome, Count> entry : expected.entrySet()) {
            Property never = question.never(entry.getKey(), "never");
            Verdict verdict = BreadthFirst.check(question.system(), List.of(never), Bounds.unlimited(), s -> {})
                    .verdict(never);
            Trace trace = assertInstanceOf(Verdict.Violated.class, verdict)
                    .counterexample()
                    .orElseThrow();
            assertEquals(entry.getValue().steps(), trace.length(), entry.toString());
        }
    }

    /** Every state with its distance, from a queue and a map; then every state, or every step, is looked at. */
    private static SortedMap<Outcome, Count> enumerated(Question question) {
        TransitionSystem system = question.system();
        Map<List<Long>, Integer> distances = new HashMap<>();
        Map<List<Long>, Integer> after = new HashMap<>(); // of the states that a step asked about leads to
        Deque<long[]> queue = new ArrayDeque<>();
        Successors out = new Successors(system.schema().words());
        system.initialStates(out);
        put(out, 0, distances, queue);
        SortedMap<Outcome, Count> found = new TreeMap<>();
        while (!queue.isEmpty()) {
            long[] state = queue.remove();
            int distance = distances.getOrDefault(list(state), 0);
            out.clear();
            system.successors(state, out);
            if (question.moment() instanceof Moment.Rest rest) {
                Set<Integer> enabled = new HashSet<>();
                for (int i = 0; i < out.count(); i++) {
                    enabled.add(out.action(i));
                }
                if (enabled.stream().noneMatch(rest.rule()::isProgress)) {
                    count(found, question, state, rest.rule().mayEnd(state) ? Ending.ENDS : Ending.STUCK, distance);
                }
            } else if (question.moment() instanceof Moment.After wanted) {
                for (int i = 0; i < out.count(); i++) {
                    if (wanted.actions().contains(out.action(i))) {
                        after.merge(list(out.state(i)), distance + 1, Math::min);
                    }
                }
            }
            put(out, distance + 1, distances, queue);
        }
        after.forEach((state, distance) ->
                count(found, question, state.stream().mapToLong(Long::longValue).toArray(), Ending.AFTER, distance));
        return found;
    }

    private static void put(Successors out, int distance, Map<List<Long>, Integer> distances, Deque<long[]> queue) {
        for (int i = 0; i < out.count(); i++) {
            if (distances.putIfAbsent(list(out.state(i)), distance) == null) {
                queue.add(out.state(i).clone());
            }
        }
    }

    private static void count(
            SortedMap<Outcome, Count> found, Question question, long[] state, Ending ending, int distance) {
        Integer[] values = question.elements().stream().map(e -> e.value(state)).toArray(Integer[]::new);
        Count before = found.get(outcome(ending, values));
        found.put(
                outcome(ending, values),
                before == null
                        ? new Count(1, distance)
                        : new Count(before.states() + 1, Math.min(before.steps(), distance)));
    }

    private static List<Long> list(long[] state) {
        return Arrays.stream(state).boxed().toList();
    }

    private static Outcomes ask(Question question, int workers) {
        return question.ask(workers, Bounds.unlimited(), s -> {});
    }

    private static Moment rest(Predicate<long[]> mayEnd) {
        return new Moment.Rest((DeadlockFree) Asked.deadlockFree(mayEnd));
    }

    private static Outcome outcome(Ending ending, Integer... values) {
        return new Outcome(ImmutableList.copyOf(values), ending);
    }

    private static ImmutableList<Element> elements(TransitionSystem system) {
        return Element.of(system.schema()).collect(toImmutableList());
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(40);
    }
}
