package cordon.counterexamples;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording.Change;
import cordon.counterexamples.Recording.Step;
import cordon.engine.schema.Field.Role;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A counterexample as Markdown for a bug report or a cover letter: the same paragraphs as {@link TextReport}, a sequence diagram that
 * Mermaid draws, and a table of the steps.
 */
public final class MarkdownReport {
    /** What is a mark anywhere: an ampersand only before the name of a character. */
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_~|<>\\[\\]]|&(?=#?\\w+;)");

    /** What is a mark where a paragraph begins: of a heading, a list or a line. */
    private static final Pattern FIRST_MARK = Pattern.compile("^(\\d*)([-#+=.)])");

    private static final Pattern BACKQUOTES = Pattern.compile("`+");

    private MarkdownReport() {}

    /** The text, lines ended by a line feed. */
    public static String of(Recording recording) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(escaped(recording.heading())).append("\n\n");
        out.append(paragraph(recording.summary())).append("\n\n");
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
        out.append("Reproduce with ").append(code(recording.command())).append(".\n\n");
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
                    .append(inDiagram(lanes.get(lane)))
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
                    .append(" | ")
                    .append(code(step.action().procedure()).replace("|", "\\|"))
                    .append(' ')
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

    /**
     * {@code text} so that Mermaid takes no part of it for a mark: it ends a statement at a semicolon, takes a hash for the start of a
     * character's name, two percent signs for an order, and passes tags on.
     */
    private static String inDiagram(String text) {
        StringBuilder plain = new StringBuilder();
        for (char c : text.replaceAll("%(?=%)", "% ").toCharArray()) {
            plain.append(
                    switch (c) {
                        case '#' -> "#35;";
                        case ';' -> "#59;";
                        case '<' -> "#lt;";
                        default -> Character.toString(c);
                    });
        }
        return plain.toString();
    }

    /** {@code text} as code: between more backquotes than it has in a row. */
    private static String code(String text) {
        int longest = BACKQUOTES
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        String space = longest == 0 ? "" : " ";
        return text.isEmpty() ? "" : fence + space + text + space + fence;
    }

    /** {@code text} so that Markdown takes no part of it for a mark. */
    public static String escaped(String text) {
        return MARKS.matcher(text).replaceAll("\\\\$0");
    }

    /** {@code text} as a paragraph: what it begins with is no mark either. */
    private static String paragraph(String text) {
        return FIRST_MARK.matcher(escaped(text.strip())).replaceFirst("$1\\\\$2");
    }
}
