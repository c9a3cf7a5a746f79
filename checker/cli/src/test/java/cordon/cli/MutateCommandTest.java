package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.model.Patch;
import cordon.specs.mutation.Fault;
import cordon.specs.mutation.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** {@code cordon mutate} in a matrix of one scenario: nothing is known of the right model in the others. */
class MutateCommandTest {
    private static final String FENCE = "p7-issues-no-cfgi-ste";
    private static final String MIXED = "the-critical-word-is-stored-first";

    @TempDir
    private Path home;

    @BeforeEach
    void oneScenario() throws IOException {
        Path expected = Path.of("specs", "expected");
        Files.createDirectories(home.resolve(expected));
        Path file = expected.resolve("entry-fence.json");
        Files.copy(Shell.CHECKOUT.resolve(file), home.resolve(file));
    }

    @Test
    void aMatrixEndsAndIsNotRepeated() throws Exception {
        Result first = cordon("mutate", "--mutant", FENCE);
        assertEquals(0, first.code(), first.out() + first.err());
        assertTrue(first.out().contains(FENCE + ": noticed in 4 of 4 cells; fence-stays-up violated @8"), first.out());
        assertTrue(first.out().contains("4 of 4 cells were searched"), first.out());
        String state = Files.readString(home.resolve("counterexamples/out/mutate.json"));
        Result again = cordon("mutate", "--mutant", FENCE);
        assertEquals(first.out(), again.out());
        assertEquals(state, Files.readString(home.resolve("counterexamples/out/mutate.json")));
    }

    /** Such as a full disk: something stands in the way of the file that is written. */
    @Test
    void whatCannotBeRecordedIsPrinted() throws Exception {
        Files.createDirectories(home.resolve("specs/mutations/entry-fence.json.new/in the way"));
        Result result = cordon("mutate", "--mutant", FENCE, "--record");
        assertEquals(2, result.code(), result.out());
        assertTrue(result.err().contains("entry-fence.json"), result.err());
        assertTrue(result.out().contains("4 of 4 cells were searched"), result.out());
    }

    @Test
    void twoShardsAreTheWhole() throws Exception {
        JsonObject whole = json("--state", home.resolve("whole.json").toString());
        JsonObject one = json("--shard", "1/2");
        JsonObject two = json("--shard", "2/2");
        assertEquals(
                whole.get("cells").getAsInt(),
                one.get("cells").getAsInt() + two.get("cells").getAsInt());
        assertTrue(Files.exists(home.resolve("counterexamples/out/mutate-2-of-2.json")));
    }

    @Test
    void aMatrixThatWasStoppedGoesOn() throws Exception {
        Result stopped = cordon("mutate", "--total", "0.001s");
        assertEquals(3, stopped.code(), stopped.out() + stopped.err());
        assertTrue(
                stopped.out().contains("INCOMPLETE: the matrix stopped because the time of --total 0.001s was over"),
                stopped.out());
        assertFalse(cordon("mutate").out().contains("INCOMPLETE"));
    }

    /** Building the models of the whole matrix takes seconds. */
    @Test
    void theTimeOfAMatrixIsThatOfChoosingCellsToo() throws Exception {
        Result stopped = cordon("mutate", "--total", "0.001s");
        assertTrue(
                stopped.out().startsWith("Nothing was searched in this run: it was still choosing cells.\n"),
                stopped.out());
    }

    @Test
    void cellsWithARecordAreLeftOut() throws Exception {
        int all = json().get("cells").getAsInt();
        assertEquals(0, cordon("mutate", "--mutant", FENCE, "--record").code());
        JsonObject rest = json("--unrecorded");
        assertEquals(all - 4, rest.get("cells").getAsInt());
        assertEquals(all - 4, rest.get("searched").getAsInt());
    }

    @Test
    void aBoundThatCutsEverySearchIsIncomplete() throws Exception {
        Result cut = cordon("mutate", "--mutant", FENCE, "--max-states", "1");
        assertEquals(3, cut.code(), cut.out() + cut.err());
        assertTrue(cut.out().contains("Noticed nowhere so far, and not searched everywhere: " + FENCE), cut.out());
        assertTrue(cut.out().contains("cut by a bound: 4."), cut.out());
    }

