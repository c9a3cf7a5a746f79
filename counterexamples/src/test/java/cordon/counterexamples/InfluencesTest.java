package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for whom among the lamps: the cat for the sleeper's looking away, nobody for the cat. */
class InfluencesTest {

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
