package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import cordon.command.ExitCode;
import cordon.specs.mutation.Cell;
import cordon.specs.mutation.Examined;
import cordon.specs.mutation.Fault;
import cordon.specs.mutation.Records;
import cordon.specs.mutation.Records.Recorded;
import cordon.specs.mutation.Score;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The results of cells of the matrix, for people and for machines. */
final class MutateReport {
    private final ImmutableList<Cell> chosen;
    private final Map<Cell, Examined> found;
    private final ImmutableMap<Cell, Recorded> recorded; // as they were before this run
    private final Score score; // of the chosen cells
    private final ImmutableList<Fault> survivors; // of all cells

    private final ImmutableList<Fault> unnoticed;

    /**
     * The report.
     *
     * @param all every cell of the matrix
     * @param chosen those that were to be searched
     * @param found what was found in them
     * @param records what is checked in
     */
    MutateReport(ImmutableList<Cell> all, ImmutableList<Cell> chosen, Map<Cell, Examined> found, Records records) {
        this.chosen = chosen;
        this.found = found;
        this.recorded = records.of(all);
        Map<Cell, Recorded> known = new LinkedHashMap<>(recorded);
        found.forEach((cell, examined) -> Recorded.of(examined).ifPresent(now -> known.put(cell, now)));
        this.score = new Score(chosen, Maps.filterKeys(known, ImmutableSet.copyOf(chosen)::contains));
        ImmutableSet<Fault> asked = chosen.stream().map(Cell::fault).collect(toImmutableSet());
        this.survivors = new Score(all, known)
                .survivors().stream().filter(asked::contains).collect(toImmutableList());
        this.unnoticed = survivors.stream()
                .filter(fault ->
                        all.stream().filter(cell -> cell.fault().equals(fault)).allMatch(known::containsKey))
                .collect(toImmutableList());
    }

    private ImmutableList<Cell> cells(Predicate<Examined> wanted) {
        return chosen.stream()
                .filter(cell -> found.containsKey(cell) && wanted.test(examined(cell)))
                .collect(toImmutableList());
    }

    private Examined examined(Cell cell) {
        return Objects.requireNonNull(found.get(cell));
    }

    private ImmutableList<Cell> throwing() {
        return cells(examined -> !examined.thrown().isEmpty());
    }

    /** The cells in which a mutant was recorded to be noticed, and is not. */
    private ImmutableList<Cell> lost() {
        return cells(Examined::survives).stream()
                .filter(cell -> recorded.containsKey(cell)
                        && Objects.requireNonNull(recorded.get(cell)).isNoticed())
                .collect(toImmutableList());
    }

    ExitCode exitCode() {
        if (!lost().isEmpty() || !unnoticed.isEmpty()) {
            return ExitCode.DIFFERS;
        }
        return !isComplete() || !survivors.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.HOLDS;
    }

    boolean isComplete() {
        return found.size() == chosen.size();
    }

    void print(PrintStream out) {
        for (Map.Entry<Fault, Collection<Cell>> entry :
                Multimaps.index(found.keySet(), Cell::fault).asMap().entrySet()) {
            out.println(entry.getKey().name() + ": " + of(entry.getValue()));
        }
        lost().forEach(cell ->
                out.println("NOT NOTICED any more: " + cell.title() + "; recorded: " + recorded.get(cell)));
        throwing()
                .forEach(cell -> out.println(
                        "THROWS: " + cell.title() + ": " + examined(cell).thrown()));
        unnoticed.forEach(fault -> out.println("SURVIVES the whole matrix: " + fault.name()));
        if (survivors.size() > unnoticed.size()) {
            out.println("Noticed nowhere so far, and not searched everywhere: "
                    + survivors.stream()
                            .filter(fault -> !unnoticed.contains(fault))
                            .map(Fault::name)
                            .collect(Collectors.joining(", ")));
        }
        out.println("Of these cells: nowhere among the first that notice a mutant: " + names(score.idleProperties())
                + ". Scenarios that alone notice none: " + names(score.idleScenarios()) + ".");
        out.println(found.size() + " of " + chosen.size() + " cells were searched, in " + seconds() + " s; noticed: "
                + cells(Examined::isNoticed).size() + ", survived: "
                + cells(Examined::survives).size() + ", cut by a bound: "
                + cells(examined -> !examined.isComplete()).size() + ".");
    }

    private long seconds() {
        return found.values().stream().mapToLong(Examined::millis).sum() / 1000;
    }

    /** The cells of one mutant in one line. */
    private String of(Collection<Cell> cells) {
        ImmutableList<Cell> noticed =
                cells.stream().filter(cell -> examined(cell).isNoticed()).collect(toImmutableList());
        long cut = cells.stream().filter(cell -> !examined(cell).isComplete()).count();
        String first = noticed.isEmpty()
                ? ""
                : "; " + examined(noticed.get(0)).text() + " in "
                        + noticed.get(0).run().title();
        return "noticed in " + noticed.size() + " of " + cells.size() + " cells" + (cut > 0 ? ", " + cut + " cut" : "")
                + first;
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", ImmutableList.sortedCopyOf(names));
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("complete", isComplete());
        document.put("cells", chosen.size());
        document.put("searched", found.size());
        document.put("seconds", seconds());
        document.put("found", cells(examined -> true).stream().map(this::json).toList());
        document.put("lost", lost().stream().map(Cell::title).toList());
        document.put("survivors", survivors.stream().map(Fault::name).toList());
        document.put("unnoticed", unnoticed.stream().map(Fault::name).toList());
        document.put("idleProperties", ImmutableList.sortedCopyOf(score.idleProperties()));
        document.put("idleScenarios", ImmutableList.sortedCopyOf(score.idleScenarios()));
        return document;
    }

    private Map<String, Object> json(Cell cell) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mutant", cell.fault().name());
        json.put("scenario", cell.run().scenario().name());
        json.put("design", cell.run().design());
        json.put("parameters", cell.run().parameters());
        json.put("found", examined(cell).text());
        json.put("states", examined(cell).states());
        return json;
    }
}
