package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever asks about a model learns what its fields mean, and which values they have, from the declarations. */
class FieldMeaningsTest {
    /** Wider fields are numbers, and have too many values to go through. */
    private static final int MOST_BITS = 12;

    @Test
    void everyFieldOfEveryWorldHasAMeaningOfItsOwn() {
        Map<String, String> nameOf = new HashMap<>();
        Map<String, String> meaningOf = new HashMap<>();
        for (Run run : runs()) {
            for (Field field : run.world().schema().fields()) {
                String meaning = field.meaning().orElse("");
                assertFalse(meaning.isBlank(), field + " of " + run.title());
                assertFalse(meaning.contains("\n"), meaning);
                assertEquals(field.name(), nameOf.computeIfAbsent(meaning, m -> field.name()), meaning);
                assertEquals(meaning, meaningOf.computeIfAbsent(field.name(), n -> meaning), field.name());
            }
        }
        assertTrue(nameOf.size() > 100, "the fields were found");
    }

    @Test
    void everyLegalValueCanBePrinted() {
        int values = 0;
        for (Run run : runs()) {
            for (Field field : run.world().schema().fields()) {
                if (field.width() <= MOST_BITS) {
                    for (int value : field.legalValues().toArray()) {
                        assertDoesNotThrow(() -> field.format(value), () -> field + " " + value + ": " + run.title());
                        values++;
                    }
                }
            }
        }
        assertTrue(values > 10_000);
    }

    @Test
    void initialStatesHaveLegalValues() {
        for (Run run : runs()) {
            World world = run.world();
            Schema schema = world.schema();
            Successors initial = new Successors(schema.words());
            world.initialStates(initial);
            for (int i = 0; i < initial.count(); i++) {
                assertLegal(schema, initial.state(i));
            }
        }
    }

    private static void assertLegal(Schema schema, long[] state) {
        for (Field field : schema.fields()) {
            for (int i = 0; i < field.size(); i++) {
                int value = field.get(state, i);
                assertTrue(field.isLegal(value), () -> field + " is " + value);
            }
        }
    }

    private static List<Run> runs() {
        List<Run> runs = new ArrayList<>(Run.defaultSuite());
        runs.addAll(Run.deepSuite());
        return runs;
    }
}
