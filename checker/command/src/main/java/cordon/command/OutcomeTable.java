package cordon.command;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.PageTemplate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with a heading and a few lines below it, in three forms.
 *
 * @param heading one line
 * @param columns the names of the columns
 * @param rows the cells, as many in each row as there are columns
 * @param remarked whether the last column has remarks: sentences, which as plain text stand below their row
 * @param notes the lines below
 */
public record OutcomeTable(
        String heading, List<String> columns, List<List<String>> rows, boolean remarked, List<String> notes) {
    private static final PageTemplate TEMPLATE = PageTemplate.of(OutcomeTable.class, "outcomes.html");

    /** As plain text. */
    public String text() {
        int last = columns.size() - (remarked ? 1 : 0);
        ImmutableList<Integer> widths = IntStream.range(0, last)
                .mapToObj(c -> Stream.concat(Stream.of(columns), rows.stream())
                        .mapToInt(row -> row.get(c).length())
                        .max()
                        .orElse(0))
                .collect(toImmutableList());
        StringBuilder text = new StringBuilder(heading + "\n\n" + line(columns, widths));
        for (List<String> row : rows) {
            text.append(line(row, widths));
            if (remarked && !row.get(last).isEmpty()) {
                text.append("     ").append(row.get(last)).append('\n');
            }
        }
        return text + "\n" + String.join("\n", notes) + "\n";
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, widths.size())
                        .mapToObj(c -> Strings.padEnd(cells.get(c), widths.get(c), ' '))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + "\n";
    }

    /** As Markdown. */
    public String markdown() {
        String table = "| " + cells(columns, " | ", MarkdownReport::escaped) + " |\n|" + "---|".repeat(columns.size())
                + "\n"
                + rows.stream()
                        .map(row -> "| " + cells(row, " | ", MarkdownReport::escaped) + " |\n")
                        .collect(Collectors.joining());
        return "# " + MarkdownReport.escaped(heading) + "\n\n" + table + "\n"
                + cells(notes, "\n\n", MarkdownReport::escaped) + "\n";
    }

    /** As a page that needs nothing else. */
    public String html() {
        UnaryOperator<String> escaped = HtmlEscapers.htmlEscaper()::escape;
        String table = "<tr><th>" + cells(columns, "</th><th>", escaped) + "</th></tr>\n"
                + rows.stream()
                        .map(row -> "<tr><td>" + cells(row, "</td><td>", escaped) + "</td></tr>\n")
                        .collect(Collectors.joining());
        return TEMPLATE.filled(ImmutableMap.of(
                "title",
                escaped.apply(heading),
                "table",
                table,
                "notes",
                "<p>" + cells(notes, "</p>\n<p>", escaped) + "</p>"));
    }

    private static String cells(List<String> texts, String between, UnaryOperator<String> escaped) {
        return texts.stream().map(escaped).collect(Collectors.joining(between));
    }
}
