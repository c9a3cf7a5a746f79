package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cordon sweep} over the smallest scenario there is. */
class SweepCommandTest {
    @TempDir
    private Path home;

    @Test
    void aSmallSweepEndsAndIsNotRepeated() throws Exception {
        JsonObject first = sweep("--strength", "1");
        assertTrue(first.get("complete").getAsBoolean());
        assertEquals(0, first.get("searchedBefore").getAsInt());
        assertTrue(Files.exists(home.resolve("counterexamples/out/sweep.json")));

        JsonObject again = sweep("--strength", "1");
        assertEquals(first.get("searched"), again.get("searchedBefore"));
        for (String fact : new String[] {"settings", "searched", "cut", "found", "vacuous"}) {
            assertEquals(first.get(fact), again.get(fact), fact);
        }
        JsonObject pairs = sweep();
        assertTrue(pairs.get("settings").getAsInt() > first.get("settings").getAsInt());
        assertTrue(pairs.get("searchedBefore").getAsInt() > 0, "what both have is not searched twice");
    }

    @Test
    void aSweepThatWasStoppedGoesOn() throws Exception {
        Result stopped = cordon("sweep", "entry-fence", "--design", "base", "--total", "0.001s");
        assertEquals(3, stopped.code(), stopped.out() + stopped.err());
        assertTrue(
                stopped.out()
                        .contains("INCOMPLETE: the sweep stopped because the time of --total 0.001s was over; the same "
                                + "command goes on from "),
                stopped.out());
        Result rest = cordon("sweep", "entry-fence", "--design", "base");
        assertTrue(rest.out().contains("settings hold every possible combination of 2 values"), rest.out());
        assertTrue(rest.out().endsWith("The sweep ended because all settings were searched.\n"), rest.out());
    }

    /** Choosing settings around all scenarios takes ten seconds, and comes before every search. */
    @Test
    void theTimeOfASweepIsThatOfChoosingSettingsToo() throws Exception {
        Result stopped = cordon("sweep", "--total", "0.001s");
        assertEquals(3, stopped.code(), stopped.out() + stopped.err());
        assertTrue(stopped.out().startsWith("Nothing was searched in this run: it was still choosing settings.\n"));
        assertTrue(stopped.out().contains("INCOMPLETE: the sweep stopped because the time of --total 0.001s was over"));
        Result json = cordon("sweep", "--total", "0.001s", "--json");
        assertFalse(JsonParser.parseString(json.out())
                .getAsJsonObject()
                .get("complete")
                .getAsBoolean());
    }

    @Test
    void whatABoundCutIsCounted() throws Exception {
        Result result = cordon("sweep", "entry-fence", "--design", "base", "--max-states", "1", "--strength", "1");
        assertEquals(0, result.code(), result.out() + result.err());
        assertTrue(
                result.out().matches("(?s).*A bound cut [1-9]\\d* of the searches: beyond it nothing is known.*"),
                result.out());
    }

    @Test
    void aStateOfOtherBoundsIsNotLost() throws Exception {
        String state = home.resolve("mine.json").toString();
        String[] arguments = {"sweep", "entry-fence", "--design", "base", "--strength", "1", "--state", state};
        cordon(arguments);
        String before = Files.readString(Path.of(state));
        Result other = cordon(
                "sweep", "entry-fence", "--design", "base", "--strength", "1", "--state", state, "--max-states", "7");
        assertEquals(2, other.code());
        assertTrue(other.err().contains("this sweep is of build"), other.err());
        assertEquals(before, Files.readString(Path.of(state)));
        for (String broken : new String[] {"", "[", "[1]", "{}", "{\"key\":\"x\",\"finished\":[{}]}"}) {
            Files.writeString(Path.of(state), broken);
            Result result = cordon(arguments);
            assertEquals(2, result.code(), broken);
            assertTrue(result.err().contains("mine.json is not the state of a sweep"), result.err());
            assertEquals(
                    1,
                    result.err()
                            .lines()
                            .filter(line -> line.startsWith("cordon:"))
                            .count());
            assertFalse(result.err().contains("\tat "), "no stack trace");
            assertEquals(broken, Files.readString(Path.of(state)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch | unknown scenario 'nosuch'. Known here: attach",
                "--strength 0 | --strength is from 1 to 4, not 0",
                "--strength 5 | --strength is from 1 to 4, not 5",
                "--jobs 3 | --jobs is from 1 to 2, not 3",
                "--design v3 | unknown design 'v3'; did you mean 'v1'?",
                "--time soon | --time cannot be 'soon'; expected for example 30s",
                "--total 0s | --total cannot be '0s'",
                "--max-states 0 | --max-states is from 1 to 1000000000000, not 0",
                "--state . | --state: . is not a file",
            })
    void badInputIsRefusedInOneLine(String options, String message) throws Exception {
        Result result = cordon(("sweep " + options.strip()).split(" "));
        assertEquals(2, result.code(), result.out() + result.err());
        assertTrue(result.err().contains(message.strip()), result.err());
        assertEquals("", result.out());
        assertFalse(result.err().contains("\tat "), "no stack trace");
    }

    private JsonObject sweep(String... options) throws Exception {
        String[] arguments = new String[4 + options.length];
        System.arraycopy(new String[] {"sweep", "entry-fence", "--design=base", "--json"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        Result result = cordon(arguments);
        assertEquals(0, result.code(), result.out() + result.err());
        return JsonParser.parseString(result.out()).getAsJsonObject();
    }

    private Result cordon(String... arguments) throws Exception {
        return new Shell(home).cordon(arguments);
    }
}
