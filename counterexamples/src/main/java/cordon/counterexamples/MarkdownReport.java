package cordon.counterexamples;

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
        inShort(recording, out);
        out.append(paragraph(recording.summary())).append("\n\n");
        if (!recording.causes().isEmpty()) {
            out.append("**It hangs on:** ").append(escaped(recording.hangsOn())).append("\n\n");
        }
        if (!recording.promise().isEmpty()) {
            out.append("**Promised:** ").append(escaped(recording.promise())).append("\n\n");
        }
        recording
                .finding()
                .ifPresent(f -> out.append("**Why:** ").append(escaped(f)).append("\n\n"));
        if (!recording.inWhichWorld().isEmpty()) {
            out.append("**In which world:** ")
                    .append(escaped(recording.inWhichWorld()))
                    .append("\n\n");
        }
        if (!recording.command().isEmpty()) {
            out.append("Reproduce with ").append(code(recording.command())).append(".\n\n");
        }
        diagram(recording, out);
        table(recording, out);
        if (recording.hasLog()) {
            log(recording, out);
        }
        return out.toString();
    }

    private static void inShort(Recording recording, StringBuilder out) {
        ShortForm brief = ShortForm.of(recording);
        out.append(escaped(brief.about())).append("\n\n");
        if (brief.steps().isEmpty()) {
            return;
        }
        out.append("| step | who | what |\n|---:|---|---|\n");
        for (int n : brief.steps()) {
            Step step = recording.steps().get(n - 1);
            row(out, n, escaped(step.process()), what(step));
        }
        out.append('\n');
    }

    private static String what(Step step) {
        return inCell(step.action().procedure()) + " " + escaped(step.action().label());
    }

    private static void row(StringBuilder out, int n, String... cells) {
        out.append("| ")
                .append(n)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static void log(Recording recording, StringBuilder out) {
        if (recording.steps().stream().allMatch(step -> step.log().isEmpty())) {
            out.append("\nThe ").append(recording.logName()).append(" is empty.\n");
            return;
        }
        out.append("\n| step | ").append(recording.logName()).append(" |\n|---:|---|\n");
        for (int n = 1; n <= recording.steps().size(); n++) {
            for (String printed : recording.steps().get(n - 1).log()) {
                row(out, n, inCell(printed));
            }
        }
    }

    private static void diagram(Recording recording, StringBuilder out) {
        ImmutableList<String> lanes = recording.lanes();
        out.append("A dotted line leads to a step from the one that it reads of, or has waited for.\n\n");
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
            if (from > 0) {
                out.append("  L")
                        .append(lanes.indexOf(recording.steps().get(from - 1).process()))
                        .append("-->")
                        .append(to)
                        .append(": ")
                        .append(inDiagram(dependence(step)))
                        .append('\n');
            }
            out.append("  Note over ")
                    .append(to)
                    .append(": ")
                    .append(n)
                    .append(". ")
                    .append(inDiagram(step.action().label()))
                    .append('\n');
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

    /** What {@code step} has of the step that it takes up: no message, but something that it reads. */
    private static String dependence(Step step) {
        String names = String.join(", ", step.namesReadOf(step.takesUp()));
        return names.isEmpty() ? "after step " + step.takesUp() : "reads " + names + " of step " + step.takesUp();
    }

    private static void table(Recording recording, StringBuilder out) {
        out.append("| step | who | what | changes |\n|---:|---|---|---|\n");
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            row(
                    out,
                    n,
                    escaped(step.process()),
                    what(step) + (step.matters() ? "" : " (does not matter)"),
                    step.changes().stream()
                            .filter(change -> change.role() != Role.CONTROL)
                            .map(Change::toString)
                            .map(MarkdownReport::escaped)
                            .collect(Collectors.joining("<br>")));
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

    /** {@code text} as code in a cell of a table. */
    private static String inCell(String text) {
        return code(text).replace("|", "\\|");
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
