package cordon.command;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.counterexamples.TextReport.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code show}: a recorded counterexample for a reader. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Print a recorded counterexample: as text, as Markdown with a sequence diagram, or as an HTML page.")
public final class ShowCommand implements Callable<Integer> {
    private enum Form {
        TEXT,
        MARKDOWN,
        HTML
    }

    private static final int MOST_STEPS = 1_000_000; // no file is large enough for more

    @Parameters(paramLabel = "FILE", description = "A file that ends in " + RecordingFile.ENDING + ".")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path file;

    @Option(names = "--as", paramLabel = "FORM", description = "text (the default), markdown or html.")
    private Form form = Form.TEXT;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Of the text: columns, " + Layout.MIN_WIDTH + " to " + Layout.MAX_WIDTH
                    + "; default 110. 80 fits into e-mail.")
    @Within(least = Layout.MIN_WIDTH, most = Layout.MAX_WIDTH)
    private @Nullable Integer width;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Of the text: the first step shown, 1 to " + MOST_STEPS + ".")
    @Within(least = 1, most = MOST_STEPS)
    private @Nullable Integer from;

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "Of the text: the last step shown, 1 to " + MOST_STEPS + ".")
    @Within(least = 1, most = MOST_STEPS)
    private @Nullable Integer to;

    @Option(
            names = "--steps-of",
            split = ",",
            paramLabel = "WHO",
            description = "Of the text: whose steps are shown, such as ${bundle:process}; repeatable.")
    private @Nullable List<String> only;

    @Option(names = "--all", description = "Of the text: with the steps that do not matter.")
    private @Nullable Boolean all;

    @Option(
            names = "--watch",
            paramLabel = "EXPR",
            description =
                    "The value of an expression or a field, such as ${bundle:field}, after each step; repeatable. See '${ROOT-COMMAND-NAME} ask "
                            + "--help'.")
    private List<String> watched = new ArrayList<>();

    @Option(
            names = "--colour",
            negatable = true,
            description = "Of the text: colours; default on a terminal, unless NO_COLOR is set.")
    private @Nullable Boolean colours;

    private final PrintStream out = System.out;
    private final Recorded models;

    /** Of recordings of {@code models}. */
    public ShowCommand(Recorded models) {
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        Recording recording = RecordingFile.read(file);
        if (form != Form.TEXT && Stream.of(width, from, to, only, all, colours).anyMatch(Objects::nonNull)) {
            throw new UsageException("--width, --from, --to, --steps-of, --all and --colour are for --as text");
        }
        if (!watched.isEmpty()) {
            if (form != Form.TEXT
                    || Stream.of(width, from, to, only, all, colours).anyMatch(Objects::nonNull)) {
                throw new UsageException("--watch prints a table of all steps, and goes with no other option");
            }
            new Watch(recording, models.model(recording.origin()), watched).print(out);
            return ExitCode.HOLDS.number();
        }
        switch (form) {
            case TEXT -> Screen.printColoured(out, TextReport.of(recording, layout(recording)));
            case MARKDOWN -> out.print(MarkdownReport.of(recording));
            case HTML -> Screen.printInUtf8(out, HtmlReport.of(recording));
        }
        return ExitCode.HOLDS.number();
    }

    private Layout layout(Recording recording) {
        int length = recording.steps().size();
        int columns = width == null ? Layout.DEFAULT.width() : width;
        int first = from == null ? 1 : from;
        int last = to == null ? length : to;
        boolean chosen = from != null || to != null; // a recording may have no steps at all
        if (chosen && (first > length || last < first)) {
            throw new UsageException(
                    "--from is from 1 to " + length + " and --to not less, not " + first + " and " + last);
        }
        if (only != null && only.isEmpty()) {
            throw new UsageException("--steps-of names nobody");
        }
        ImmutableSet<String> lanes = only == null
                ? ImmutableSet.of()
                : only.stream().flatMap(name -> lanes(name, recording).stream()).collect(ImmutableSet.toImmutableSet());
        return new Layout(
                columns, first, last, lanes, Boolean.TRUE.equals(all), colours == null ? Screen.isColoured() : colours);
    }

    /** The lanes that {@code name} is the name of, or the first word of it. */
    private static ImmutableList<String> lanes(String name, Recording recording) {
        String beginning = Ascii.toLowerCase(name.strip()) + " ";
        ImmutableList<String> fitting = recording.lanes().stream()
                .filter(lane -> (Ascii.toLowerCase(lane) + " ").startsWith(beginning))
                .collect(ImmutableList.toImmutableList());
        return fitting.isEmpty()
                ? ImmutableList.of(Names.find("process", name.strip(), recording.lanes(), lane -> lane))
                : fitting;
    }
}
