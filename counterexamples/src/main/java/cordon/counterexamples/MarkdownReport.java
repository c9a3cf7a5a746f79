package cordon.counterexamples;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording.Change;
import cordon.counterexamples.Recording.Step;
import cordon.engine.schema.Field.Role;
import java.util.stream.Collectors;

/**
 * A counterexample as Markdown for a bug report or a cover letter: the same paragraphs as {@link TextReport}, a sequence diagram that
 * Mermaid draws, and a table of the steps.
 */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** The text, lines ended by a line feed. */
    public static String of(Recording recording) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(recording.heading()).append("\n\n");
        out.append(escaped(recording.summary())).append("\n\n");
        if (!recording.causes().isEmpty()) {
            out.append("**It hangs on:** ")
                    .append(escaped(Joiner.on("; ").join(recording.causes())))
                    .append(".\n\n");
        }
        if (!recording.promise().isEmpty()) {
            out.append("**Promised:** ").append(escaped(recording.promise())).append("\n\n");
        }
        recording
                .finding()
                .ifPresent(f -> out.append("**Why:** ").append(escaped(f)).append("\n\n"));
        out.append("Reproduce with `").append(recording.command()).append("`.\n\n");
        diagram(recording, out);
        table(recording, out);
        return out.toString();
    }

    private static void diagram(Recording recording, StringBuilder out) {
        ImmutableList<String> lanes = recording.lanes();
        out.append("```mermaid\nsequenceDiagram\n");
        for (int lane = 0; lane < lanes.size(); lane++) {
            out.append("  participant L")
                    .append(lane)
                    .append(" as ")
                    .append(lanes.get(lane))
                    .append('\n');
        }
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            int from = step.takesUp();
            String to = "L" + lanes.indexOf(step.process());
            String text = n + ". " + inDiagram(step.action().label()) + "\n";
            if (from == 0) {
                out.append("  Note over ").append(to).append(": ").append(text);
            } else {
                out.append("  L")
                        .append(lanes.indexOf(recording.steps().get(from - 1).process()))
                        .append("->>")
                        .append(to)
                        .append(": ")
                        .append(text);
            }
        }
        recording
                .ending()
                .ifPresent(ending -> out.append("  Note over L0")
                        .append(lanes.size() > 1 ? ",L" + (lanes.size() - 1) : "")
                        .append(": ")
                        .append(inDiagram(ending))
                        .append('\n'));
        out.append("```\n\n");
    }

    private static void table(Recording recording, StringBuilder out) {
        out.append("| step | who | what | changes |\n|---:|---|---|---|\n");
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            out.append("| ")
                    .append(n)
                    .append(" | ")
                    .append(escaped(step.process()))
                    .append(" | `")
                    .append(step.action().procedure())
                    .append("` ")
                    .append(escaped(step.action().label()))
                    .append(step.matters() ? "" : " (does not matter)")
                    .append(" | ")
                    .append(step.changes().stream()
                            .filter(change -> change.role() != Role.CONTROL)
                            .map(Change::toString)
                            .map(MarkdownReport::escaped)
                            .collect(Collectors.joining("<br>")))
                    .append(" |\n");
        }
        recording.ending().ifPresent(ending -> out.append('\n').append(ending).append('\n'));
    }

    /** Mermaid ends a statement at a semicolon, and takes a hash for the start of a character's name. */
    private static String inDiagram(String text) {
        return text.replace("#", "#35;").replace(";", "#59;").replace("#35#59;", "#35;");
    }

    /** {@code text} so that Markdown takes no part of it for a mark. */
    public static String escaped(String text) {
        return text.replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1");
    }
}
