package cordon.cli;

import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.SideBySide;
import cordon.counterexamples.TextReport.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon diff}: two recorded counterexamples beside each other. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Print two recorded counterexamples beside each other.",
            "One counterexample in two designs: 'cordon replay FILE --design NAME'."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A file that ends in " + RecordingFile.ENDING + ".")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path left;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    @SuppressWarnings("NullAway.Init")
    private Path right;

    @Option(names = "--width", paramLabel = "N", description = "Columns; default 160.")
    private int width = 160;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        if (width < Layout.MIN_WIDTH) {
            throw new UsageException("--width is at least " + Layout.MIN_WIDTH + ", not " + width);
        }
        out.print(SideBySide.of(RecordingFile.read(left), RecordingFile.read(right), width));
        return ExitCode.HOLDS.number();
    }
}
