package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording.Step;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Refutation;
import cordon.engine.property.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The steps of a recording, taken in a model as it is now.
 *
 * <p>A step is looked for among what is enabled: first the same step with the same arguments and the same changes, then with the
 * same arguments, then the same step of the same process. So a replay goes on as far as somebody who follows the recording by
 * hand would go. In the model of another design, whose code is another one, a process that cannot take the recorded step takes the
 * only one that it can, for some time: so what the environment does is the same.
 */
public final class Replay {
    private static final int MAX_DETOUR = 100;

    private final TransitionSystem system;
    private final Recording recording;
    private final boolean detours;
    private OptionalInt firstDifference = OptionalInt.empty();
    private Trace trace;

    private Replay(TransitionSystem system, Recording recording, boolean detours) {
        this.system = system;
        this.recording = recording;
        this.detours = detours;
        this.trace = Trace.at(system, start());
    }

    /** How a replay ends. */
    public enum Ending {
        /** All steps were taken, and the property is violated. */
        VIOLATED,
        /** All steps were taken, and the property is not violated. */
        NOT_VIOLATED,
        /** A step could not be taken. */
        IMPOSSIBLE
    }

    /**
     * What became of a replay.
     *
     * @param ending how it ended
     * @param impossible the recorded step that could not be taken; 0 if all were
     * @param trace the steps that were taken, those in place of recorded ones too
     * @param firstDifference the first step after which the state, as far as it is recorded, is another; 0 if the first state is;
     *     empty if none is
     * @param alternatives what was enabled where a step could not be taken
     */
    public record Result(
            Ending ending,
            int impossible,
            Trace trace,
            OptionalInt firstDifference,
            ImmutableList<String> alternatives) {}

    /**
     * Takes the steps of {@code recording} in {@code system}, and asks about {@code property}, if there is one, at their end.
     *
     * @param detours whether {@code system} is of another design
     */
    public static Result of(
            Recording recording, TransitionSystem system, Optional<Property> property, boolean detours) {
        Replay replay = new Replay(system, recording, detours);
        for (int n = 1; n <= recording.steps().size(); n++) {
            if (!replay.takeInTheEnd(n)) {
                return replay.result(Ending.IMPOSSIBLE, n);
            }
        }
        boolean violated = replay.closes() && property.isPresent() && Refutation.shows(replay.trace, property.get());
        return replay.result(violated ? Ending.VIOLATED : Ending.NOT_VIOLATED, 0);
    }

    private long[] start() {
        Successors out = new Successors(system.schema().words());
        system.initialStates(out);
        int chosen = IntStream.range(0, out.count())
                .filter(i -> Recording.elements(system.schema(), out.state(i)).equals(recording.initial()))
                .findFirst()
                .orElse(0);
        long[] state = out.state(chosen).clone();
        if (!Recording.elements(system.schema(), state).equals(recording.initial())) {
            part(0);
        }
        return state;
    }

    private boolean takeInTheEnd(int n) {
        for (int detour = 0; !take(n); detour++) {
            if (!detours
                    || detour == MAX_DETOUR
                    || !takeOnlyStepOf(recording.steps().get(n - 1).process())) {
                return false;
            }
            part(n);
        }
        return true;
    }

    private boolean takeOnlyStepOf(String process) {
        long[] before = trace.last();
        Successors out = new Successors(system.schema().words());
        system.successors(before, out);
        int[] possible = IntStream.range(0, out.count())
                .filter(i -> system.action(out.action(i), before).process().equals(process))
                .toArray();
        if (possible.length == 1) {
            go(out, possible[0]);
        }
        return possible.length == 1;
    }

    private void go(Successors out, int i) {
        trace = trace.then(out.action(i), out.state(i).clone());
    }

    private void part(int n) {
        firstDifference = firstDifference.isPresent() ? firstDifference : OptionalInt.of(n);
    }

    private boolean take(int n) {
        Step step = recording.steps().get(n - 1);
        long[] before = trace.last();
        Successors out = new Successors(system.schema().words());
        system.successors(before, out);
        List<BiPredicate<Integer, long[]>> ways = List.of(
                (action, after) -> step.action().equals(system.action(action, before)) && same(step, before, after),
                (action, after) -> step.action().equals(system.action(action, before)),
                (action, after) -> step.isVariant(system.action(action, before)));
        for (BiPredicate<Integer, long[]> way : ways) {
            for (int i = 0; i < out.count(); i++) {
                if (way.test(out.action(i), out.state(i))) {
                    if (!same(step, before, out.state(i))) {
                        part(n);
                    }
                    go(out, i);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean same(Step step, long[] before, long[] after) {
        return Recording.changes(system.schema(), before, after).equals(step.changes());
    }

    /** Makes a lasso of what was recorded as one; false if it is none here. */
    private boolean closes() {
        if (recording.loopStart().isEmpty()) {
            return true;
        }
        if (trace.length() != recording.steps().size()) {
            return false;
        }
        int start = recording.loopStart().getAsInt();
        boolean closes = Arrays.equals(trace.state(start), trace.last());
        trace = closes ? trace.looping(start) : trace;
        return closes;
    }

    private Result result(Ending ending, int impossible) {
        return new Result(
                ending,
                impossible,
                trace,
                firstDifference,
                ending == Ending.IMPOSSIBLE ? alternatives() : ImmutableList.of());
    }

    private ImmutableList<String> alternatives() {
        long[] state = trace.last();
        Successors out = new Successors(system.schema().words());
        system.successors(state, out);
        return IntStream.range(0, out.count())
                .mapToObj(i -> system.action(out.action(i), state).toString())
                .distinct()
                .collect(toImmutableList());
    }
}
