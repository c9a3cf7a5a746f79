package cordon.symbolic;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The earlier of two assignments counts, so that some can never count. */
class StepTest {
    private static final class Door extends Protocol {
        final Sort door = sort("door");
        final Variable d = new Variable("d", door);
        final Relation open = relation("open", door);
        final Relation locked = relation("locked", door);

        Step use() {
            return step("use", d);
        }
    }

    private final Door doors = new Door();

    @Test
    void anAssignmentThatNeverCountsIsRefused() {
        Step use = doors.use().set(doors.open, doors.d);
        assertEquals(
                "step 'use' assigns to open twice: the second assignment would never count",
                assertThrows(IllegalArgumentException.class, () -> use.clear(doors.open, doors.d))
                        .getMessage());
    }

    @Test
    void theSameAgainAndWhatConditionsLeaveAreNot() {
        Step use = doors.use().set(doors.open, doors.d);
        assertDoesNotThrow(() -> use.set(doors.open, doors.d));
        assertDoesNotThrow(() ->
                use.setWhere(doors.open.of(doors.d), doors.locked, doors.d).clear(doors.locked, doors.d));
    }
}
