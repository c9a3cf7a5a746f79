package cordon.cli;

import cordon.command.Model;
import cordon.command.Recorded;
import cordon.counterexamples.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that takes the steps of a recording in the model of another design. */
final class DesignOption implements Recorded {
    private static final String NAME = "--design";

    @Option(names = NAME, paramLabel = "NAME", description = "${bundle:recorded.design}")
    private @Nullable String design;

    @Override
    public Model model(Origin origin) {
        return new RunModel(RunOptions.run(origin, Optional.ofNullable(design)));
    }

    @Override
    public Optional<String> option() {
        return Optional.of(NAME);
    }

    @Override
    public boolean isVariant() {
        return design != null;
    }
}
