package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Preconditions;
import com.google.common.collect.Lists;
import cordon.engine.Trace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for whom among the lamps, and what it hangs on that one is on. */
class WhyTest {

    /** Were it still on from the first press, the third would have switched it off; how often it was pressed is of no matter. */
    @Test
    void thatALampIsOnHangsOnItsHavingBeenOff() {
        Trace path = Lamp.path(new Lamp(false), Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.PRESS, Lamp.PRESS);
        assertEquals(List.of(new Recording.Cause("lamp[number 1]", "0", 3)), Causes.of(path, new Lamp.StaysDark()));
    }

    /** A property may count on what is true of all reachable states: asked about others it need not have an answer. */
    @Test
    void aPropertyThatCannotSpeakOfAStateIsAskedAboutAllThatAStepChanged() {
        Lamp lamp = new Lamp(false);
        Trace path = Lamp.path(lamp, Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.PRESS, Lamp.PRESS);
        Lamp.StaysDark counting = new Lamp.StaysDark() {
            @Override
            public boolean holds(long[] state) {
                Preconditions.checkState(lamp.on.get(state, 1) == lamp.presses.get(state) % 2);
                return super.holds(state);
            }
        };
        assertEquals(
                List.of(new Recording.Cause("lamp[number 1]", "0", 3), new Recording.Cause("presses", "2", 3)),
                Causes.of(path, counting));
    }

    @Test
    void aPressTakesUpTheLookAway() {
        assertEquals(
                List.of(0, 1, 1, 0, 0, 5),
                Lists.transform(
                        Influences.of(Lamp.path(
                                new Lamp(false),
                                Lamp.LOOK_AWAY,
                                Lamp.PRESS,
                                Lamp.PRESS,
                                Lamp.LOOK_BACK,
                                Lamp.LOOK_AWAY,
                                Lamp.PRESS)),
                        Influences::takesUp));
    }

    /** What it switches depends on whether the lamp is on; how often it was pressed is counted for properties only. */
    @Test
    void aPressReadsWhatTheOneBeforeChanged() {
        assertEquals(
                List.of(
                        List.of(),
                        List.of(),
                        List.of(new Recording.Read("lamp[number 1]", 2)),
                        List.of(new Recording.Read("lamp[number 1]", 3))),
                Lists.transform(Influences.of(Lamp.pressedThrice()), Influences::reads));
    }

    /** Once is enough. */
    @Test
    void stepsThatCanBeLeftOutDoNotMatter() {
        Lamp.StaysDark property = new Lamp.StaysDark();
        assertEquals(steps(), Dispensable.of(Lamp.switchedOn(), property));
        assertEquals(steps(1, 2), Dispensable.of(Lamp.roundabout(), property));
    }

    /** Nothing is folded that a reader is told to look at: the lamp was off since the second press. */
    @Test
    void whatSomethingHangsOnMatters() {
        assertTrue(Lamp.recording(Lamp.pressedThrice()).steps().stream().skip(1).allMatch(Recording.Step::matters));
        assertEquals(
                List.of(false, false, true, true),
                Lists.transform(Lamp.recording(Lamp.roundabout()).steps(), Recording.Step::matters));
    }

    /** Its loop would have to be closed again. */
    @Test
    void ofALassoNothingIsLeftOut() {
        Trace lasso = Lamp.path(new Lamp(false), Lamp.LOOK_AWAY, Lamp.PRESS, Lamp.LOOK_BACK, Lamp.LOOK_AWAY)
                .looping(2);
        assertEquals(steps(), Dispensable.of(lasso, new Lamp.StaysDark()));
    }

    private static BitSet steps(int... numbers) {
        BitSet steps = new BitSet();
        Arrays.stream(numbers).forEach(steps::set);
        return steps;
    }
}
