package cordon.counterexamples;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.counterexamples.Recording.Change;
import cordon.counterexamples.Recording.Step;
import cordon.engine.schema.Field.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A counterexample as plain text: what is wrong in a few sentences, then the numbered steps with one lane per process,
 * what each step changed, and what the kernel would have printed.
 */
public final class TextReport {
    private static final Splitter WORDS = Splitter.on(' ');
    private static final ImmutableList<String> COLOURS =
            ImmutableList.of("\u001b[36m", "\u001b[33m", "\u001b[32m", "\u001b[35m", "\u001b[34m", "\u001b[31m");
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final Recording recording;
    private final Layout layout;
    private final ImmutableList<String> lanes;
    private final StringBuilder out = new StringBuilder();

    /**
     * What of a counterexample is shown, and how.
     *
     * @param width columns of a line
     * @param from the first step shown
     * @param to the last step shown
     * @param only the processes whose steps are shown, or none for all
     * @param all whether steps that do not matter are shown too
     * @param colours whether lanes have colours
     */
    public record Layout(int width, int from, int to, ImmutableSet<String> only, boolean all, boolean colours) {
        /** The narrowest that there is room for lanes and words in. */
        public static final int MIN_WIDTH = 60;

        /** The widest. */
        public static final int MAX_WIDTH = 10_000;

        /** All that matters, 110 columns wide, without colours. */
        public static final Layout DEFAULT = new Layout(110, 1, Integer.MAX_VALUE, ImmutableSet.of(), false, false);

        private boolean isWhole(Recording recording) {
            return from == 1 && to >= recording.steps().size() && only.isEmpty();
        }

        private boolean shows(int n, Step step) {
            return n >= from && n <= to && (only.isEmpty() || only.contains(step.process()));
        }
    }

    private TextReport(Recording recording, Layout layout) {
        this.recording = recording;
        this.layout = layout;
        this.lanes = recording.lanes();
    }

    /** The text in the default layout, lines ended by a line feed. */
    public static String of(Recording recording) {
        return of(recording, Layout.DEFAULT);
    }

    /** The text in {@code layout}, lines ended by a line feed. */
    public static String of(Recording recording, Layout layout) {
        TextReport report = new TextReport(recording, layout);
        report.head();
        report.steps();
        if (recording.hasLog()) {
            report.log();
        }
        return report.out.toString();
    }

    /** {@code brief}, the short form of {@code recording}, alone and in the default layout. */
    static String of(Recording recording, ShortForm brief) {
        TextReport report = new TextReport(recording, Layout.DEFAULT);
        report.inShort(brief);
        return report.out.toString();
    }

    private void head() {
        wrapped("", "", recording.heading());
        line(Strings.repeat("=", Math.min(layout.width(), recording.heading().length())));
        line("");
        if (layout.isWhole(recording)) { // of a part there is no short form
            inShort(ShortForm.of(recording));
        }
        if (!recording.promise().isEmpty()) {
            paragraph("What is promised", recording.promise());
        }
        paragraph("What happens", recording.summary());
        if (!recording.causes().isEmpty()) {
            paragraph("What it hangs on", recording.hangsOn());
        }
        recording.finding().ifPresent(finding -> paragraph("Why", finding));
        if (!recording.inWhichWorld().isEmpty()) {
            paragraph("In which world", recording.inWhichWorld());
        }
        if (!recording.command().isEmpty()) {
            wrapped("Reproduce with: ", "    ", " \\", recording.command());
            line("");
        }
    }

    private void inShort(ShortForm brief) {
        paragraph("In short", brief.about());
        int width = lanes.stream().mapToInt(String::length).max().orElse(0);
        for (int n : brief.steps()) {
            Step step = recording.steps().get(n - 1);
            String first = String.format(Locale.ROOT, "%6d  ", n) + Strings.padEnd(step.process(), width, ' ') + "  ";
            wrapped(first, " ".repeat(first.length()), step.words());
        }
        line("");
    }

    private void steps() {
        line("Steps (* acts; below each step what it changed)");
        line("");
        laneNames();
        int leftOut = 0;
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            if (!layout.shows(n, step)) {
                continue;
            }
            if (!step.matters() && !layout.all()) {
                leftOut++;
                continue;
            }
            leftOut(leftOut);
            leftOut = 0;
            step(n, step);
        }
        leftOut(leftOut);
        recording.ending().ifPresent(ending -> line("     " + ending));
        line("");
    }

    private void leftOut(int steps) {
        if (steps > 0) {
            line("     (" + (steps == 1 ? "a step that does" : steps + " steps that do") + " not matter)");
        }
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

    private void step(int n, Step step) {
        int acting = lanes.indexOf(step.process());
        String colour = COLOURS.get(acting % COLOURS.size());
        if (layout.colours()) {
            out.append(BOLD).append(colour);
        }
        wrapped(String.format(Locale.ROOT, "%4d ", n) + marks(acting), "     " + marks(-1), step.words());
        if (layout.colours()) {
            out.append(PLAIN);
        }
        String indent = "     " + marks(-1) + "    ";
        for (Change change : step.changes()) {
            if (change.role() != Role.CONTROL) {
                wrapped(indent, indent, change.toString());
            }
        }
        for (String printed : step.log()) {
            wrapped(indent, indent, recording.logName() + ": " + printed);
        }
    }

    private void log() {
        String name = "The " + recording.logName();
        List<String> whole = log((n, step) -> true);
        List<String> shown = log(layout::shows);
        boolean elsewhere = shown.isEmpty() && !whole.isEmpty();
        line(
                whole.isEmpty()
                        ? name + " is empty."
                        : elsewhere
                                ? name + " has no line of the steps that are shown. All of it, by step:"
                                : name + ", by step:");
        (elsewhere ? whole : shown).forEach(text -> wrapped("", "      ", text));
    }

    private List<String> log(BiPredicate<Integer, Step> wanted) {
        List<String> printed = new ArrayList<>();
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            for (String text : wanted.test(n, step) ? step.log() : ImmutableList.<String>of()) {
                printed.add(String.format(Locale.ROOT, "%4d  %s", n, text));
            }
        }
        return printed;
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

    private void paragraph(String heading, String text) {
        line(heading);
        wrapped("  ", "  ", text);
        line("");
    }

    private void wrapped(String first, String next, String text) {
        wrapped(first, next, "", text);
    }

    /** Adds {@code text} broken at spaces; lines begin with {@code first}, then {@code next}, and end with {@code more}. */
    private void wrapped(String first, String next, String more, String text) {
        StringBuilder current = new StringBuilder(first);
        boolean empty = true;
        for (String word : WORDS.split(text)) {
            if (!empty && current.length() + 1 + word.length() + more.length() > layout.width()) {
                line(current + more);
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
