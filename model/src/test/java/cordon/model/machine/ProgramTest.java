package cordon.model.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cordon.engine.Successors;
import cordon.engine.schema.Field;
import org.junit.jupiter.api.Test;

/** The free steps of a state are tried one after the other in one copy of it, which whoever is possible keeps. */
class ProgramTest {
    private final Program program = new Program(Mutation.NONE);
    private final Field lights = program.schema().field("lights", 2);
    private final Successors out = new Successors(1);

    @Test
    void everyStepBeginsWithTheStateAsItWas() {
        step("first", (s, v) -> turnOn(s, 1));
        step("never", (s, v) -> false);
        step("second", (s, v) -> turnOn(s, 2));
        program.takeFree(new long[1], out);
        assertEquals(2, out.count());
        assertArrayEquals(new long[] {1}, out.state(0));
        assertArrayEquals(new long[] {2}, out.state(1));
    }

    /** Else what it wrote would be in the outcome of the next step. */
    @Test
    void aStepThatWritesBeforeItKnowsIsFoundOut() {
        step("writes first", (s, v) -> turnOn(s, 1) && lights.get(s) == 3);
        AssertionError found = assertThrows(AssertionError.class, () -> program.takeFree(new long[1], out));
        assertEquals("lamp writes first is not enabled and changed the state", found.getMessage());
    }

    private void step(String code, Effect effect) {
        program.free(v -> "lamp", "lamp", code, 1, v -> "", effect);
    }

    private boolean turnOn(long[] s, int light) {
        lights.set(s, lights.get(s) | light);
        return true;
    }
}
