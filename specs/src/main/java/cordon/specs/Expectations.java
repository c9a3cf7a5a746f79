package cordon.specs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import cordon.engine.explore.Report;
import java.io.IOException;
import java.io.Reader;
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
 * <p>{@code ./cordon check --record-expected} writes them anew; the findings, which people write, are kept.
 */
public final class Expectations {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path directory;

    /** The expectations in {@code directory}. */
    public Expectations(Path directory) {
        this.directory = directory;
    }

    private record ScenarioFile(String scenario, List<ExpectedRun> runs) {}

    /**
     * What {@code run} is expected to find; empty if nobody has said.
     *
     * @throws IOException if the scenario's file cannot be read or is not what it should be; the message names it
     */
    public Optional<ExpectedRun> of(Run run) throws IOException {
        return read(run.scenario()).stream().filter(e -> e.isFor(run)).findFirst();
    }

    /**
     * Replaces the files of the scenarios in {@code reports} by what the runs found.
     *
     * @param reports finished runs
     * @throws IOException if a file cannot be read or written
     */
    public void record(Map<Run, Report> reports) throws IOException {
        Map<Scenario, List<ExpectedRun>> found = new LinkedHashMap<>();
        for (Map.Entry<Run, Report> entry : reports.entrySet()) {
            Run run = entry.getKey();
            ExpectedRun now = ExpectedRun.of(run, entry.getValue(), of(run));
            found.computeIfAbsent(run.scenario(), s -> new ArrayList<>()).add(now);
        }
        Files.createDirectories(directory);
        for (Map.Entry<Scenario, List<ExpectedRun>> entry : found.entrySet()) {
            String json = GSON.toJson(new ScenarioFile(entry.getKey().name(), entry.getValue()));
            Files.writeString(file(entry.getKey()), json + "\n");
        }
    }

    /** What differs between {@code expected} and what {@code run} found, one line each; empty if nothing does. */
    public static ImmutableList<String> differences(ExpectedRun expected, Run run, Report report) {
        ExpectedRun found = ExpectedRun.of(run, report, Optional.empty());
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        if (expected.states() != found.states()) {
            lines.add("states: expected " + expected.states() + ", found " + found.states());
        }
        if (expected.depth() != found.depth()) {
            lines.add("depth: expected " + expected.depth() + ", found " + found.depth());
        }
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

    private List<ExpectedRun> read(Scenario scenario) throws IOException {
        Path file = file(scenario);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            ScenarioFile content = GSON.fromJson(reader, ScenarioFile.class);
            if (content == null || content.runs() == null) {
                throw new IOException(file + ": expected an object with a list of runs");
            }
            return content.runs();
        } catch (JsonParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private Path file(Scenario scenario) {
        return directory.resolve(scenario.name() + ".json");
    }
}
