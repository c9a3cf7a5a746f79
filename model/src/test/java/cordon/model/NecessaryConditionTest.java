package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link Step#needing} only saves time: where something is missing that a step needs, no variant of it is possible. Looked at in the
 * states of random walks, and in mixtures of two of them: what most of those have no step of the model leads to, but a step that is wrong
 * on purpose might.
 */
class NecessaryConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpus=2 devices=mute,obedient",
                "tasks=reset,detach devices=dies",
                "pasid=on domains=2 tasks=set-pasid devices=obedient",
                "syncPoll=msi devices=slow hwTimeout=above-1s",
                "postedWrites=late devices=rogue",
                "storeBuffer=on rounds=2"
            })
    void noStepIsPossibleWithoutWhatItNeeds(String parameters) {
        QuarantineModel model = new QuarantineModel(Settings.DEFAULT.with(parameters), Design.V2.patches());
        Random random = new Random(parameters.hashCode());
        AtomicInteger skipped = new AtomicInteger();
        long[] other = new long[model.schema().words()];
        Walks.forEachState(model, random.nextLong(), state -> {
            skipped.addAndGet(assertNeedsAreNecessary(model, state));
            skipped.addAndGet(assertNeedsAreNecessary(model, mixture(model.schema(), state, other, random)));
            if (random.nextInt(100) == 0) {
                System.arraycopy(state, 0, other, 0, other.length);
            }
        });
        assertTrue(skipped.get() > 0, "some steps lacked something");
    }

    /** Of each field, all elements of one of the two states. */
    private static long[] mixture(Schema schema, long[] one, long[] other, Random random) {
        long[] mixture = one.clone();
        for (Field field : schema.fields()) {
            if (random.nextBoolean()) {
                IntStream.range(0, field.size()).forEach(i -> field.set(mixture, i, field.get(other, i)));
            }
        }
        return mixture;
    }

    private static int assertNeedsAreNecessary(QuarantineModel model, long[] state) {
        int skipped = 0;
        Successors out = new Successors(state.length);
        for (Step step : model.steps()) {
            if (step.ofContext() || step.mayBePossible(state)) {
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
