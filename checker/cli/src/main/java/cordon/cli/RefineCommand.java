package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.command.ExitCode;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Lines;
import cordon.command.Names;
import cordon.command.ShownLine;
import cordon.engine.Action;
import cordon.engine.Trace;
import cordon.engine.check.Checker;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.model.QuarantineModel;
import cordon.specs.Run;
import cordon.specs.proof.Refinement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon refine}: is what is proved of the abstract protocol so of the model? */
@Command(
        name = "refine",
        mixinStandardHelpOptions = true,
        description = {
            "Check that the model takes no step that the abstract protocol of 'prove' does not have, in the scenarios that keep the "
                    + "assumptions of the protocol.",
            "A scenario that does not keep them is named with the assumption. docs/proof.md says how states of the two are compared."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:each step of the model is a short run of the protocol",
            "12:a step of the model is none",
            "3:a search was interrupted",
            "2:the command line makes no sense",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class RefineCommand implements Callable<Integer> {
    private static final String INDENT = "    ";
    private static final int SHOWN_STEPS = 12;

    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Only these; default: all.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "Variants of the default suite, or those of deep. Default: default.")
    private String suite = "default";

    @Option(names = "--excluded", description = "Also say of each run of the suite that is left out why it is.")
    private boolean excluded;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    private final Interrupt interrupt;

    RefineCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    /** What was found out about one run. */
    private record Row(Run run, Refinement refinement, Report report, Duration time) {
        Verdict verdict() {
            return report.verdicts().values().iterator().next();
        }

        String outcome() {
            if (verdict() instanceof Verdict.Holds) {
                return "refines";
            }
            return verdict()
                    .trace()
                    .map(trace -> "does not refine @" + trace.length())
                    .orElse("incomplete");
        }
    }

    @Override
    public Integer call() {
        List<Run> runs = runs();
        List<Row> rows = new ArrayList<>();
        for (Run run : runs) {
            Optional<String> refusal = Refinement.refusal(run);
            if (refusal.isEmpty()) {
                Row row = examine(run);
                rows.add(row);
                if (!json) {
                    print(row);
                }
                if (row.verdict() instanceof Verdict.Incomplete) {
                    break; // Ctrl-C, which is for the command
                }
            } else if (excluded && !json) {
                System.out.println(Lines.wrapped("", INDENT, run.title() + ": left out, " + refusal.get()));
            }
        }
        if (json) {
            System.out.println(Json.of(rows.stream().map(RefineCommand::json).toList()));
        } else {
            System.out.println(Lines.wrapped("", "", summary(rows, runs)));
        }
        return exitCode(rows).number();
    }

    private List<Run> runs() {
        boolean deep = Names.find("suite", suite, List.of("default", "deep"), name -> name)
                .equals("deep");
        ImmutableList<Run> all = deep ? Run.deepSuite() : Run.defaultSuite();
        List<String> names =
                scenarios.stream().map(name -> RunOptions.scenario(name).name()).toList();
        return names.isEmpty()
                ? all
                : all.stream()
                        .filter(run -> names.contains(run.scenario().name()))
                        .collect(toImmutableList());
    }

    private Row examine(Run run) {
        long begin = System.nanoTime();
        Refinement refinement = new Refinement((QuarantineModel) run.world());
        Report report = ShownLine.during(
                "comparing " + run.title() + ": ",
                progress -> Checker.of(refinement)
                        .asking(refinement.property())
                        .within(Bounds.unlimited().withInterrupt(interrupt::requested))
                        .progress(statistics -> progress.accept(statistics.states() + " states"))
                        .check());
        return new Row(run, refinement, report, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static ExitCode exitCode(List<Row> rows) {
        return ProofReport.exitCode(
                rows.stream().anyMatch(row -> row.verdict() instanceof Verdict.Violated),
                rows.stream().allMatch(row -> row.verdict() instanceof Verdict.Holds));
    }

    private static String summary(List<Row> rows, List<Run> all) {
        long refining = rows.stream()
                .filter(row -> row.verdict() instanceof Verdict.Holds)
                .count();
        return String.format(
                Locale.ROOT,
                "In %d of %d runs each step of the model is a short run of the abstract protocol. %d more runs do not keep its assumptions.",
                refining,
                rows.size(),
                all.stream().filter(run -> Refinement.refusal(run).isPresent()).count());
    }

    private static void print(Row row) {
        System.out.println(Lines.wrapped(
                "",
                INDENT,
                String.format(
                        Locale.ROOT,
                        "%s: %s, %d states, %.1f s",
                        row.run().title(),
                        row.outcome(),
                        row.report().statistics().states(),
                        row.time().toMillis() / 1000.0)));
        row.verdict().trace().ifPresent(trace -> printEnd(row, trace));
    }

    /** The last steps of the run, each with what it is in the protocol. */
    private static void printEnd(Row row, Trace trace) {
        System.out.println(
                Lines.wrapped(INDENT, INDENT, row.refinement().property().explain(trace)));
        ImmutableList<ImmutableList<Action>> steps = row.refinement().steps(trace);
        for (int n = Math.max(1, trace.length() - SHOWN_STEPS); n <= trace.length(); n++) {
            String step = n + "  " + row.refinement().action(trace.action(n), trace.state(n - 1));
            System.out.println(Lines.wrapped(INDENT, INDENT + INDENT, step));
            steps.get(n - 1)
                    .forEach(abstractly -> System.out.println(
                            Lines.wrapped(INDENT + INDENT, INDENT + INDENT + INDENT, "= " + abstractly)));
        }
    }

    private static ImmutableMap<String, Object> json(Row row) {
        return ImmutableMap.of(
                "run", row.run().title(),
                "outcome", row.outcome(),
                "states", row.report().statistics().states(),
                "seconds", row.time().toMillis() / 1000.0);
    }
}
