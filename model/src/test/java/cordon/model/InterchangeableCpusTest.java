package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.engine.reduction.Symmetry;
import cordon.model.cmdq.InsertionModel;
import cordon.model.machine.Mutation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CPUs that insert equal lists are declared interchangeable, and are: a state and its canonical form have the same successors up
 * to symmetry. Looked at in the states of random walks.
 */
class InterchangeableCpusTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lists=1s,1s",
                "lists=2s,2s,2s queueLog2=3 consLag=on",
                "lists=1s,1s,1s hwReadAhead=on",
                "lists=2,2 swTimeout=any-time"
            })
    void aStateAndItsCanonicalFormGoOnAlike(String parameters) {
        InsertionModel model = model(parameters);
        Symmetry.Canonical canonical = Symmetry.of(model.schema()).orElseThrow().canonical();
        AtomicInteger changed = new AtomicInteger();
        Walks.forEachState(model, parameters.hashCode(), state -> {
            long[] form = state.clone();
            canonical.apply(form);
            changed.addAndGet(Arrays.equals(form, state) ? 0 : 1);
            assertEquals(orbits(model, canonical, form), orbits(model, canonical, state));
        });
        assertTrue(changed.get() > 0, "some states were not canonical");
    }

    @Test
    void cpusWithDifferentListsAreNot() {
        assertTrue(Symmetry.of(model("lists=1s,2s").schema()).isEmpty());
    }

    /** The canonical forms of the successors, in order. */
    private static List<List<Long>> orbits(InsertionModel model, Symmetry.Canonical canonical, long[] state) {
        Successors out = new Successors(state.length);
        model.successors(state, out);
        return IntStream.range(0, out.count())
                .mapToObj(i -> {
                    canonical.apply(out.state(i));
                    return out.state(i);
                })
                .sorted(Arrays::compare)
                .map(form -> Arrays.stream(form).boxed().toList())
                .toList();
    }

    private static InsertionModel model(String parameters) {
        Settings settings =
                Settings.DEFAULT.with("world=insertion queueLog2=2 rounds=2").with(parameters);
        return new InsertionModel(settings, Design.V2.patches(), Mutation.NONE);
    }
}