    /** Nothing is known of the right model but that it never gets stuck: that holds of the wrong one too. */
    @Test
    void aMutantThatSurvivesEverythingDiffers() throws Exception {
        Path expected = home.resolve("specs/expected/entry-fence.json");
        String others = "\"(fence-stays-up|no-mixed-entry|entry-written)\"";
        Files.writeString(expected, Files.readString(expected).replaceAll(others, "\"unknown-$1\""));
        Result survives = cordon("mutate", "--mutant", FENCE);
        assertEquals(1, survives.code(), survives.out() + survives.err());
        assertTrue(survives.out().contains("SURVIVES the whole matrix: " + FENCE), survives.out());
    }

    @Test
    void whatIsRecordedMustBeNoticedAgain() throws Exception {
        assertEquals(0, cordon("mutate", "--mutant", FENCE, "--record").code());
        Path records = home.resolve("specs/mutations/entry-fence.json");
        String recorded = Files.readString(records);
        assertTrue(recorded.contains("\"" + FENCE + "\": \"fence-stays-up violated @8; "), recorded);
        assertFalse(recorded.contains(MIXED), "only what was searched");

        Result survivor = cordon("mutate", "--json");
        JsonObject found = JsonParser.parseString(survivor.out()).getAsJsonObject();
        String title = found.getAsJsonArray("found").asList().stream()
                .map(one -> one.getAsJsonObject())
                .filter(one -> one.get("found").getAsString().equals("survives"))
                .map(one -> one.get("mutant").getAsString())
                .findFirst()
                .orElseThrow();
        Files.writeString(records, recorded.replace(FENCE, title));
        Result lost = cordon("mutate", "--mutant", title);
        assertEquals(1, lost.code(), lost.out() + lost.err());
        assertTrue(lost.out().contains("NOT NOTICED any more: " + title), lost.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mutant p7-issues-no-cfgi | unknown mutant 'p7-issues-no-cfgi'; did you mean 'p7-issues-no-cfgi-ste'?",
                "--scenario nosuch | unknown scenario 'nosuch'. Known here: attach",
                "--shard 3/2 | --shard cannot be '3/2': there is no part 3 of 2",
                "--shard 0/2 | --shard cannot be '0/2'; expected for example 2/4",
                "--jobs 3 | --jobs is from 1 to 2, not 3",
                "--time soon | --time cannot be 'soon'; expected for example 30s",
                "--max-states 0 | --max-states is from 1 to 1000000000000, not 0",
                "--state . | --state: . is not a file",
            })
    void badInputIsRefusedInOneLine(String options, String message) throws Exception {
        Result result = cordon(("mutate " + options.strip()).split(" "));
        assertEquals(2, result.code(), result.out() + result.err());
        assertTrue(result.err().contains(message.strip()), result.err());
        assertEquals("", result.out());
        assertFalse(result.err().contains("\tat "), "no stack trace");
    }

    /** {@link PatchPlaces} reads the places from the sources: each that is in steps has a mutant that changes one of them. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "V1_WORK")
    void everyPlaceOfAPatchHasAMutant(Patch patch) throws IOException {
        TreeSet<String> changed = new TreeSet<>();
        Mutants.FAULTS.stream().map(Fault::changes).forEach(changes -> changed.addAll(changes.keySet()));
        List<String> without = new PatchPlaces(Shell.CHECKOUT.resolve("model/src/main/java"))
                .of(patch).stream()
                        .filter(place -> !place.steps().isEmpty())
                        .filter(place -> place.steps().stream()
                                .noneMatch(step -> changed.stream().anyMatch(step::fits)))
                        .map(place -> place.file() + ":" + place.line())
                        .toList();
        assertEquals(List.of(), without);
    }

    private JsonObject json(String... options) throws Exception {
        String[] arguments = new String[2 + options.length];
        System.arraycopy(new String[] {"mutate", "--json"}, 0, arguments, 0, 2);
        System.arraycopy(options, 0, arguments, 2, options.length);
        return JsonParser.parseString(cordon(arguments).out()).getAsJsonObject();
    }

    private Result cordon(String... arguments) throws Exception {
        return new Shell(home).cordon(arguments);
    }
}
