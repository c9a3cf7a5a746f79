package cordon.specs.mutation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import cordon.engine.file.TextFile;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of the cells of the matrix that are checked in: one file {@code <scenario>.json} for each scenario, in one directory.
 *
 * <p>{@code ./cordon mutate --record} writes what it found there, and leaves the other cells alone.
 */
public final class Records {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path directory;
    private final ImmutableMap<String, ScenarioFile> files; // by scenario

    private Records(Path directory, ImmutableMap<String, ScenarioFile> files) {
        this.directory = directory;
        this.files = files;
    }

    /** By the title of the run, then by the name of the fault. */
    private record ScenarioFile(String scenario, Map<String, Map<String, String>> runs) {}

    /**
     * Reads the files in {@code directory}; a scenario without a file has no records.
     *
     * @throws IOException if a file cannot be read or is not what it should be; the message names it
     */
    public static Records load(Path directory) throws IOException {
        ImmutableMap.Builder<String, ScenarioFile> files = ImmutableMap.builder();
        for (Scenario scenario : Scenarios.ALL) {
            files.put(scenario.name(), read(file(directory, scenario.name()), scenario.name()));
        }
        return new Records(directory, files.buildOrThrow());
    }

    /** The result of {@code cell}; empty if it was not searched, or a bound cut the search. */
    public Optional<Recorded> of(Cell cell) {
        Run run = cell.run();
        return Optional.ofNullable(files.get(run.scenario().name()))
                .map(file -> file.runs().get(run.title()))
                .map(cells -> cells.get(cell.fault().name()))
                .map(Recorded::parse);
    }

    /**
     * Writes what was found, beside what is there of other cells. What a bound cut is not written, and an older record of it stays.
     *
     * @param found what was found, by cell
     * @param all every cell that there is: the records of others are removed
     * @throws IOException if a file cannot be written
     */
    public void record(Map<Cell, Examined> found, List<Cell> all) throws IOException {
        Map<String, Map<String, Map<String, String>>> scenarios = new LinkedHashMap<>();
        for (Cell cell : all) {
            Optional<Recorded> now =
                    Optional.ofNullable(found.get(cell)).flatMap(Recorded::of).or(() -> of(cell));
            now.ifPresent(recorded -> scenarios
                    .computeIfAbsent(cell.run().scenario().name(), name -> new TreeMap<>())
                    .computeIfAbsent(cell.run().title(), title -> new TreeMap<>())
                    .put(cell.fault().name(), recorded.toString()));
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, Map<String, Map<String, String>>> entry : scenarios.entrySet()) {
            TextFile.write(
                    file(directory, entry.getKey()),
                    GSON.toJson(new ScenarioFile(entry.getKey(), entry.getValue())) + "\n");
        }
    }

    /** The records of {@code cells}, as far as there are any. */
    public ImmutableMap<Cell, Recorded> of(List<Cell> cells) {
        ImmutableMap.Builder<Cell, Recorded> records = ImmutableMap.builder();
        cells.forEach(cell -> of(cell).ifPresent(recorded -> records.put(cell, recorded)));
        return records.buildOrThrow();
    }

    /**
     * The result of one cell.
     *
     * @param notices what notices the fault first of all, in words; empty if it survives, or the wrong model threw
     * @param states how many states were searched
     * @param thrown what the wrong model threw; blank if nothing
     */
    public record Recorded(ImmutableList<String> notices, long states, String thrown) {
        private static final String SURVIVES = "survives";
        private static final String THROWS = "throws ";

        /** The record of {@code examined}; empty if a bound cut the search. */
        public static Optional<Recorded> of(Examined examined) {
            return examined.isComplete()
                    ? Optional.of(new Recorded(
                            examined.notices().stream().map(Notice::toString).collect(ImmutableList.toImmutableList()),
                            examined.states(),
                            examined.thrown()))
                    : Optional.empty();
        }

        private static Recorded parse(String text) {
            int end = text.lastIndexOf("; ");
            String found = text.substring(0, end);
            long states = Long.parseLong(text.substring(end + 2, text.indexOf(' ', end + 2)));
            if (found.startsWith(THROWS)) {
                return new Recorded(ImmutableList.of(), states, found.substring(THROWS.length()));
            }
            return new Recorded(
                    found.equals(SURVIVES)
                            ? ImmutableList.of()
                            : ImmutableList.copyOf(Splitter.on(", ").split(found)),
                    states,
                    "");
        }

        /** Tells if something notices the fault. */
        public boolean isNoticed() {
            return !notices.isEmpty();
        }

        /** The properties that notice it first of all. */
        public ImmutableList<String> properties() {
            return notices.stream()
                    .map(notice -> notice.substring(0, notice.indexOf(' ')))
                    .distinct()
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public String toString() {
            String found = !thrown.isEmpty() ? THROWS + thrown : isNoticed() ? String.join(", ", notices) : SURVIVES;
            return found + "; " + states + " states";
        }
    }

    private static ScenarioFile read(Path file, String scenario) throws IOException {
        if (!Files.exists(file)) {
            return new ScenarioFile(scenario, ImmutableMap.of());
        }
        String text = TextFile.read(file);
        try {
            @Nullable ScenarioFile content = GSON.fromJson(text, ScenarioFile.class);
            if (content == null
                    || content.runs() == null
                    || !content.runs().values().stream().allMatch(Records::areWhole)) {
                throw new IOException(
                        file + ": expected an object with runs, each with what was found for each mutant");
            }
            return content;
        } catch (JsonParseException e) {
            throw new IOException(file + " is not the JSON that it should be: " + e.getMessage(), e);
        }
    }

    private static boolean areWhole(@Nullable Map<String, String> cells) {
        return cells != null
                && cells.values().stream().allMatch(text -> text != null && text.matches("\\S.*; \\d+ states"));
    }

    private static Path file(Path directory, String scenario) {
        return directory.resolve(scenario + ".json");
    }
}
