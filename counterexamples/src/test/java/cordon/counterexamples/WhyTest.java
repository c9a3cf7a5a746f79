package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Preconditions;
import cordon.engine.Trace;
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
                Influences.of(Lamp.path(
                        new Lamp(false),
                        Lamp.LOOK_AWAY,
                        Lamp.PRESS,
                        Lamp.PRESS,
                        Lamp.LOOK_BACK,
                        Lamp.LOOK_AWAY,
                        Lamp.PRESS)));
    }
}
