package cordon.symbolic;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What leaves the fragment is named. */
class FragmentTest {

    private static final class Owners extends Protocol {
        Owners(boolean back) {
            Sort lock = sort("lock");
            Sort thread = sort("thread");
            Variable l = new Variable("l", lock);
            Variable t = new Variable("t", thread);
            Relation owns = relation("owns", thread, lock);
            step("take", t, l).set(owns, t, l);
            property("each lock has an owner", "", Formula.forall(Formula.exists(owns.of(t, l), t), l));
            if (back) {
                invariant("each owner has a lock", "", Formula.forall(Formula.exists(owns.of(t, l), l), t));
            }
        }
    }

    private static void require(Protocol protocol) {
        Obligation.all(protocol, protocol.clauses()).forEach(Fragment::require);
    }

    @Test
    void publishedProtocolsAreInTheFragment() {
        assertDoesNotThrow(() -> require(new LockServer()));
        assertDoesNotThrow(() -> require(new RingLeader()));
        assertDoesNotThrow(() -> require(new Owners(false)));
    }

    @Test
    void aCycleIsNamed() {
        FragmentException e = assertThrows(FragmentException.class, () -> require(new Owners(true)));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("each lock has an owner"), message);
        assertTrue(message.contains("there is a lock for each lock"), message);
    }
}
