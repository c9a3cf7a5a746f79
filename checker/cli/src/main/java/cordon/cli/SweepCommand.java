package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Within;
import cordon.engine.explore.Bounds;
import cordon.model.Design;
import cordon.specs.Expectations;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import cordon.specs.sweep.Examination;
import cordon.specs.sweep.Setting;
import cordon.specs.sweep.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon sweep}: searches settings that nobody thought of. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Search settings around a scenario, or around all, that hold every possible combination of two values: of parameters, "
                    + "device kinds and tasks (a covering array). The smallest come first, each search is bounded.",
            "Report only what no finding covers, each with its smallest setting: violations, deadlocks, what throws, initial states "
                    + "that no kernel can be in; and which properties nothing put to the test.",
            "A sweep that was stopped goes on with the same command."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every setting was searched and nothing new was found within the bounds; the report says how many searches "
                    + "a bound cut, of which nothing is known beyond it",
            "2:the command line makes no sense, or a file cannot be read or written",
            "3:Ctrl-C or --total ended the sweep, and nothing new was found so far",
            "11:nothing new but deadlocks",
            "12:a new violation, something new that should be reachable and is not, or a setting that cannot be searched",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class SweepCommand implements Callable<Integer> {
    private static final SuiteState.Kind<Examination> STATE =
            new SuiteState.Kind<>("sweep", "sweep.json", Examination.class, SweepCommand::isWhole);
    private static final SuiteProgress.Words WORDS = new SuiteProgress.Words("sweep", "settings", "new");
    private static final int MOST_STRENGTH = 4; // beyond that there are more combinations than anybody searches

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'. Default: all.")
    private @Nullable String scenario;

    @Option(
            names = "--strength",
            paramLabel = "N",
            description = "How many values a combination has: 1 to " + MOST_STRENGTH + "; default ${DEFAULT-VALUE}.")
    @Within(least = 1, most = MOST_STRENGTH)
    private int strength = 2;

    @Option(names = "--design", paramLabel = "NAME", description = "base, v1 or v2; repeatable. Default: each of them.")
    private List<String> designs = List.of();

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    private final Interrupt interrupt;

    SweepCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Bounds bounds = options.until(interrupt);
        List<Scenario> scenarios = scenario == null ? Scenarios.ALL : List.of(RunOptions.scenario(scenario));
        ImmutableList<Design> chosen = designs.isEmpty()
                ? ImmutableList.copyOf(Design.values())
                : designs.stream().map(RunOptions::design).distinct().collect(ImmutableList.toImmutableList());
        Expectations expectations = Expectations.load(Home.expectedVerdicts());
        SuiteState<Examination> kept = SuiteState.load(STATE, options, bounds);
        if (scenarios.size() > 1) {
            System.err.println("cordon: choosing settings around " + scenarios.size() + " scenarios ...");
        }
        Optional<ImmutableList<Setting>> choice =
                SuiteOptions.choose(bounds, look -> Setting.all(scenarios, chosen, strength, look));
        if (choice.isEmpty()) {
            return options.endedWhileChoosing(interrupt, WORDS, kept.file()).number();
        }
        ImmutableList<Setting> settings = choice.get();
        long before = settings.stream()
                .filter(setting -> kept.find(setting.run().title()).isPresent())
                .count();
        SuiteProgress<Examination> progress = new SuiteProgress<>(kept, WORDS, settings.size(), before);
        Map<Setting, Examination> finished;
        try {
            finished = new Sweep(settings, progress, options.jobs()).execute(bounds);
        } finally {
            progress.clear();
            kept.write();
        }
        SweepReport report = new SweepReport(settings.size(), strength, before, finished, expectations);
        if (options.json()) {
            System.out.println(Json.of(report.json()));
        } else {
            report.print(System.out);
            System.out.println(options.ending(interrupt, WORDS, report.isComplete(), kept.file()));
        }
        return report.exitCode().number();
    }

    /** Gson leaves null what a file does not say. */
    private static boolean isWhole(Examination examination) {
        return Stream.of(
                                examination.title(),
                                examination.vacuous(),
                                examination.tested(),
                                examination.cut(),
                                examination.found())
                        .allMatch(Objects::nonNull)
                && examination.found().stream().allMatch(f -> f != null && f.smallest() != null && f.trouble() != null);
    }
}
