package cordon.command;

import cordon.counterexamples.Recording;
import cordon.counterexamples.Recording.Step;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.engine.Trace;
import cordon.engine.schema.Schema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code replay}: take the steps of a recorded counterexample in the model as it is now. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Take the steps of a recorded counterexample in the model as it is now.",
            "Without FILE: those of every counterexample that is ${bundle:kept}."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the steps are possible and no violation any more; without FILE: all are violations as before",
            "1:a step is not possible any more; without FILE: some counterexample is not what it was",
            "2:the command line makes no sense, the file cannot be read, or without FILE: there is none",
            "3:without FILE: Ctrl-C ended it before all were replayed",
            "12:still a violation"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file that ends in " + RecordingFile.ENDING + ".")
    private @Nullable Path file;

    @Mixin
    private final Recorded models;

    private final PrintStream out = System.out;
    private final Program program;

    /** Of recordings of {@code models}; without a file, of those in the corpus of {@code program}. */
    public ReplayCommand(Program program, Recorded models) {
        this.program = program;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        if (file != null) {
            Recording recording = RecordingFile.read(file);
            try {
                return replay(recording).number();
            } catch (UsageException e) {
                throw new UsageException(file + ": " + e.getMessage());
            }
        }
        if (models.isVariant()) {
            throw new UsageException(models.option().orElseThrow() + " needs a FILE");
        }
        Corpus corpus = new Corpus(program, models);
        Corpus.Replayed replayed = corpus.replay();
        replayed.lines().forEach(out::println);
        int changed = replayed.count();
        int all = replayed.all();
        if (replayed.replayed() < all) {
            program.tell("INCOMPLETE: interrupted after " + replayed.replayed() + " of " + all
                    + " recorded counterexamples, of which " + changed + " are not what they were");
            return ExitCode.INCOMPLETE.number();
        }
        String such = changed == 0 ? " what " : " not what ";
        String have = changed == 0 || all == 1
                ? Lines.sentence(Counts.allAre(all, "recorded counterexample"))
                : changed + " of " + Counts.of(all, "recorded counterexample") + (changed == 1 ? " is" : " are");
        out.println(have + such + (have.endsWith(" is") ? "it was." : "they were."));
        return (changed == 0 ? ExitCode.HOLDS : ExitCode.DIFFERS).number();
    }

    private ExitCode replay(Recording recording) throws IOException {
        Model model = models.model(recording.origin());
        Replay.Result result = Corpus.replay(recording, model, models.isVariant());
        out.println(recording.heading());
        if (models.isVariant()) {
            out.println("replayed in: " + model.title());
        }
        if (!models.isVariant() && !recording.isOf(result.trace().system().schema())) {
            out.println("The model has other fields than when this was recorded.");
        }
        result.firstDifference().ifPresent(n -> difference(recording, result.trace(), n));
        String possible = Counts.allAre(recording.steps().size(), "step") + " possible";
        return switch (result.ending()) {
            case VIOLATED -> {
                out.println("Still a violation: " + possible
                        + (result.firstDifference().isEmpty() ? ", with the same states." : "."));
                yield ExitCode.SAFETY;
            }
            case NOT_VIOLATED -> {
                out.println(
                        recording.property().isEmpty()
                                ? Lines.sentence(possible) + "."
                                : "No violation any more: " + possible + ", but " + recording.property()
                                        + " is not violated at their end.");
                yield ExitCode.HOLDS;
            }
            case IMPOSSIBLE -> {
                Step step = recording.steps().get(result.impossible() - 1);
                out.println("Step " + result.impossible() + " is not possible: " + step.action());
                out.println(result.alternatives().isEmpty() ? "Nothing is." : "What is possible there:");
                result.alternatives().forEach(a -> out.println("  " + a));
                yield ExitCode.DIFFERS;
            }
        };
    }

    private void difference(Recording recording, Trace trace, int n) {
        if (n == 0) {
            out.println("The first state is not the one that was recorded.");
            return;
        }
        Step step = recording.steps().get(n - 1);
        out.println("The states part at step " + n + ", " + step.action());
        out.println("  as recorded:");
        print(step.changes().stream().map(Object::toString).toList());
        out.println("  now:");
        print(trace.system().schema().diff(trace.state(n - 1), trace.state(n)).stream()
                .map(Schema.Change::toString)
                .toList());
    }

    private void print(List<String> changes) {
        changes.forEach(change -> out.println("    " + change));
        if (changes.isEmpty()) {
            out.println("    no change");
        }
    }
}
