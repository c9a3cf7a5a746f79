package cordon.cli.report;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import cordon.cli.report.CheckReport.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Markdown that reads well as the summary of a job and, unrendered, as a mail: headings, lists, and traces as blocks of code. */
final class Markdown implements Format {
    private static final int MOST_TRACES = 10;
    private static final int MOST_KNOWN = 20; // of more a reader wants to know the findings

    @Override
    public String of(CheckReport report) {
        StringBuilder text =
                new StringBuilder("# Cordon: ").append(report.counts()).append("\n\n");
        text.append(report.searches().size())
                .append(report.searches().size() == 1 ? " search" : " searches")
                .append(", by ")
                .append(report.program())
                .append(". ")
                .append(fails(report))
                .append('\n');
        List<Entry> entries = report.entries();
        for (Kind kind : Kind.values()) {
            List<Entry> ofKind = entries.stream()
                    .filter(entry -> entry.item().kind() == kind)
                    .toList();
            if (!ofKind.isEmpty()) {
                text.append("\n## ")
                        .append(kind.word())
                        .append(": ")
                        .append(kind.meaning())
                        .append("\n\n");
                text.append(
                        kind == Kind.KNOWN && ofKind.size() > MOST_KNOWN
                                ? byCause(ofKind)
                                : ofKind.stream().map(Markdown::line).collect(Collectors.joining()));
            }
        }
        List<Entry> traces = entries.stream()
                .filter(entry ->
                        report.fails(entry.item()) && entry.item().evidence().isPresent())
                .toList();
        traces.stream().limit(MOST_TRACES).forEach(entry -> text.append(trace(entry)));
        if (traces.size() > MOST_TRACES) {
            text.append("\nTraces that are not shown here: ")
                    .append(traces.size() - MOST_TRACES)
                    .append(".\n");
        }
        return text.toString();
    }

    private static String fails(CheckReport report) {
        String failing = Arrays.stream(Kind.values())
                .filter(kind -> report.failing().contains(kind) && report.count(kind) > 0)
                .map(Kind::word)
                .collect(Collectors.joining(", "));
        return failing.isEmpty() ? "None of it fails." : "**What fails: " + failing + ".**";
    }

    private static String line(Entry entry) {
        Item item = entry.item();
        String property = item.property().map(name -> ", " + code(name)).orElse("");
        return "- " + code(entry.search().about().title()) + property + ": " + plain(item.says()) + "\n";
    }

    /** A line for each finding: how many violations it explains, of which properties, in how many searches. */
    private static String byCause(List<Entry> entries) {
        ImmutableListMultimap<String, Entry> byCause =
                Multimaps.index(entries, entry -> entry.item().cause().orElse(""));
        StringBuilder text = new StringBuilder();
        byCause.asMap().forEach((cause, all) -> {
            String properties = all.stream()
                    .flatMap(entry -> entry.item().property().stream())
                    .distinct()
                    .map(Markdown::code)
                    .collect(Collectors.joining(", "));
            long searches = all.stream().map(Entry::search).distinct().count();
            text.append("- ")
                    .append(code(cause))
                    .append(": ")
                    .append(all.size())
                    .append(all.size() == 1 ? " violation, of " : " violations, of ")
                    .append(properties)
                    .append(searches == 1 ? ", in 1 search\n" : ", in " + searches + " searches\n");
        });
        return text.toString();
    }

    private static String trace(Entry entry) {
        String command = Optional.of(entry.search().about().command())
                .filter(words -> !words.isEmpty())
                .map(words -> "\nReproduce with: `" + words + "`\n")
                .orElse("");
        return "\n### " + plain(entry.text()) + "\n" + command + "\n```text\n"
                + entry.item().evidence().map(TraceText::of).orElse("").replace("```", "'''") + "```\n";
    }

    private static String code(String text) {
        return "`" + text.replace('`', '\'') + "`";
    }

    /** Without what Markdown would take for a mark; on one line. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_<\\[|])", "\\\\$1");
    }
}
