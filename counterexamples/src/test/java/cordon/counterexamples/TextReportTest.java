package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Invariant;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole page, letter by letter, for a lamp that a cat and a person switch. */
class TextReportTest {

    @Test
    void aPageAsItIsPrinted() {
        String expected = """
                stays-dark is violated: lamp, design dim
                ========================================

                What is promised
                  The lamp is never on.

                What happens
                  It is on after step 2.

                Why
                  Cats like it warm.

                In which world
                  cats=1

                Reproduce with: ./cordon check lamp

                Steps (* acts; below each step what it changed)

                     cat light
                         sleeper
                   1 |   *       house rules: look away
                   2 *   |       physics: press the switch of lamp 1
                     |   |           lamp[number 1]: 0 -> 1
                     |   |           (ghost) presses: 0 -> 1
                     |   |           kernel log: click

                The kernel log, by step:
                   2  click
                """;
        String text = TextReport.of(new Counterexample(
                "lamp, design dim",
                "cats=1",
                Optional.of("Cats like it warm."),
                "./cordon check lamp",
                new StaysDark(),
                trace()));
        assertEquals(expected, text);
    }

    @Test
    void aLassoSaysWhatGoesOnForEver() {
        assertTrue(page(trace().looping(1)).contains("\n     And again from step 2, for ever.\n"));
        assertTrue(page(trace().looping(2)).contains("\n     Here it rests for ever: "));
    }

    private static String page(Trace trace) {
        return TextReport.of(
                new Counterexample("lamp", "cats=1", Optional.empty(), "./cordon", new StaysDark(), trace));
    }

    @Test
    void noLineIsWiderThanThePage() {
        assertTrue(page(trace()).lines().allMatch(line -> line.length() <= 110));
    }

    private static Trace trace() {
        Lamp lamp = new Lamp();
        long[] dark = new long[lamp.schema().words()];
        long[] unseen = dark.clone();
        lamp.gaze.set(unseen, 1);
        long[] lit = unseen.clone();
        lamp.on.set(lit, 1, 1);
        lamp.presses.set(lit, 1);
        return new Trace(lamp, List.of(dark, unseen, lit), ImmutableIntArray.of(1, 0));
    }

    private static final class StaysDark implements Invariant {
        @Override
        public String name() {
            return "stays-dark";
        }

        @Override
        public String meaning() {
            return "The lamp is never on.";
        }

        @Override
        public boolean holds(long[] state) {
            return false;
        }

        @Override
        public String explain(Trace trace) {
            return "It is on after step " + trace.length() + ".";
        }
    }

    private static final class Lamp implements TransitionSystem {
        private final Schema.Builder fields = Schema.builder();
        private final Field on = fields.flag("lamp", new Index("number", 2));
        private final Field presses = fields.ghost("presses", 4);
        private final Field gaze = fields.control("gaze", 1, Integer::toString);
        private final Schema schema = fields.build();

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public void initialStates(Successors out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void successors(long[] state, Successors out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Action action(int id) {
            return id == 0
                    ? new Action("cat", "physics:", "press the switch of lamp 1")
                    : new Action("light sleeper", "house rules:", "look away");
        }

        @Override
        public int actionCount() {
            return 2;
        }

        @Override
        public List<String> log(long[] before, int action) {
            return action == 0 ? List.of("click") : List.of();
        }
    }
}
