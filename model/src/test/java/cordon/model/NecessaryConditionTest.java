package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link Step#needing} only saves time: where the condition of a step is false, no variant of it is possible. Looked at in the
 * states of random walks.
 */
class NecessaryConditionTest {
    private static final int WALKS = 200;
    private static final int STEPS = 300;

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
        Random random = new Random(parameters.hashCode());
        Successors out = new Successors(model.schema().words());
        int skipped = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            model.initialStates(out);
            long[] state = out.state(0).clone();
            for (int step = 0; step < STEPS; step++) {
                skipped += assertConditionsAreNecessary(model, state);
                out.clear();
                model.successors(state, out);
                if (out.count() == 0) {
                    break;
                }
                state = out.state(random.nextInt(out.count())).clone();
            }
            out.clear();
        }
        assertTrue(skipped > 0, "some conditions were false");
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
                Program.take(step, arg, state, out);
            }
            assertEquals(0, out.count(), step.name());
        }
        return skipped;
    }
}
