package cordon.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Basis;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Severity;
import cordon.specs.finding.Sighting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The distinct findings of some searches: which properties each breaks, in how many searches, and its shortest trace. */
final class FindingsTable {
    private static final String UNEXPLAINED = "(no finding explains it)";

    /** The worst is the last row, where the eye is: what nothing explains, then the worst class of properties, then what rests on least. */
    private static final Comparator<Row> WORST_LAST = Comparator.<Row, Boolean>comparing(
                    row -> row.name.equals(UNEXPLAINED))
            .thenComparing(Comparator.comparing(Row::severity).reversed())
            .thenComparing(Comparator.comparingInt((Row row) -> row.restsOn).reversed())
            .thenComparingInt(row -> row.runs.size());

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** One finding, or the violations of one property that no finding explains. */
    private static final class Row {
        private final String name;
        private final String basis;
        private final int restsOn;
        private final Set<String> properties = new LinkedHashSet<>();
        private final Set<Run> runs = new LinkedHashSet<>();
        private @Nullable Integer shortest;
        private String where = "";

        Row(String name, List<Basis> basis) {
            this.name = name;
            this.basis = Basis.words(basis, words -> words);
            this.restsOn = basis.size();
        }

        /** Of its worst property; what nothing explains may be a property of no class, and counts as the worst. */
        Severity severity() {
            return name.equals(UNEXPLAINED)
                    ? Severity.MEMORY
                    : properties.stream()
                            .map(Severity::of)
                            .min(Comparator.naturalOrder())
                            .orElseThrow();
        }

        void add(Run run, String property, @Nullable Integer steps) {
            properties.add(property);
            runs.add(run);
            if (where.isEmpty() || (steps != null && (shortest == null || steps < shortest))) {
                shortest = steps;
                where = run.title() + ", " + property;
            }
        }
    }

    /** Counts in what a search has found. */
    void add(Search search) {
        for (Answer answer : search.answers()) {
            String property = answer.property().name();
            for (Sighting sighting : answer.sightings()) {
                Finding finding = sighting.finding();
                rows.computeIfAbsent(finding.name(), name -> new Row(name, finding.basis()))
                        .add(
                                search.run(),
                                property,
                                sighting.trace().map(t -> t.length()).orElse(null));
            }
            if (answer.isUnexplained()) {
                rows.computeIfAbsent(UNEXPLAINED + property, name -> new Row(UNEXPLAINED, List.of()))
                        .add(
                                search.run(),
                                property,
                                answer.beyond().map(t -> t.length()).orElse(null));
            }
        }
    }

    /** Prints it; nothing if nothing is violated. */
    void print(PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("FINDING", "SEARCHES", "SHORTEST", "RESTS ON", "VIOLATES", "SHORTEST TRACE"));
        rows.values().stream()
                .sorted(WORST_LAST)
                .forEach(row -> lines.add(List.of(
                        row.name,
                        Integer.toString(row.runs.size()),
                        row.shortest == null ? "-" : "@" + row.shortest,
                        row.basis,
                        String.join(", ", row.properties),
                        row.where)));
        out.println();
        lines.forEach(line -> out.println(padded(line, lines)));
    }

    private static String padded(List<String> line, List<List<String>> lines) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            int column = i;
            int width =
                    lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
            cells.add(Strings.padEnd(line.get(i), width, ' '));
        }
        return String.join("  ", cells).stripTrailing();
    }

    /** The findings, as machines get them. */
    ImmutableList<Map<String, Object>> json() {
        return rows.values().stream()
                .map(row -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("finding", row.name.equals(UNEXPLAINED) ? null : row.name);
                    json.put("searches", row.runs.size());
                    json.put("shortest", row.shortest);
                    json.put("restsOn", row.basis);
                    json.put("properties", row.properties);
                    json.put("where", row.where);
                    return json;
                })
                .collect(ImmutableList.toImmutableList());
    }
}
