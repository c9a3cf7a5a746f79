package cordon.engine.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A property, or a system, that tells interchangeable members apart is refused in a search with symmetry. Some of these properties
 * "held" there although they are violated: no canonical form and nothing that was found on the way to one violates them.
 */
class AsymmetricPropertiesTest {
    private static final Counters COUNTERS = new Counters(false);

    /** Three counters from 0 to 3; with {@code privileged}, number 0 alone can go from 2 to 0. */
    private static final class Counters extends FromZero {
        private static final int MEMBERS = 3;
        private static final int MAX = 3;

        private final boolean privileged;
        private final Field count = fields.field("count", 2, new Index("member", MEMBERS, true));

        Counters(boolean privileged) {
            this.privileged = privileged;
        }

        @Override
        public void successors(long[] state, Successors out) {
            for (int member = 0; member < MEMBERS; member++) {
                if (at(state, member) < MAX) {
                    count.set(out.begin(state), member, at(state, member) + 1);
                    out.add(member);
                }
                if (privileged && member == 0 && at(state, member) == 2) {
                    count.set(out.begin(state), member, 0);
                    out.add(MEMBERS);
                }
            }
        }

        @Override
        public Action action(int id) {
            return new Action("member " + id, "procedure", "count");
        }

        @Override
        public int actionCount() {
            return MEMBERS + 1;
        }

        int at(long[] state, int member) {
            return count.get(state, member);
        }

        boolean isAlone(long[] state, int member, int value) {
            return at(state, member) == value
                    && at(state, (member + 1) % MEMBERS) == 0
                    && at(state, (member + 2) % MEMBERS) == 0;
        }
    }

    static Stream<Property> asymmetric() {
        return Stream.of(
                Asked.invariant("member 0 is not at 2 alone", s -> !COUNTERS.isAlone(s, 0, 2)),
                Asked.invariant("member 2 is not at 2 alone", s -> !COUNTERS.isAlone(s, 2, 2)),
                Asked.invariant("member 1 is at 0", s -> COUNTERS.at(s, 1) == 0),
                Asked.step((before, after) -> COUNTERS.at(before, 0) == COUNTERS.at(after, 0)),
                Asked.step((before, after) -> !COUNTERS.isAlone(after, 0, 3)),
                Asked.step(action -> action == 1, (before, after) -> COUNTERS.at(after, 1) != 3),
                Asked.reachable((before, after) -> COUNTERS.isAlone(after, 0, 3)),
                Asked.reachable((before, after) -> COUNTERS.isAlone(before, 1, 2)),
                Asked.taken(2, s -> COUNTERS.isAlone(s, 0, 1)),
                Asked.deadlockFree(s -> false, action -> action == 0),
                Asked.deadlockFree(s -> COUNTERS.at(s, 0) >= COUNTERS.at(s, 1), action -> false));
    }

    @ParameterizedTest
    @MethodSource("asymmetric")
    void aPropertyThatTellsMembersApartIsRefused(Property property) {
        AsymmetryException e = assertThrows(
                AsymmetryException.class,
                () -> BreadthFirst.check(
                        COUNTERS, List.of(property), Options.DEFAULT.withSymmetry(true), Bounds.unlimited(), s -> {}));
        assertTrue(String.valueOf(e.getMessage()).contains(property.name()), e.getMessage());
    }

    @Test
    void aSystemThatTreatsMembersDifferentlyIsRefused() {
        Property any = Asked.invariant("any", s -> true);
        assertThrows(
                AsymmetryException.class,
                () -> BreadthFirst.check(
                        new Counters(true),
                        List.of(any),
                        Options.DEFAULT.withSymmetry(true),
                        Bounds.unlimited(),
                        s -> {}));
    }

    /** The verdict says how many states it was asked about with members exchanged. */
    @Test
    void aSymmetricPropertyHasItsVerdict() {
        Property some = Asked.invariant(
                "no member is at 2 alone",
                s -> !COUNTERS.isAlone(s, 0, 2) && !COUNTERS.isAlone(s, 1, 2) && !COUNTERS.isAlone(s, 2, 2));
        Property all = Asked.reachable((before, after) ->
                COUNTERS.at(after, 0) == 3 && COUNTERS.at(after, 1) == 3 && COUNTERS.at(after, 2) == 3);
        Report report = BreadthFirst.check(
                COUNTERS, List.of(some, all), Options.DEFAULT.withSymmetry(true), Bounds.unlimited(), s -> {});
        assertInstanceOf(Verdict.Violated.class, report.verdict(some));
        assertInstanceOf(Verdict.Holds.class, report.verdict(all));
        assertEquals(report.statistics().expanded(), report.exchanged());
    }
}
