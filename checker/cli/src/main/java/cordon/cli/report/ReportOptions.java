package cordon.cli.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.command.Names;
import cordon.command.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which reports are written, and what fails. */
public final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "KIND=FILE",
            description = {
                "Write a report: junit=FILE, sarif=FILE, markdown=FILE or gitlab=FILE (Code Quality); or github, which prints "
                        + "annotations. Repeatable.",
                "It lists what is new, known, vanished, shorter, longer, changed and incomplete against the expected verdicts."
            })
    private List<String> reports = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "KIND,...",
            description =
                    "What fails, instead of what usually does: some of new, known, vanished, shorter, longer, changed, "
                            + "incomplete. Exit code 1 if there is any of it, 3 if it is only incomplete, else 0.")
    private @Nullable String failOn;

    /** Whether any of them was given. */
    public boolean any() {
        return !reports.isEmpty() || failOn != null;
    }

    /**
     * The reports that were asked for.
     *
     * @param printsJson whether standard output is to be one JSON document
     * @throws UsageException if they make no sense, or a file cannot be written
     */
    public Reports reports(boolean printsJson) {
        List<Target> targets = reports.stream().map(Target::parse).toList();
        ImmutableSet<Kind> failing = failing();
        Target.requireDifferent(targets);
        if (printsJson && targets.stream().anyMatch(Target::isPrinted)) {
            throw new UsageException("--report github and --json exclude each other: both are for standard output");
        }
        targets.forEach(Target::requireWritable);
        return new Reports(targets, failing, failOn != null);
    }

    private ImmutableSet<Kind> failing() {
        if (failOn == null) {
            return Kind.USUALLY_FAILING;
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : Splitter.on(',').trimResults().omitEmptyStrings().split(failOn)) {
            kinds.add(Names.find("word of --fail-on", word, Arrays.asList(Kind.values()), Kind::word));
        }
        if (kinds.isEmpty()) {
            throw new UsageException("--fail-on needs at least one word, such as --fail-on new,vanished");
        }
        return Sets.immutableEnumSet(kinds);
    }
}
