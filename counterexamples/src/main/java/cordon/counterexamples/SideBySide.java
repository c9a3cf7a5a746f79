package cordon.counterexamples;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import com.google.common.base.Strings;
import cordon.counterexamples.Recording.Change;
import cordon.engine.schema.Field.Role;
import java.util.ArrayList;
import java.util.List;

/** Two counterexamples beside each other: what is in both, and what is in one only. */
public final class SideBySide {
    private static final String BETWEEN = " ";

    private SideBySide() {}

    /**
     * The text, {@code width} columns wide: {@code =} stands between lines that are in both, {@code <} and {@code >} point to
     * the one that has a line, {@code |} stands between lines that differ.
     */
    public static String of(Recording left, Recording right, int width) {
        int column = (width - 3) / 2;
        StringBuilder out = new StringBuilder();
        List<DiffRow> rows = DiffRowGenerator.create()
                .lineNormalizer(line -> line) // the text is not for a browser
                .build()
                .generateDiffRows(lines(left), lines(right));
        for (DiffRow row : rows) {
            char sign = switch (row.getTag()) {
                case EQUAL -> '=';
                case INSERT -> '>';
                case DELETE -> '<';
                case CHANGE -> '|';
            };
            out.append((cut(row.getOldLine(), column)
                            + BETWEEN
                            + sign
                            + BETWEEN
                            + cut(row.getNewLine(), column).stripTrailing())
                    .stripTrailing());
            out.append('\n');
        }
        return out.toString();
    }

    private static List<String> lines(Recording recording) {
        List<String> lines = new ArrayList<>(List.of(recording.heading()));
        recording.steps().forEach(step -> {
            lines.add(step.process() + ": " + step.procedure() + " " + step.label());
            for (Change change : step.changes()) {
                if (change.role() != Role.CONTROL) {
                    lines.add("    " + change);
                }
            }
        });
        recording.ending().ifPresent(lines::add);
        return lines;
    }

    private static String cut(String line, int columns) {
        return Strings.padEnd(line.length() <= columns ? line : line.substring(0, columns - 3) + "...", columns, ' ');
    }
}
