package cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.command.FieldList;
import cordon.model.Patch;
import cordon.model.machine.Step;
import cordon.specs.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user is told about fields, steps, patches and parameters. */
class ListCommandTest {
    private static final Path SOURCES = Shell.CHECKOUT.resolve("model/src/main/java");

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Patch.class)
    void placesOfAPatchAreAllThatATextSearchFinds(Patch patch) throws IOException {
        Set<String> direct = new PatchPlaces(SOURCES)
                .of(patch).stream()
                        .filter(PatchPlace::direct)
                        .map(place -> place.file() + ":" + place.line())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(grep("\\bPatch\\." + patch.name() + "\\b"), direct);
    }

    /** The fields of the model that keep whether a patch is applied are called p1 to p7, v1, and as follows. */
    @ParameterizedTest
    @EnumSource(Patch.class)
    void fieldsThatKeepAPatchAreFollowed(Patch patch) throws IOException {
        String field = switch (patch) {
            case V1_WORK -> "v1";
            case ATTACH_WAITS -> "attachWaits";
            case DETACH_WAITS -> "detachWaits";
            case RESULT -> "looksAtResult";
            case TWO_MARKS -> "twoMarks";
            case LOCK -> "locks";
            default -> patch.name().toLowerCase(Locale.ROOT);
        };
        Set<String> used = grep("(?<![.\"\\w])" + field + "\\b(?!\\.|:)");
        used.removeAll(grep("private final boolean " + field + ";"));
        Set<String> followed = new PatchPlaces(SOURCES)
                .of(patch).stream()
                        .filter(place -> !place.direct())
                        .map(place -> place.file() + ":" + place.line())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(followed.containsAll(used), () -> used + " are not all in " + followed);
    }

    @ParameterizedTest
    @EnumSource(Patch.class)
    void stepsOfPlacesAreStepsOfAModel(Patch patch) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Run run : Run.defaultSuite()) {
            run.world().steps().stream().map(Step::name).forEach(names::add);
        }
        for (PatchPlace place : new PatchPlaces(SOURCES).of(patch)) {
            for (StepPattern step : place.steps()) {
                assertTrue(names.stream().anyMatch(step::fits), () -> place.file() + ":" + place.line() + " " + step);
            }
        }
    }

    @Test
    void placesAreKnownWithTheirSteps() throws IOException {
        assertTrue(steps(Patch.P7).contains(new StepPattern("__arm_smmu_domain_inv_range", "R4 result", true)));
        assertTrue(steps(Patch.P4).contains(new StepPattern("arm_smmu_cmdq_issue_cmdlist", "P13 patch 4", true)));
        assertTrue(steps(Patch.P6).contains(new StepPattern("arm_smmu_attach_prepare", "A2-A6", true)));
        assertTrue(steps(Patch.P3).contains(new StepPattern("broken_work (patch 3)", "run", true)));
        assertTrue(steps(Patch.P1).contains(new StepPattern("pci_dev_reset_iommu_prepare", "lock", true)));
    }

    @Test
    void listsCoverWhatTheModelsHave() {
        Catalogue all = new Catalogue(Optional.empty());
        FieldList fields = ListCommand.fields(all);
        LabelList labels = new LabelList(all);
        Set<String> fieldNames = new TreeSet<>();
        Set<String> stepNames = new TreeSet<>();
        fields.fitting("").forEach(field -> fieldNames.add(field.name()));
        labels.fitting("").forEach(entry -> stepNames.add(entry.name()));
        all.forEach((run, world) -> {
            world.schema().fields().forEach(field -> assertTrue(fieldNames.contains(field.name()), field.name()));
            world.steps().forEach(step -> assertTrue(stepNames.contains(step.name()), step.name()));
        });
        assertEquals(
                List.of("ste.EATS[sid 0..1]: 0 | 1", "steCache.EATS[sid 0..1]: 0 | 1"),
                FieldList.json(fields.fitting("eats")).stream()
                        .map(field -> field.get("elements") + ": " + field.get("values"))
                        .filter(text -> text.startsWith("ste"))
                        .toList());
        assertEquals(
                "NONE | SENT | LOST | RECEIVED | TIMED_OUT",
                FieldList.json(fields.fitting("atcInv")).get(0).get("values"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fields ats_brokn | no field fits 'ats_brokn'; did you mean 'ats_broken'?",
                "--labels nosuchlabel | no label fits 'nosuchlabel'",
                "--patch P9 | unknown patch 'P9'; did you mean 'P1'? Known here: ATTACH_WAITS",
                "--patch P7 | --patch reads the sources of the model: there is no directory",
                "--patch | Missing required parameter for option '--patch'",
                "--fields --labels | --fields, --labels are mutually exclusive",
                "--fields --scenario atach | unknown scenario 'atach'; did you mean 'attach'?",
                "--scenario attach | --scenario is for --fields and --labels",
                "--patch P7 --scenario attach | --scenario is for --fields and --labels",
            })
    void badInputIsAnsweredInOneLine(String arguments, String message) throws Exception {
        Result result = new Shell(home).cordon(("list " + arguments).split(" "));
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
    }

    @Test
    void machinesCanReadFields() throws Exception {
        Result result =
                new Shell(home).cordon("list", "--fields", "ats_broken", "--scenario", "strict-unmap", "--json");
        assertEquals(0, result.code(), result.err());
        JsonArray fields = JsonParser.parseString(result.out()).getAsJsonArray();
        assertEquals(1, fields.size());
        assertEquals(
                "master.ats_broken[device 0]",
                fields.get(0).getAsJsonObject().get("elements").getAsString());
    }

    @Test
    void ofEachParameterItIsSaidWhetherItIsKnown() throws Exception {
        Result result = new Shell(home).cordon("list");
        assertEquals(0, result.code(), result.err());
        String parameters = result.out().substring(result.out().indexOf("PARAMETERS"));
        assertTrue(parameters.contains("unknown: the code was not seen: the message of patch 7"), parameters);
    }

    @ParameterizedTest
    @CsvSource({"list", "list --fields", "list --labels"})
    void listsFitATerminal(String command) throws Exception {
        Result result = new Shell(home).cordon(command.split(" "));
        assertEquals(0, result.code(), result.err());
        assertEquals(
                List.of(),
                result.out().lines().filter(line -> line.length() > 80).toList());
    }

    /** In a checkout its files have short names, wherever it is; the tests run below it and see long ones. */
    @Test
    void placesOfAPatchFitATerminal() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new PatchList(Patch.P7).print(new PrintStream(text, true, UTF_8));
        String checkout = Home.modelSources() + "/";
        assertTrue(text.toString(UTF_8).contains(checkout));
        assertEquals(
                List.of(),
                text.toString(UTF_8)
                        .replace(checkout, "model/src/main/java/")
                        .lines()
                        .filter(line -> line.length() > 80)
                        .toList());
    }

    private static Set<StepPattern> steps(Patch patch) throws IOException {
        return new PatchPlaces(SOURCES)
                .of(patch).stream().flatMap(place -> place.steps().stream()).collect(Collectors.toSet());
    }

    /** File and line of everything outside of comments that {@code regex} finds in the sources of the model. */
    private static Set<String> grep(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            for (Path file : tree.filter(p -> p.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    String code =
                            lines.get(i).replaceFirst("^\\s*(/?\\*|//).*", "").replaceFirst(" // .*", "");
                    if (pattern.matcher(code).find()) {
                        found.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        return found;
    }
}
