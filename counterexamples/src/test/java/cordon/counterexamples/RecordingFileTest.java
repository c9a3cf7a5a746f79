package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Strings;
import com.google.common.collect.Streams;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import cordon.engine.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read again; what is not, is refused in one sentence that says where. */
class RecordingFileTest {
    private static final String TEXT = RecordingFile.text(Lamp.recording(Lamp.switchedOn()));

    @Test
    void aFileAsItIsWritten() {
        assertEquals("""
                {
                  "format": "cordon-counterexample",
                  "version": 1,
                  "scenario": "lamp",
                  "design": "dim",
                  "parameters": {},
                  "property": "stays-dark",
                  "build": "cordon 0",
                  "model": "%s",
                  "promise": "The lamp is never on.",
                  "summary": "It is on after step 2.",
                  "causes": [],
                  "finding": "Cats like it warm.",
                  "world": "cats=1, people=1, lamps=2",
                  "assumed": {"patches":"P1, P2","settings":"cats=1","others":2},
                  "command": "./cordon check lamp",
                  "initial": [],
                  "steps": [
                    {"process":"light sleeper","procedure":"house rules:","label":"look away","takesUp":0,"reads":[],"changes":[{"name":"gaze","role":"CONTROL","before":0,"after":1,"was":"0","is":"1"}],"log":[]},
                    {"process":"cat","procedure":"physics:","label":"press the switch of lamp 1","takesUp":1,"reads":[],"changes":[{"name":"lamp[number 1]","role":"DATA","before":0,"after":1,"was":"0","is":"1"},{"name":"presses","role":"GHOST","before":0,"after":1,"was":"0","is":"1"}],"log":["click"]}
                  ]
                }
                """.formatted(Recording.fingerprint(new Lamp(false).schema())), TEXT);
    }

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @Size(max = 30) List<@IntRange(max = 2) Integer> wishes, @ForAll boolean loops) {
        var path = Lamp.path(
                new Lamp(false), wishes.stream().mapToInt(Integer::intValue).toArray());
        Recording recording = Lamp.recording(loops ? path.looping(path.length() / 2) : path);
        assertEquals(recording, RecordingFile.parse(RecordingFile.text(recording)));
    }

    /** Either it is still a counterexample, or it is refused: never anything else, whatever is done to the text. */
    @Property(tries = 10_000)
    void aMutatedFileIsReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(TEXT);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setLength(at + 1);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, "{}[]\",:0-9e\\\u0000é".charAt(random.nextInt(14)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
                default -> text.setCharAt(at, (char) random.nextInt(0x3000));
            }
            if (text.isEmpty()) {
                text.append(' ');
            }
        }
        try {
            RecordingFile.text(RecordingFile.parse(text.toString()));
        } catch (JsonParseException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("expected"), String.valueOf(e.getMessage()));
        }
    }

    /** Builds before this one did not say what a step reads; what matters is said only where it does not. */
    @Test
    void aFileOfAnOlderBuildIsReadAsWell() {
        assertTrue(RecordingFile.text(Lamp.recording(Lamp.roundabout())).contains("\"matters\":false"));
        Recording recording = Lamp.recording(Lamp.pressedThrice());
        String text = RecordingFile.text(recording);
        assertTrue(text.contains("\"reads\":[{\"name\":\"lamp[number 1]\",\"since\":2}]"), text);
        assertEquals(recording, RecordingFile.parse(text));
        Recording older = RecordingFile.parse(
                text.replace("\"matters\":false,", "").replaceAll("\"reads\":.*?,\"changes\"", "\"changes\""));
        assertTrue(older.steps().stream().allMatch(Recording.Step::matters));
        assertEquals(List.of(), older.steps().get(2).reads());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 1 | \"version\": 2 | expected version 1, not 2; record it again",
                "\"causes\": [] | \"causes\": [{\"name\":\"a\",\"text\":\"b\",\"since\":3}] | expected causes since one of the 2 steps",
                "\"format\": \"cordon- | \"format\": \"other- | expected a counterexample of Cordon",
                "\"label\":\"look away\" | \"label\":7 | steps[0].label: expected a string",
                "\"label\":\"look away\" | \"label\":\"\\u001b[2J\" "
                        + "| steps[0].label: expected a string without control characters",
                "\"role\":\"GHOST\" | \"role\":\"ghost\" | steps[1].changes[1].role: expected DATA, CONTROL or GHOST",
                "\"after\":1 | \"after\":-1 | steps[0].changes[0].after: expected a whole number",
                "\"after\":1 | \"after\":1e99 | steps[0].changes[0].after: expected a whole number",
                "\"presses\",\"role\":\"GHOST\",\"before\":0 | \"presses\",\"role\":\"GHOST\",\"before\":3 "
                        + "| steps: expected presses to be 0 before step 2, not 3",
                "\"takesUp\":1 | \"takesUp\":2 | steps: expected step 2 to take up an earlier one",
                "\"takesUp\":1 | \"takesUp\":1,\"matters\":false | steps: expected the last step to matter",
                "\"takesUp\":1,\"reads\":[] | \"takesUp\":1,\"reads\":[{\"name\":\"presses\",\"since\":1}] "
                        + "| steps: expected step 2 to read what step 1 was the last to change",
                "\"takesUp\":1,\"reads\":[] | \"takesUp\":1,\"reads\":[{\"name\":\"presses\",\"since\":0}] "
                        + "| steps: expected step 2 to read what step 0 was the last to change",
                "\"initial\": [] | \"initial\": {} | initial: expected a list",
                "\"summary\" | \"sumary\" | expected a member \"summary\"",
                "\"parameters\": {} | \"loopStart\": 9, \"parameters\": {} | expected a loop that starts after at most 2",
            })
    void whatIsWrongIsSaidWithItsPlace(String good, String bad, String message) {
        assertTrue(TEXT.contains(good), good);
        JsonParseException e =
                assertThrows(JsonParseException.class, () -> RecordingFile.parse(TEXT.replace(good, bad)));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @Test
    void aFileThatIsHugeOrDeepIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("größe 1.cex.json");
        Files.writeString(file, Strings.repeat(" ", (16 << 20) + 1));
        assertTrue(message(file).contains("größe 1.cex.json: a counterexample has at most 16 MiB"), message(file));
        Files.writeString(file, Strings.repeat("[", 8 << 20));
        assertTrue(message(file).contains("expected JSON"), message(file));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertTrue(message(file).contains("expected UTF-8"), message(file));
    }

    private static String message(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> RecordingFile.read(file)).getMessage());
    }

    /** The schema is written by hand: it has to name what is written, and to demand what is always written. */
    @Test
    void theSchemaDescribesWhatIsWritten() throws IOException {
        JsonObject schema = JsonParser.parseString(Files.readString(Path.of("cex.schema.json")))
                .getAsJsonObject();
        Set<String> seen = new TreeSet<>();
        Trace on = Lamp.switchedOn();
        Trace onFromTheStart = Trace.at(on.system(), on.last());
        for (Trace trace : List.of(on.looping(1), Lamp.pressedThrice(), Lamp.roundabout(), onFromTheStart)) {
            String text = RecordingFile.text(Lamp.recording(trace));
            assertDescribes(schema, JsonParser.parseString(text), schema, seen);
        }
        Set<String> described =
                new TreeSet<>(schema.getAsJsonObject("properties").keySet());
        JsonObject parts = schema.getAsJsonObject("$defs");
        parts.entrySet().stream()
                .map(part -> part.getValue().getAsJsonObject())
                .filter(part -> part.has("properties"))
                .forEach(part ->
                        described.addAll(part.getAsJsonObject("properties").keySet()));
        assertEquals(described, seen);
    }

    private static void assertDescribes(JsonObject schema, JsonElement value, JsonObject root, Set<String> seen) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").getAsString().replace("#/$defs/", "");
            assertDescribes(root.getAsJsonObject("$defs").getAsJsonObject(name), value, root, seen);
        } else if (value instanceof JsonObject object && schema.has("properties")) {
            JsonObject properties = schema.getAsJsonObject("properties");
            assertTrue(properties.keySet().containsAll(object.keySet()), object.toString());
            seen.addAll(object.keySet());
            Set<String> optional = new TreeSet<>(object.keySet());
            Streams.stream(schema.getAsJsonArray("required")).forEach(name -> optional.remove(name.getAsString()));
            assertTrue(
                    Set.of("assumed", "finding", "loopStart", "matters", "reads")
                            .containsAll(optional),
                    optional.toString());
            object.entrySet()
                    .forEach(member -> assertDescribes(
                            properties.getAsJsonObject(member.getKey()), member.getValue(), root, seen));
        } else if (value instanceof JsonArray array) {
            assertEquals("array", schema.get("type").getAsString());
            array.forEach(entry -> assertDescribes(schema.getAsJsonObject("items"), entry, root, seen));
        } else {
            String type = value instanceof JsonObject
                    ? "object"
                    : value.getAsJsonPrimitive().isNumber()
                            ? "integer"
                            : value.getAsJsonPrimitive().isBoolean() ? "boolean" : "string";
            assertTrue(schema.has("const")
                    || schema.has("enum")
                    || type.equals(schema.get("type").getAsString()));
        }
    }
}
