package cordon.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.engine.reduction.Footprints;
import cordon.model.cmdq.InsertionModel;
import cordon.model.machine.Mutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the steps of the lock-free insertion say that they look at. */
class FootprintsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "world=insertion queueLog2=2 rounds=2",
                "world=insertion queueLog2=2 rounds=2 consLag=on hwReadAhead=on",
                "world=insertion queueLog2=3 lists=2s,1,3s rounds=2 swTimeout=any-time",
            })
    void areTrue(String settings) {
        Footprints.assertTrueOf(insertion(settings, Mutation.NONE), 1);
    }

    /** What a wrong step looks at is not known. */
    @Test
    void areNotDeclaredOfAWorldWithAWrongStep() {
        Mutation wrong = (step, effect) -> step.endsWith(" P7") ? (s, c) -> false : effect;
        assertTrue(insertion("world=insertion", wrong).footprints().isEmpty());
    }

    private static World insertion(String settings, Mutation mutation) {
        return new InsertionModel(Settings.DEFAULT.with(settings), ImmutableSet.of(), mutation);
    }
}
