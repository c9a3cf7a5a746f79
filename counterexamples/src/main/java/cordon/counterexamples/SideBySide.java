package cordon.counterexamples;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import com.google.common.base.Strings;
import cordon.counterexamples.Recording.Change;
import cordon.engine.schema.Field.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two counterexamples beside each other: what is in both, and what is in one only. */
public final class SideBySide {
    private static final String CHANGE = "        ";

    private SideBySide() {}

    /**
     * The text, {@code width} columns wide: {@code =} stands between lines that are in both, {@code <} and {@code >} point to
     * the one that has a line, {@code |} stands between lines that differ. The summaries come first.
     */
    public static String of(Recording left, Recording right, int width) {
        int column = (width - 3) / 2;
        StringBuilder out = new StringBuilder();
        for (Recording recording : List.of(left, right)) {
            out.append(recording.heading())
                    .append('\n')
                    .append(recording.summary())
                    .append("\n\n");
        }
        List<DiffRow> rows = DiffRowGenerator.create()
                .lineNormalizer(line -> line) // the text is not for a browser
                .build()
                .generateDiffRows(lines(left), lines(right));
        int leftStep = 0;
        int rightStep = 0;
        for (DiffRow row : rows) {
            String sign = switch (row.getTag()) {
                case EQUAL -> " = ";
                case INSERT -> " > ";
                case DELETE -> " < ";
                case CHANGE -> " | ";
            };
            leftStep += isStep(row.getOldLine()) ? 1 : 0;
            rightStep += isStep(row.getNewLine()) ? 1 : 0;
            String line = cut(numbered(row.getOldLine(), leftStep), column)
                    + sign
                    + cut(numbered(row.getNewLine(), rightStep), column);
            out.append(line.stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static boolean isStep(String line) {
        return !line.isEmpty() && !line.startsWith(CHANGE);
    }

    private static String numbered(String line, int step) {
        return isStep(line) ? String.format(Locale.ROOT, "%3d %s", step, line) : line;
    }

    private static List<String> lines(Recording recording) {
        List<String> lines = new ArrayList<>();
        recording.steps().forEach(step -> {
            lines.add(step.process() + ": " + step.action().procedure() + " "
                    + step.action().label());
            for (Change change : step.changes()) {
                if (change.role() != Role.CONTROL) {
                    lines.add(CHANGE + change);
                }
            }
        });
        recording.ending().ifPresent(ending -> lines.add(CHANGE + ending));
        return lines;
    }

    private static String cut(String line, int columns) {
        return Strings.padEnd(line.length() <= columns ? line : line.substring(0, columns - 3) + "...", columns, ' ');
    }
}
