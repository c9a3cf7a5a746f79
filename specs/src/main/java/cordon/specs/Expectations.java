package cordon.specs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts that are checked in, one file {@code <scenario>.json} for each scenario, in one directory.
 *
 * <p>{@code ./cordon check --record-expected} writes them anew.
 */
public final class Expectations {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path directory;
    private final ImmutableMap<String, List<ExpectedRun>> runsByScenario;

    private Expectations(Path directory, ImmutableMap<String, List<ExpectedRun>> runsByScenario) {
        this.directory = directory;
        this.runsByScenario = runsByScenario;
    }

    /**
     * Reads the files of all scenarios in {@code directory}; a scenario without a file has no expectations.
     *
     * @throws IOException if a file cannot be read or is not what it should be; the message names it
     */
    public static Expectations load(Path directory) throws IOException {
        ImmutableMap.Builder<String, List<ExpectedRun>> runs = ImmutableMap.builder();
        for (Scenario scenario : Scenarios.ALL) {
            runs.put(scenario.name(), read(file(directory, scenario)));
        }
        return new Expectations(directory, runs.buildOrThrow());
    }

    private record ScenarioFile(String scenario, List<ExpectedRun> runs) {}

    /** What {@code run} is expected to find; empty if nobody has said. */
    public Optional<ExpectedRun> of(Run run) {
        return runsByScenario.getOrDefault(run.scenario().name(), List.of()).stream()
                .filter(e -> e.isFor(run))
                .findFirst();
    }

    /**
     * Replaces the files of the scenarios of {@code found}.
     *
     * @param found what each run found, by run
     * @throws IOException if a file cannot be written
     */
    public void record(Map<Run, ExpectedRun> found) throws IOException {
        Map<Scenario, List<ExpectedRun>> byScenario = new LinkedHashMap<>();
        found.forEach((run, expected) -> byScenario
                .computeIfAbsent(run.scenario(), s -> new ArrayList<>())
                .add(expected));
        Files.createDirectories(directory);
        for (Map.Entry<Scenario, List<ExpectedRun>> entry : byScenario.entrySet()) {
            String json = GSON.toJson(new ScenarioFile(entry.getKey().name(), entry.getValue()));
            TextFile.write(file(directory, entry.getKey()), json + "\n");
        }
    }

    /** What differs between {@code expected} and what was found, one line each; empty if nothing does. */
    public static ImmutableList<String> differences(ExpectedRun expected, ExpectedRun found) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.addAll(differentSize(expected, found));
        Maps.difference(expected.verdicts(), found.verdicts())
                .entriesDiffering()
                .forEach((property, verdicts) -> lines.add(
                        property + ": expected " + verdicts.leftValue() + ", found " + verdicts.rightValue()));
        Sets.symmetricDifference(expected.verdicts().keySet(), found.verdicts().keySet())
                .forEach(property -> lines.add(property + ": "
                        + (found.verdicts().containsKey(property)
                                ? "no verdict is expected"
                                : "expected, but not a property of this run")));
        return lines.build();
    }

    /** What differs in the size of the graph between {@code expected} and what was found, one line each. */
    public static ImmutableList<String> differentSize(ExpectedRun expected, ExpectedRun found) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        if (expected.states() != found.states()) {
            lines.add("states: expected " + expected.states() + ", found " + found.states());
        }
        if (expected.depth() != found.depth()) {
            lines.add("depth: expected " + expected.depth() + ", found " + found.depth());
        }
        return lines.build();
    }

    private static List<ExpectedRun> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = TextFile.read(file);
        try {
            ScenarioFile content = GSON.fromJson(text, ScenarioFile.class);
            if (content == null
                    || content.runs() == null
                    || !content.runs().stream().allMatch(run -> run != null && run.isWhole())) {
                throw new IOException(
                        file + ": expected an object with a list of runs, each with design, parameters, states, "
                                + "depth and verdicts");
            }
            return content.runs();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(file + " is not the JSON that it should be: " + e.getMessage(), e);
        }
    }

    private static Path file(Path directory, Scenario scenario) {
        return directory.resolve(scenario.name() + ".json");
    }
}
