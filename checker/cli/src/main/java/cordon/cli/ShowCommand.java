package cordon.cli;

import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.TextReport;
import cordon.counterexamples.TextReport.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon show}: a recorded counterexample for a reader. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Print a recorded counterexample: as text, as Markdown with a sequence diagram, or as an HTML page.")
final class ShowCommand implements Callable<Integer> {
    private enum Form {
        TEXT,
        MARKDOWN,
        HTML
    }

    @Parameters(paramLabel = "FILE", description = "A file that ends in " + RecordingFile.ENDING + ".")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path file;

    @Option(names = "--as", paramLabel = "FORM", description = "text (the default), markdown or html.")
    private Form form = Form.TEXT;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Of the text: columns; default 110. 80 fits into e-mail.")
    private int width = Layout.DEFAULT.width();

    @Option(names = "--from", paramLabel = "N", description = "Of the text: the first step shown.")
    private int from = 1;

    @Option(names = "--to", paramLabel = "N", description = "Of the text: the last step shown.")
    private int to = Integer.MAX_VALUE;

    @Option(names = "--steps-of", paramLabel = "WHO", description = "Of the text: whose steps are shown, such as CPU0.")
    private @Nullable String only;

    @Option(names = "--colour", negatable = true, description = "Of the text: colours; default on a terminal.")
    private boolean colours = Boolean.getBoolean("cordon.terminal");

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Recording recording = RecordingFile.read(file);
        if (width < Layout.MIN_WIDTH) {
            throw new UsageException("--width is at least " + Layout.MIN_WIDTH + ", not " + width);
        }
        if (from < 1 || to < from) {
            throw new UsageException("--from is at least 1 and --to at least as large, not " + from + " and " + to);
        }
        Optional<String> lane =
                Optional.ofNullable(only).map(name -> Names.find("process", name, recording.lanes(), n -> n));
        out.print(
                switch (form) {
                    case TEXT -> TextReport.of(recording, new Layout(width, from, to, lane, colours));
                    case MARKDOWN -> MarkdownReport.of(recording);
                    case HTML -> HtmlReport.of(recording);
                });
        return ExitCode.HOLDS.number();
    }
}
