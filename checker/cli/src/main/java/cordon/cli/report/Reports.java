package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.command.ExitCode;
import cordon.command.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The reports of one check, and what they make of its exit code. */
public final class Reports {
    private final ImmutableList<Target> targets;
    private final ImmutableSet<Kind> failing;
    private final boolean chosen;

    /**
     * Reports to {@code targets}.
     *
     * @param failing what fails
     * @param chosen whether the user has said so, and the exit code follows from it
     */
    Reports(List<Target> targets, ImmutableSet<Kind> failing, boolean chosen) {
        this.targets = ImmutableList.copyOf(targets);
        this.failing = failing;
        this.chosen = chosen;
    }

    /** Whether nobody asked for anything. */
    public boolean isEmpty() {
        return targets.isEmpty() && !chosen;
    }

    /** What is to be reported of {@code searches}. */
    public CheckReport of(List<CheckedSearch> searches) {
        return new CheckReport(Version.BUILD, ImmutableList.copyOf(searches), failing);
    }

    /** Writes {@code report} to the files. Where something is to be printed, that is left for {@link #print}. */
    public void write(CheckReport report) throws IOException {
        for (Target target : targets) {
            target.write(report);
        }
    }

    /** Prints {@code report} if that was asked for. */
    public void print(CheckReport report, PrintStream out) {
        targets.forEach(target -> target.print(report, out));
    }

    /** The exit code of {@code report}; {@code usual} if the user has not said what fails. */
    public ExitCode code(CheckReport report, ExitCode usual) {
        if (!chosen) {
            return usual;
        }
        boolean differs = failing.stream().anyMatch(kind -> kind != Kind.INCOMPLETE && report.count(kind) > 0);
        if (differs) {
            return ExitCode.DIFFERS;
        }
        boolean incomplete = failing.contains(Kind.INCOMPLETE) && report.count(Kind.INCOMPLETE) > 0;
        return incomplete ? ExitCode.INCOMPLETE : ExitCode.HOLDS;
    }
}
