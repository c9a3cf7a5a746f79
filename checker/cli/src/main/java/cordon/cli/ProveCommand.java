package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.command.Durations;
import cordon.command.Interrupt;
import cordon.command.Json;
import cordon.command.Names;
import cordon.command.ShownLine;
import cordon.command.UsageException;
import cordon.engine.explore.Bounds;
import cordon.model.Choice.FenceOrder;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Examination;
import cordon.prover.Limits;
import cordon.prover.SolverException;
import cordon.prover.Verification;
import cordon.specs.kernels.KernelTheorems;
import cordon.specs.proof.FlushProtocol;
import cordon.symbolic.Clause;
import cordon.symbolic.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cordon prove}: what is so for every number of devices, pages and flushes. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Prove properties of an abstract protocol, coarser than the model, for every number of devices, pages and flushes (Z3), or "
                    + "refute them by a shortest run of a small instance.",
            "Flushes of one domain run alone: no attach, detach, reset or worker. An ATC_INV may time out at any time. docs/proof.md "
                    + "says what the protocol has, and what is assumed.",
            "With --kernels: prove properties of sequential functions of the model for every input."
        },
        exitCodeListHeading = "%nExit codes, of the worst row:%n",
        exitCodeList = {
            "0:every property is proved",
            "12:a property is refuted by a run from an initial state, or by an input that the code confirms",
            "3:a property is neither proved nor refuted",
            "2:the command line makes no sense, the protocol does not have what is asked for, or Z3 does not load",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class ProveCommand implements Callable<Integer> {
    /** Devices, pages and flushes of the instances in which runs are looked for. */
    private static final int[][] SIZES = {{1, 1, 1}, {1, 2, 2}, {2, 1, 1}};

    private static final Duration SHOWN_AFTER = Duration.ofSeconds(2);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--property", paramLabel = "NAME", description = "Only this property; repeatable. Default: all.")
    private List<String> properties = List.of();

    @Option(
            names = "--all",
            description =
                    "The base, and v2 with each order of fence and flag and each way of the retry, instead of one design.")
    private boolean all;

    @Option(
            names = "--kernels",
            description =
                    "Instead of the protocol: the arithmetic of queue pointers, write_entry and the arrays of invalidations, "
                            + "for every input.")
    private boolean kernels;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Give up each question to Z3 after this time: 30s, 5m. Default: 60s.")
    private String timeout = "60s";

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    private final Interrupt interrupt;

    ProveCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    /** A protocol with the name that it has in a report. */
    private record Variant(String title, FlushProtocol protocol) {}

    @Override
    public Integer call() {
        if (all && options.any()) {
            throw new UsageException("--all is every design: it excludes --design, --patches and --set");
        }
        Limits limits =
                Limits.NONE.within(Durations.parse("--timeout", timeout)).until(interrupt::requested);
        return kernels ? kernels(limits) : protocols(limits);
    }

    private int kernels(Limits limits) {
        if (all || options.any() || !properties.isEmpty()) {
            throw new UsageException(
                    "--kernels is about functions that no design changes: it excludes --design, --patches, "
                            + "--set, --property and --all");
        }
        KernelReport report = new KernelReport(verified(limits));
        if (json) {
            System.out.println(Json.of(report.json()));
        } else {
            report.print(System.out);
        }
        return report.exitCode().number();
    }

    private int protocols(Limits limits) {
        List<ProofReport> reports = new ArrayList<>();
        for (Variant variant : variants()) {
            List<Clause> wanted = wanted(variant.protocol());
            if (!wanted.isEmpty()) {
                ProofReport report =
                        new ProofReport(variant.title(), variant.protocol(), examine(variant, wanted, limits));
                reports.add(report);
                if (!json) {
                    report.print(System.out);
                }
            }
        }
        if (json) {
            System.out.println(Json.of(reports.stream().map(ProofReport::json).toList()));
        }
        return ProofReport.exitCode(reports).number();
    }

    private List<Variant> variants() {
        if (!all) {
            return ImmutableList.of(variant(options.patches(), options.settings(Settings.DEFAULT)));
        }
        ImmutableList.Builder<Variant> variants = ImmutableList.builder();
        variants.add(variant(Design.BASE.patches(), Settings.DEFAULT));
        for (FenceOrder order : FenceOrder.values()) {
            for (RetryStrategy strategy : List.of(RetryStrategy.PER_SID, RetryStrategy.NONE)) {
                variants.add(variant(
                        Design.V2.patches(),
                        Settings.DEFAULT.with(Parameter.FENCE_ORDER, order).with(Parameter.RETRY_STRATEGY, strategy)));
            }
        }
        return variants.build();
    }

    private static Variant variant(ImmutableSet<Patch> patches, Settings settings) {
        try {
            return new Variant(ProofReport.title(patches, settings), new FlushProtocol(patches, settings));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
    }

    private List<Clause> wanted(Protocol protocol) {
        if (properties.isEmpty()) {
            return protocol.properties();
        }
        return properties.stream()
                .map(name -> Names.find("property", name, protocol.properties(), Clause::name))
                .collect(toImmutableList());
    }

    private List<Verification.Row> verified(Limits limits) {
        return shown("verifying ", progress -> new Verification(limits, progress).rows(KernelTheorems.all()));
    }

    private List<Examination.Row> examine(Variant variant, List<Clause> wanted, Limits limits) {
        return shown(
                "proving " + variant.title() + ": ",
                progress -> new Examination(
                                variant.protocol(),
                                Examination.sizes(variant.protocol(), SIZES),
                                limits,
                                Bounds.unlimited().withInterrupt(interrupt::requested),
                                progress)
                        .rows(wanted));
    }

    /** What {@code work} finds out; meanwhile a line, which begins with {@code what}, shows what it is at. */
    private static <R> R shown(String what, Function<Consumer<String>, R> work) {
        long begin = System.nanoTime();
        ShownLine shown = new ShownLine(System.err, SHOWN_AFTER);
        try {
            return work.apply(text -> shown.show(what + text, Duration.ofNanos(System.nanoTime() - begin)));
        } catch (SolverException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            shown.clear();
        }
    }
}
