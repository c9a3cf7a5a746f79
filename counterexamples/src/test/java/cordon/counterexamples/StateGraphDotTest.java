package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The graph of the lamps. */
class StateGraphDotTest {

    /** One lamp, a gaze, and presses modulo 16 that tell whether the lamp is on: 32 states, each with one step or two. */
    @Test
    void everyStateAndEveryStepIsThere() {
        String graph = StateGraphDot.of(new Lamp(false), 32).orElseThrow();
        assertEquals(32, graph.lines().filter(line -> line.contains("tooltip")).count());
        assertEquals(
                16 + 2 * 16,
                graph.lines()
                        .filter(line -> line.contains(" -> ") && line.contains("label"))
                        .count());
        assertTrue(graph.contains("  0 -> 1 [label=\"light sleeper: look away\"];"), graph);
        assertTrue(graph.contains("cat: press the switch of lamp 1\\nlamp[number 1]: 0 -> 1\\npresses: 0 -> 1"), graph);
    }

    @Test
    void aGraphThatIsTooLargeIsNotBegun() {
        assertTrue(StateGraphDot.of(new Lamp(false), 31).isEmpty());
    }
}
