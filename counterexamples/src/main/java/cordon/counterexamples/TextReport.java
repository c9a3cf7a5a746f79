package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.Trace;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A counterexample as plain text: what is wrong in a few sentences, then the numbered steps with one lane per process,
 * what each step changed, and what the kernel would have printed.
 */
public final class TextReport {
    private static final int WIDTH = 110;
    private static final Splitter WORDS = Splitter.on(' ');

    private final Counterexample counterexample;
    private final Trace trace;
    private final ImmutableList<String> lanes;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Counterexample counterexample) {
        this.counterexample = counterexample;
        this.trace = counterexample.trace();
        this.lanes = IntStream.rangeClosed(1, trace.length())
                .mapToObj(n -> action(n).process())
                .distinct()
                .sorted() // by name, so that lanes stay in place from trace to trace
                .collect(toImmutableList());
    }

    /** The text, lines ended by a line feed. */
    public static String of(Counterexample counterexample) {
        TextReport report = new TextReport(counterexample);
        report.head();
        report.steps();
        report.kernelLog();
        return report.out.toString();
    }

    private void head() {
        String heading = counterexample.property().name() + " is violated: " + counterexample.title();
        line(heading);
        line(Strings.repeat("=", Math.min(WIDTH, heading.length())));
        line("");
        paragraph("What is promised", counterexample.property().meaning());
        paragraph("What happens", counterexample.property().explain(trace));
        counterexample.finding().ifPresent(finding -> paragraph("Why", finding));
        paragraph("In which world", counterexample.world());
        line("Reproduce with: " + counterexample.command());
        line("");
    }

    private void steps() {
        line("Steps (* acts; below each step what it changed)");
        line("");
        laneNames();
        for (int n = 1; n <= trace.length(); n++) {
            step(n);
        }
        if (trace.loopStart().isPresent()) {
            int first = trace.loopStart().getAsInt() + 1;
            line(
                    first > trace.length()
                            ? "     Here it rests for ever: nothing that has to happen is possible any more."
                            : "     And again from step " + first + ", for ever.");
        }
        line("");
    }

    private void laneNames() {
        List<List<String>> names = lanes.stream().map(WORDS::splitToList).toList();
        int rows = names.stream().mapToInt(List::size).max().orElse(0);
        for (int row = 0; row < rows; row++) {
            StringBuilder text = new StringBuilder("     ");
            for (int lane = 0; lane < lanes.size(); lane++) {
                List<String> words = names.get(lane);
                text.append(Strings.padEnd(row < words.size() ? words.get(row) : "", laneWidth(lane), ' '));
            }
            line(text.toString().stripTrailing());
        }
    }

    private void step(int n) {
        Action action = action(n);
        int acting = lanes.indexOf(action.process());
        wrapped(
                String.format("%4d ", n) + marks(acting),
                "     " + marks(-1),
                action.procedure() + " " + action.label());
        String indent = "     " + marks(-1) + "    ";
        for (Change change : trace.system().schema().diff(trace.state(n - 1), trace.state(n))) {
            if (change.field().role() != Role.CONTROL) {
                wrapped(indent, indent, (change.field().role() == Role.GHOST ? "(ghost) " : "") + change);
            }
        }
        for (String printed : log(n)) {
            wrapped(indent, indent, "kernel log: " + printed);
        }
    }

    private void kernelLog() {
        List<String> printed = new ArrayList<>();
        for (int n = 1; n <= trace.length(); n++) {
            for (String text : log(n)) {
                printed.add(String.format("%4d  %s", n, text));
            }
        }
        line("The kernel log" + (printed.isEmpty() ? " is empty." : ", by step:"));
        printed.forEach(this::line);
    }

    private String marks(int acting) {
        return IntStream.range(0, lanes.size())
                .mapToObj(lane -> Strings.padEnd(lane == acting ? "*" : "|", laneWidth(lane), ' '))
                .collect(Collectors.joining());
    }

    private int laneWidth(int lane) {
        return 1
                + WORDS.splitToStream(lanes.get(lane))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
    }

    private Action action(int n) {
        return trace.system().action(trace.action(n), trace.state(n - 1));
    }

    private List<String> log(int n) {
        return trace.system().log(trace.state(n - 1), trace.action(n));
    }

    private void paragraph(String heading, String text) {
        line(heading);
        wrapped("  ", "  ", text);
        line("");
    }

    /** Adds {@code text} broken at spaces; lines begin with {@code first}, then {@code next}. */
    private void wrapped(String first, String next, String text) {
        StringBuilder current = new StringBuilder(first);
        boolean empty = true;
        for (String word : WORDS.split(text)) {
            if (!empty && current.length() + 1 + word.length() > WIDTH) {
                line(current.toString());
                current = new StringBuilder(next);
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(current.toString());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
