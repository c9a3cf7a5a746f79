package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

/** The name of a file is one that a file system takes. */
class OriginTest {

    @Test
    void aNameOfManyParametersHasAnEnd() {
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        for (int i = 0; i < 40; i++) {
            parameters.put("parameter" + i, "value" + i);
        }
        ImmutableMap<String, String> many = parameters.buildOrThrow();
        String name = new Origin("scenario", "v2", many).fileName("no-stale-dma");
        assertTrue(name.length() < 150, name);
        assertTrue(name.startsWith("v2-scenario-parameter0=value0-") && name.endsWith("-no-stale-dma"), name);
        parameters.put("last", "other");
        assertNotEquals(name, new Origin("scenario", "v2", parameters.buildOrThrow()).fileName("no-stale-dma"));
        assertEquals(
                "v2-scenario-a=b-no-stale-dma",
                new Origin("scenario", "v2", ImmutableMap.of("a", "b")).fileName("no-stale-dma"));
    }

    /** Windows takes no colon, and a store of build artefacts neither. */
    @Test
    void aNameHasNoCharacterThatAFileSystemRefuses() {
        String name = name("attach:0,reset");
        assertTrue(name.matches("[A-Za-z0-9=.,+_-]+"), name);
        assertTrue(name.startsWith("v2-scenario-tasks=attach_0,reset-"), name);
        assertNotEquals(name, name("attach?0,reset"));
        assertNotEquals(name, name("attach_0,reset"));
    }

    private static String name(String tasks) {
        return new Origin("scenario", "v2", ImmutableMap.of("tasks", tasks)).fileName("no-stale-dma");
    }
}
