package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several violations at the same distance the one that a reader has to know the fewest things for is told. */
class SimplestViolationTest {

    /** Two pages, each of which is once read and once written, in any order. */
    private static final class Pages extends FromZero {
        private final Index page = new Index("page", 2);
        private final Field read = fields.flag("read", page);
        private final Field written = fields.flag("written", page);

        @Override
        public void successors(long[] state, Successors out) {
            for (Field field : List.of(read, written)) {
                for (int p = 0; p < 2; p++) {
                    if (!field.isSet(state, p)) {
                        field.set(out.begin(state), p, 1);
                        out.add(0);
                    }
                }
            }
        }

        @Override
        public Action action(int id) {
            return new Action("somebody", "test", "touch a page");
        }

        @Override
        public int actionCount() {
            return 1;
        }
    }

    /** Page 1 read and page 0 written is the smaller state; page 1 read and written is about one page only. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theOneThatInvolvesTheFewestPagesIsTold(int workers) {
        Pages pages = new Pages();
        Property property = Asked.invariant(s -> pages.read.isSet(s, 0)
                || !pages.read.isSet(s, 1)
                || !(pages.written.isSet(s, 0) || pages.written.isSet(s, 1)));
        Report report = BreadthFirst.check(
                pages, List.of(property), Options.DEFAULT.withWorkers(workers), Bounds.unlimited(), s -> {});
        Trace trace = assertInstanceOf(Verdict.Violated.class, report.verdict(property))
                .counterexample()
                .orElseThrow();
        assertEquals(2, trace.length());
        assertEquals("read[page 1]=1 written[page 1]=1", pages.schema().format(trace.last()));
    }
}
