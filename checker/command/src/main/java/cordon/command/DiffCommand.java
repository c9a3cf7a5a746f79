package cordon.command;

import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.counterexamples.Replay.Ending;
import cordon.counterexamples.SideBySide;
import cordon.counterexamples.TextReport.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code diff}: two recorded counterexamples, or one in two designs, beside each other. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Print two recorded counterexamples beside each other;",
            "or one, and what becomes of its steps in ${bundle:variant}."
        })
public final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A file that ends in " + RecordingFile.ENDING + ".")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path left;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another one.")
    private @Nullable Path right;

    @Mixin
    private final Recorded models;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Columns: " + Layout.MIN_WIDTH + " to " + Layout.MAX_WIDTH + "; default 160.")
    @Within(least = Layout.MIN_WIDTH, most = Layout.MAX_WIDTH)
    private int width = 160;

    private final PrintStream out = System.out;

    /** Of recordings of {@code models}. */
    public DiffCommand(Recorded models) {
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        if (models.option().isPresent() && (right == null) != models.isVariant()) {
            throw new UsageException("expected either B or " + models.option().get());
        }
        Recording recording = RecordingFile.read(left);
        if (right != null) {
            out.print(SideBySide.of(recording, RecordingFile.read(right), width));
            return ExitCode.HOLDS.number();
        }
        Judge judge = Judge.of(models.model(recording.origin()), recording.property());
        Replay.Result result = Replay.of(recording, judge.system(), judge.property(), true);
        Recording other = CounterexampleFiles.recording(
                result.ending() == Ending.VIOLATED ? judge : judge.ofNothing(), result.trace());
        out.print(SideBySide.of(recording, other, width));
        switch (result.ending()) {
            case IMPOSSIBLE ->
                out.println("Step " + result.impossible() + " of the left is not possible on the right.");
            case NOT_VIOLATED -> out.println("All steps are possible on the right, and violate nothing.");
            case VIOLATED -> out.println("All steps are possible on the right, and violate the same.");
        }
        return ExitCode.HOLDS.number();
    }
}
