package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.property.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyListTest {

    /** The list is made of a few models; here it is compared with that of all. */
    @Test
    void aFewModelsHaveTheNamesAndMeaningsOfTheWholeSuite() {
        Map<String, String> asked = new HashMap<>();
        for (Run run : Run.defaultSuite()) {
            run.properties(run.world()).forEach(property -> asked.put(property.name(), property.meaning()));
        }
        Map<String, String> listed = new HashMap<>();
        PropertyList.all().forEach(property -> listed.put(property.name(), property.meaning()));
        assertEquals(asked, listed);
    }

    @Test
    void noModelOfThemIsSuperfluous() {
        Set<String> seen = new HashSet<>();
        for (Run run : PropertyList.runs()) {
            List<String> names =
                    run.properties(run.world()).stream().map(Property::name).toList();
            assertTrue(seen.addAll(names), run.title());
        }
    }
}
