package cordon.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.model.machine.Step;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What must be true of the model as a transition system, on random walks through random worlds. */
class QuarantineModelTest {

    @Property(tries = 200)
    void successorsAreAFunctionOfTheState(@ForAll("models") QuarantineModel model, @ForAll long seed) {
        for (long[] state : Walks.walk(model, new Random(seed))) {
            long[] before = state.clone();
            assertEquals(outcomes(model, state), outcomes(model, state));
            assertArrayEquals(before, state, "the state that was expanded is left alone");
        }
    }

    /** Ghost fields record history for properties: with any other value in them the same things happen. */
    @Property(tries = 200)
    void ghostsNeverDecideAnything(@ForAll("models") QuarantineModel model, @ForAll long seed) {
        Random random = new Random(seed);
        for (long[] state : Walks.walk(model, new Random(seed))) {
            long[] haunted = state.clone();
            for (Field field : model.schema().fields()) {
                // The count of a page's generations is bounded by the scenario, so it can only be lowered.
                if (field.role() == Role.GHOST) {
                    for (int i = 0; i < field.size(); i++) {
                        field.set(haunted, i, random.nextInt(1 + field.get(state, i)));
                    }
                }
            }
            assertEquals(withoutGhosts(model, outcomes(model, state)), withoutGhosts(model, outcomes(model, haunted)));
        }
    }

    @Property(tries = 50)
    void everyActionHasANameAndAStep(@ForAll("models") QuarantineModel model) {
        Set<String> names = new HashSet<>();
        for (int id = 0; id < model.actionCount(); id++) {
            Step step = model.stepOf(id);
            assertTrue(step.is(id));
            assertEquals(id, step.action(step.arg(id)));
            assertFalse(model.action(id).process().isEmpty());
            names.add(model.action(id).toString());
        }
        assertEquals(model.actionCount(), names.size(), "no two actions read the same");
    }

    @Test
    void theHandlerNeverStartsOnACpuWithInterruptsDisabled() {
        QuarantineModel model =
                new QuarantineModel(Settings.DEFAULT.with(Parameter.IRQ_CPU, "cpu0"), Design.V2.patches());
        for (int seed = 0; seed < 300; seed++) {
            for (long[] state : Walks.walk(model, new Random(seed))) {
                if (!model.driver().handler().canStart(state)
                        && !model.driver().handler().running(state)) {
                    assertTrue(outcomes(model, state).stream()
                            .map(o -> model.action(o.action()).procedure())
                            .noneMatch("arm_smmu_gerror_handler"::equals));
                }
            }
        }
    }

    /** The hot loop allocates nothing: states that were expanded before are expanded again within a few kilobytes. */
    @Test
    void expandingAStateAllocatesNothing() {
        QuarantineModel model = new QuarantineModel(
                Settings.DEFAULT.with("brokenWorker=on rounds=2 tasks=reset,reattach resetOutcome=any"),
                Design.V2.patches());
        List<long[]> states = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            states.addAll(Walks.walk(model, new Random(seed)));
        }
        Successors successors = new Successors(model.schema().words());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        expand(model, states, successors);
        long before = threads.getCurrentThreadAllocatedBytes();
        expand(model, states, successors);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < states.size(), allocated + " bytes for " + states.size() + " states");
    }

    private static void expand(QuarantineModel model, List<long[]> states, Successors successors) {
        for (long[] state : states) {
            successors.clear();
            model.successors(state, successors);
        }
    }

    @Provide
    Arbitrary<QuarantineModel> models() {
        return Combinators.combine(
                        Arbitraries.of(Design.values()),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of("mute", "dies", "slow,rogue", "ur,mute", "obedient,mute,mute"),
                        Arbitraries.of("below-1s", "near-1s", "above-1s"),
                        Arbitraries.of("drop", "sticky", "hang", "silent"),
                        Arbitraries.of("other", "cpu0"),
                        Arbitraries.of("per-sid", "bisect", "none"),
                        Arbitraries.of(
                                "tasks=none",
                                "tasks=reset,reset resetOutcome=any swTimeout=any-time",
                                "tasks=reattach,bus-reset storeBuffer=on resetOutcome=any",
                                "tasks=close,remove groups=shared postedWrites=late",
                                "tasks=guest,identity,nested-reset unmap=lazy",
                                "tasks=fallback-reset,detach groups=shared invWhileAtsOff=ignore"))
                .as((design, cpus, devices, hw, policy, irq, retry, more) -> new QuarantineModel(
                        Settings.DEFAULT
                                .with(Parameter.CPUS, cpus)
                                .with(Parameter.ROUNDS, 2)
                                .with(Parameter.QUEUE_LOG2, 2)
                                .with(Parameter.BATCH_MAX, 2)
                                .with(Parameter.BROKEN_WORKER, "on")
                                .with(Parameter.DEVICES, devices)
                                .with(Parameter.HW_TIMEOUT, devices.contains("slow") ? "above-1s" : hw)
                                .with(Parameter.SYNC_POLICY, policy)
                                .with(Parameter.IRQ_CPU, design == Design.LOCKED ? "other" : irq)
                                .with(Parameter.RETRY_STRATEGY, retry)
                                .with(more),
                        design.patches()));
    }

    private record OutcomeOf(int action, List<Long> state) {}

    private static List<OutcomeOf> outcomes(QuarantineModel model, long[] state) {
        Successors successors = new Successors(model.schema().words());
        model.successors(state, successors);
        List<OutcomeOf> outcomes = new ArrayList<>();
        for (int i = 0; i < successors.count(); i++) {
            outcomes.add(new OutcomeOf(successors.action(i), boxed(successors.state(i))));
        }
        return outcomes;
    }

    private static List<OutcomeOf> withoutGhosts(QuarantineModel model, List<OutcomeOf> outcomes) {
        return outcomes.stream()
                .map(outcome -> {
                    long[] state =
                            outcome.state().stream().mapToLong(Long::longValue).toArray();
                    for (Field field : model.schema().fields()) {
                        for (int i = 0; field.role() == Role.GHOST && i < field.size(); i++) {
                            field.set(state, i, 0);
                        }
                    }
                    return new OutcomeOf(outcome.action(), boxed(state));
                })
                .toList();
    }

    private static List<Long> boxed(long[] state) {
        List<Long> list = new ArrayList<>();
        for (long word : state) {
            list.add(word);
        }
        return list;
    }
}
