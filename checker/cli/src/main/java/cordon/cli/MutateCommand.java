package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Names;
import cordon.command.UsageException;
import cordon.engine.explore.Bounds;
import cordon.specs.Expectations;
import cordon.specs.mutation.Cell;
import cordon.specs.mutation.Detector;
import cordon.specs.mutation.Examined;
import cordon.specs.mutation.Fault;
import cordon.specs.mutation.Mutants;
import cordon.specs.mutation.Records;
import cordon.specs.suite.Searches;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cordon mutate}: searches wrong models for what the right one does not show. */
@Command(
        name = "mutate",
        mixinStandardHelpOptions = true,
        description = {
            "Search each wrong model (a mutant) in each run of the default suite that has the step it changes: of v2, and of the base "
                    + "where only a part is modelled. The smallest come first, each search is bounded.",
            "A search ends with the first thing that the right model does not show there: a violation that no finding covers, or one by "
                    + "another finding; a violation that has vanished; something reachable that is not; a property that nothing puts to "
                    + "the test.",
            "docs/mutations.md names the mutants. A matrix that was stopped goes on with the same command."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the cells that were searched are as recorded, and every mutant that matters was noticed, here or in a recorded cell",
            "1:a mutant is not noticed where it was recorded to be, or nowhere in the whole matrix",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:Ctrl-C or --total ended it, or a bound cut a search that may have noticed, and nothing above is the case",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class MutateCommand implements Callable<Integer> {
    private static final SuiteProgress.Words WORDS = new SuiteProgress.Words("matrix", "cells", "notices");

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "A mutant, as docs/mutations.md names it; repeatable. Default: all.")
    private List<String> mutants = List.of();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "A scenario; see 'cordon list'; repeatable. Default: all.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Every N-th cell from the I-th on, for several machines. Each shard has a state of its own.")
    private @Nullable String shard;

    @Option(names = "--unrecorded", description = "Only the cells that specs/mutations has no record of.")
    private boolean unrecorded;

    @Option(
            names = "--record",
            description = "Write what was found to specs/mutations; the records of other cells stay.")
    private boolean record;

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    private final Interrupt interrupt;

    MutateCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Shard part = shard == null ? new Shard(1, 1) : Shard.parse(shard);
        Bounds bounds = options.until(interrupt);
        List<String> named =
                mutants.stream().map(MutateCommand::fault).map(Fault::name).toList();
        List<String> within = scenarios.stream()
                .map(RunOptions::scenario)
                .map(scenario -> scenario.name())
                .toList();
        Records records = Records.load(Home.mutations());
        SuiteState<Examined> kept = SuiteState.load(
                new SuiteState.Kind<>("matrix", part.file(), Examined.class, MutateCommand::isWhole), options, bounds);
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        System.err.println("cordon: choosing cells ...");
        Optional<ImmutableList<Cell>> choice =
                SuiteOptions.choose(bounds, look -> Cell.all(Mutants.FAULTS, Cell.runs(), expectations, look));
        if (choice.isEmpty()) {
            return options.endedWhileChoosing(interrupt, WORDS, kept.file()).number();
        }
        ImmutableList<Cell> all = choice.get();
        ImmutableList<Cell> chosen = part.of(all.stream()
                .filter(cell -> named.isEmpty() || named.contains(cell.fault().name()))
                .filter(cell -> within.isEmpty()
                        || within.contains(cell.run().scenario().name()))
                .filter(cell -> !unrecorded || records.of(cell).isEmpty())
                .collect(toImmutableList()));
        long before = chosen.stream()
                .filter(cell -> kept.find(cell.title()).isPresent())
                .count();
        SuiteProgress<Examined> progress = new SuiteProgress<>(kept, WORDS, chosen.size(), before);
        Map<Cell, Examined> found;
        try {
            found = new Searches<>(chosen, Cell::title, progress, options.jobs())
                    .execute(bounds, (cell, each) -> new Detector(each).examine(cell));
        } finally {
            progress.clear();
            kept.write();
        }
        MutateReport report = new MutateReport(all, chosen, found, records);
        if (options.json()) {
            System.out.println(Json.of(report.json()));
        } else {
            report.print(System.out);
            System.out.println(options.ending(interrupt, WORDS, report.isComplete(), kept.file()));
        }
        if (record) {
            records.record(found, all); // last: a disk that is full is no reason to keep back what was found
        }
        return report.exitCode().number();
    }

    private static Fault fault(String name) {
        return Names.find("mutant", name, Mutants.FAULTS, Fault::name);
    }

    /** Gson leaves null what a file does not say. */
    private static boolean isWhole(Examined examined) {
        return Stream.of(examined.title(), examined.notices(), examined.cut(), examined.thrown())
                        .allMatch(Objects::nonNull)
                && examined.notices().stream()
                        .allMatch(n -> n != null && n.property() != null && n.kind() != null && n.finding() != null);
    }

    /**
     * Part of the cells.
     *
     * @param number from 1 on
     * @param of how many parts there are
     */
    private record Shard(int number, int of) {

        static Shard parse(String text) {
            if (!text.matches("[1-9]\\d{0,3}/[1-9]\\d{0,3}")) {
                throw new UsageException("--shard cannot be '" + text + "'; expected for example 2/4");
            }
            List<String> parts = Splitter.on('/').splitToList(text);
            Shard shard = new Shard(Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)));
            if (shard.number > shard.of) {
                throw new UsageException(
                        "--shard cannot be '" + text + "': there is no part " + shard.number + " of " + shard.of);
            }
            return shard;
        }

        ImmutableList<Cell> of(ImmutableList<Cell> cells) {
            return IntStream.range(0, cells.size())
                    .filter(i -> i % of == number - 1)
                    .mapToObj(cells::get)
                    .collect(toImmutableList());
        }

        String file() {
            return of == 1 ? "mutate.json" : "mutate-" + number + "-of-" + of + ".json";
        }
    }
}
