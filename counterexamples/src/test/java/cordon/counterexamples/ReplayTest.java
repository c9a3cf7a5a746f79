package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.counterexamples.Replay.Ending;
import cordon.engine.Trace;
import cordon.engine.explore.Refutation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The lamp once more: what is replayed is what was recorded, and what cannot be is said. */
class ReplayTest {
    private static final Lamp.StaysDark DARK = new Lamp.StaysDark();

    @Property
    void aPathIsReplayedToTheSameStates(@ForAll @Size(max = 30) List<@IntRange(max = 2) Integer> wishes) {
        Trace path = Lamp.path(
                new Lamp(false), wishes.stream().mapToInt(Integer::intValue).toArray());
        Recording read = RecordingFile.parse(RecordingFile.text(Lamp.recording(path)));
        Replay.Result result = Replay.of(read, new Lamp(false), Optional.of(DARK), false);
        assertEquals(Refutation.shows(path, DARK) ? Ending.VIOLATED : Ending.NOT_VIOLATED, result.ending());
        assertTrue(result.firstDifference().isEmpty());
        assertEquals(path.length(), result.trace().length());
        for (int n = 0; n <= path.length(); n++) {
            assertArrayEquals(path.state(n), result.trace().state(n));
        }
    }

    @Test
    void whereNobodyLooksAwayTheFirstStepIsImpossible() {
        Replay.Result result = Replay.of(Lamp.recording(Lamp.switchedOn()), new Lamp(true), Optional.of(DARK), false);
        assertEquals(Ending.IMPOSSIBLE, result.ending());
        assertEquals(1, result.impossible());
        assertEquals(List.of(), result.alternatives());
    }

    /** The last step is another one in the file, so that it is taken with other changes than recorded. */
    @Test
    void otherStatesAreNoticed() {
        String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()));
        String edited = text.replace(
                "{\"name\":\"presses\",\"role\":\"GHOST\",\"before\":0,\"after\":1,",
                "{\"name\":\"presses\",\"role\":\"GHOST\",\"before\":0,\"after\":2,");
        Replay.Result result = Replay.of(RecordingFile.parse(edited), new Lamp(false), Optional.of(DARK), false);
        assertEquals(Ending.VIOLATED, result.ending());
        assertEquals(2, result.firstDifference().orElseThrow());
    }

    /** In another design, whoever cannot do what is recorded does the only thing that it can. */
    @Test
    void aDetourIsTakenOnlyInAnotherDesign() {
        Recording twice = Lamp.recording(Lamp.path(new Lamp(false), Lamp.LOOK_AWAY, Lamp.PRESS));
        String edited = RecordingFile.text(twice).replace("\"label\":\"look away\"", "\"label\":\"yawn\"");
        Recording yawning = RecordingFile.parse(edited);
        assertEquals(
                Ending.IMPOSSIBLE,
                Replay.of(yawning, new Lamp(false), Optional.of(DARK), false).ending());
        assertEquals(
                1,
                Replay.of(yawning, new Lamp(false), Optional.of(DARK), true)
                        .firstDifference()
                        .orElseThrow());
    }

    /** The sleeper looks away and back between two presses; of four changes of process two are left. */
    @Test
    void stepsOfOneProcessAreMovedTogether() {
        Trace path = Lamp.path(
                new Lamp(false), Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.LOOK_BACK, Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.PRESS);
        Trace better = FewestSwitches.of(path, DARK);
        assertEquals(path.length(), better.length());
        assertArrayEquals(path.last(), better.last());
        assertTrue(Refutation.shows(better, DARK));
        assertEquals(
                List.of(Lamp.LOOK_AWAY, Lamp.LOOK_BACK, Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.PRESS, Lamp.PRESS),
                Arrays.stream(new int[] {1, 2, 3, 4, 5, 6})
                        .mapToObj(better::action)
                        .toList());
    }
}
