package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link Step#needing} only saves time: where the condition of a step is false, no variant of it is possible. Looked at in the
 * states of random walks.
 */
class NecessaryConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpus=2 devices=mute,obedient",
                "tasks=reset,detach devices=dies",
                "pasid=on domains=2 tasks=set-pasid devices=obedient",
                "syncPoll=msi devices=slow",
                "postedWrites=late devices=rogue"
            })
    void noStepIsPossibleWhereItsConditionIsFalse(String parameters) {
        QuarantineModel model = new QuarantineModel(Settings.DEFAULT.with(parameters), Design.V2.patches());
        AtomicInteger skipped = new AtomicInteger();
        Walks.forEachState(
                model, parameters.hashCode(), state -> skipped.addAndGet(assertConditionsAreNecessary(model, state)));
        assertTrue(skipped.get() > 0, "some conditions were false");
    }

    private static int assertConditionsAreNecessary(QuarantineModel model, long[] state) {
        int skipped = 0;
        Successors out = new Successors(state.length);
        for (Step step : model.steps()) {
            if (step.ofContext() || step.condition().holds(state)) {
                continue;
            }
            skipped++;
            for (int arg = 0; arg < step.variants(); arg++) {
                Program.take(step, arg, state, out.begin(state), out);
            }
            assertEquals(0, out.count(), step.name());
        }
        return skipped;
    }
}
