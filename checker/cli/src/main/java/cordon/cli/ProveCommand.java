package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
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
import cordon.specs.proof.Beside;
import cordon.specs.proof.QuarantineProtocol;
import cordon.specs.proof.Repair;
import cordon.specs.proof.Surroundings;
import cordon.symbolic.Clause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
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
            "Flushes of one domain run alone, or beside what --beside names. An ATC_INV may time out at any time. docs/proof.md says what "
                    + "the protocol has, and what is assumed.",
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

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--beside",
            paramLabel = "WHAT",
            split = ",",
            description = "What goes on beside the flushes: ${COMPLETION-CANDIDATES}. Default: nothing.")
    private Set<Beside> beside = EnumSet.noneOf(Beside.class);

    @Option(
            names = "--repair",
            paramLabel = "CHANGE",
            split = ",",
            description =
                    "Changes of the series that nobody has posted: ${COMPLETION-CANDIDATES}; docs/proof.md explains them.")
    private Set<Repair> repairs = EnumSet.noneOf(Repair.class);

    @Option(names = "--property", paramLabel = "NAME", description = "Only this property; repeatable. Default: all.")
    private List<String> properties = List.of();

    @Option(
            names = "--all",
            description =
                    "Instead of one design: the base, and v2 with each order of fence and flag and each way of the retry, alone; v2 "
                            + "beside each of --beside; and v2 with every --repair beside everything.")
    private boolean all;

    @Option(
            names = "--without-each",
            description =
                    "The design, and the design without each of its patches and repairs in turn: a line for each.")
    private boolean withoutEach;

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

    /** What is examined. */
    private record Variant(ImmutableSet<Patch> patches, Settings settings, Surroundings surroundings, String what) {
        String title() {
            return ProofReport.title(patches, settings) + ", " + surroundings;
        }

        /** Whether each patch has those on which it builds. */
        boolean isMeaningful() {
            try {
                protocol();
                return true;
            } catch (UsageException contradiction) {
                return false;
            }
        }

        QuarantineProtocol protocol() {
            try {
                return new QuarantineProtocol(patches, settings, surroundings);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e);
            }
        }
    }

    @Override
    public Integer call() {
        if (all && (options.any() || withoutEach || !beside.isEmpty() || !repairs.isEmpty())) {
            throw new UsageException(
                    "--all is every design: it excludes --design, --patches, --set, --beside, --repair and --without-each");
        }
        Limits limits =
                Limits.NONE.within(Durations.parse("--timeout", timeout)).until(interrupt::requested);
        return kernels ? kernels(limits) : protocols(limits);
    }

    private int kernels(Limits limits) {
        if (all
                || withoutEach
                || options.any()
                || Stream.of(properties, beside, repairs).anyMatch(some -> !some.isEmpty())) {
            throw new UsageException(
                    "--kernels is about functions that no design changes: it excludes --design, --patches, --set, --property, --beside, "
                            + "--repair, --without-each and --all");
        }
        KernelReport report = new KernelReport(verified(limits));
        Json.show(json, System.out, report.json(), () -> report.print(System.out));
        return report.exitCode().number();
    }

    private int protocols(Limits limits) {
        List<ProofReport> reports = new ArrayList<>();
        for (Variant variant : variants()) {
            QuarantineProtocol protocol = variant.protocol();
            List<Clause> wanted = wanted(protocol);
            if (!wanted.isEmpty()) {
                ProofReport report =
                        new ProofReport(variant.title(), protocol, examine(variant.title(), protocol, wanted, limits));
                reports.add(report);
                if (!json && withoutEach) {
                    report.printLine(variant.what(), System.out);
                } else if (!json) {
                    report.print(System.out);
                }
            }
        }
        if (json) {
            System.out.println(Json.of(reports.stream().map(ProofReport::json).toList()));
        }
        return ProofReport.exitCode(withoutEach ? reports.subList(0, 1) : reports)
                .number();
    }

    private List<Variant> variants() {
        if (all) {
            return everything();
        }
        Surroundings surroundings = new Surroundings(ImmutableSet.copyOf(beside), ImmutableSet.copyOf(repairs));
        Variant whole = new Variant(options.patches(), options.settings(Settings.DEFAULT), surroundings, "all of it");
        ImmutableList.Builder<Variant> variants = ImmutableList.builder();
        variants.add(whole);
        if (withoutEach) {
            repairs.forEach(repair -> variants.add(new Variant(
                    whole.patches(),
                    whole.settings(),
                    new Surroundings(surroundings.beside(), without(surroundings.repairs(), repair)),
                    "without " + repair)));
            whole.patches().stream()
                    .map(patch -> new Variant(
                            without(whole.patches(), patch), whole.settings(), surroundings, "without " + patch))
                    .filter(Variant::isMeaningful)
                    .forEach(variants::add);
        }
        return variants.build();
    }

    private static <T> ImmutableSet<T> without(ImmutableSet<T> all, T one) {
        return ImmutableSet.copyOf(Sets.difference(all, ImmutableSet.of(one)));
    }

    private static List<Variant> everything() {
        ImmutableList.Builder<Variant> variants = ImmutableList.builder();
        variants.add(variant(Design.BASE, Settings.DEFAULT, Surroundings.NONE));
        for (FenceOrder order : FenceOrder.values()) {
            for (RetryStrategy strategy : List.of(RetryStrategy.PER_SID, RetryStrategy.NONE)) {
                Settings settings =
                        Settings.DEFAULT.with(Parameter.FENCE_ORDER, order).with(Parameter.RETRY_STRATEGY, strategy);
                variants.add(variant(Design.V2, settings, Surroundings.NONE));
            }
        }
        for (Beside one : Beside.values()) {
            variants.add(
                    variant(Design.V2, Settings.DEFAULT, new Surroundings(ImmutableSet.of(one), ImmutableSet.of())));
        }
        ImmutableSet<Beside> everybody = ImmutableSet.copyOf(Beside.values());
        for (ImmutableSet<Repair> with :
                List.of(ImmutableSet.<Repair>of(), Repair.WITH_TWO_MARKS, Repair.WITH_A_LOCK)) {
            variants.add(variant(Design.V2, Settings.DEFAULT, new Surroundings(everybody, with)));
        }
        return variants.build();
    }

    private static Variant variant(Design design, Settings settings, Surroundings surroundings) {
        return new Variant(design.patches(), settings, surroundings, "");
    }

    private List<Clause> wanted(QuarantineProtocol protocol) {
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

    private List<Examination.Row> examine(
            String title, QuarantineProtocol protocol, List<Clause> wanted, Limits limits) {
        return shown(
                "proving " + title + ": ",
                progress -> new Examination(
                                protocol,
                                Examination.sizes(protocol, SIZES),
                                limits,
                                Bounds.unlimited().withInterrupt(interrupt::requested),
                                progress)
                        .rows(wanted));
    }

    /** What {@code work} finds out; meanwhile a line, which begins with {@code what}, shows what it is at. */
    private static <R> R shown(String what, Function<Consumer<String>, R> work) {
        try {
            return ShownLine.during(what, work);
        } catch (SolverException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
