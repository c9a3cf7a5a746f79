package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
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
import cordon.model.Consistency;
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
import cordon.specs.proof.Later;
import cordon.specs.proof.QuarantineProtocol;
import cordon.symbolic.Clause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            names = "--later",
            paramLabel = "DESIGN",
            description =
                    "Instead of --design: a design after v2, which the model does not have: ${COMPLETION-CANDIDATES}.")
    private @Nullable Later later;

    @Option(names = "--property", paramLabel = "NAME", description = "Only this property; repeatable. Default: all.")
    private List<String> properties = List.of();

    @Option(
            names = "--all",
            description =
                    "Instead of one design: the base, v2 with each order of fence and flag and each way of the retry, and each of --later, "
                            + "alone; v2 beside each of --beside; and v2, marked, locked and each of --later beside everything.")
    private boolean all;

    @Option(
            names = "--without-each",
            description =
                    "The design, and the design without each of its patches in turn, and without those that build on it: a line for each.")
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
    private record Variant(
            Optional<Later> later,
            ImmutableSet<Patch> patches,
            Settings settings,
            ImmutableSet<Beside> beside,
            String what) {
        String title() {
            return ProofReport.title(later, patches, settings) + ", " + Beside.title(beside);
        }

        Variant without(Patch patch) {
            ImmutableSet<Patch> left = later.isPresent()
                    ? ImmutableSet.copyOf(Sets.difference(patches, ImmutableSet.of(patch)))
                    : Consistency.without(patches, patch);
            return new Variant(
                    later, left, settings, beside, "without " + Joiner.on(", ").join(Sets.difference(patches, left)));
        }

        QuarantineProtocol protocol() {
            try {
                return later.map(design -> new QuarantineProtocol(design, patches, settings, beside))
                        .orElseGet(() -> new QuarantineProtocol(patches, settings, beside));
            } catch (IllegalArgumentException e) {
                throw new UsageException(e);
            }
        }
    }

    @Override
    public Integer call() {
        if (all && (options.any() || later != null || withoutEach || !beside.isEmpty())) {
            throw new UsageException(
                    "--all is every design: it excludes --design, --later, --patches, --set, --beside and --without-each");
        }
        Limits limits =
                Limits.NONE.within(Durations.parse("--timeout", timeout)).until(interrupt::requested);
        return kernels ? kernels(limits) : protocols(limits);
    }

    private int kernels(Limits limits) {
        if (all
                || withoutEach
                || options.any()
                || later != null
                || Stream.of(properties, beside).anyMatch(some -> !some.isEmpty())) {
            throw new UsageException(
                    "--kernels is about functions that no design changes: it excludes --design, --later, --patches, --set, --property, --beside, "
                            + "--without-each and --all");
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
        if (reports.isEmpty()) {
            throw new UsageException(
                    "no design that was asked for has " + Joiner.on(" or ").join(properties));
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
        ImmutableSet<Patch> patches =
                later == null ? options.patches() : options.patches(later.toString(), later.patches());
        Variant whole = new Variant(
                Optional.ofNullable(later),
                patches,
                options.settings(Settings.DEFAULT),
                ImmutableSet.copyOf(beside),
                "all of it");
        ImmutableList.Builder<Variant> variants = ImmutableList.builder();
        variants.add(whole);
        if (withoutEach) {
            whole.patches().stream()
                    .filter(patch -> later == null || Later.OPTIONAL.contains(patch))
                    .map(whole::without)
                    .distinct()
                    .forEach(variants::add);
        }
        return variants.build();
    }

    private static List<Variant> everything() {
        ImmutableList.Builder<Variant> variants = ImmutableList.builder();
        variants.add(variant(Design.BASE, Settings.DEFAULT, ImmutableSet.of()));
        for (FenceOrder order : FenceOrder.values()) {
            for (RetryStrategy strategy : List.of(RetryStrategy.PER_SID, RetryStrategy.NONE)) {
                Settings settings =
                        Settings.DEFAULT.with(Parameter.FENCE_ORDER, order).with(Parameter.RETRY_STRATEGY, strategy);
                variants.add(variant(Design.V2, settings, ImmutableSet.of()));
            }
        }
        for (Later design : Later.values()) {
            variants.add(variant(design, ImmutableSet.of()));
        }
        for (Beside one : Beside.values()) {
            variants.add(variant(Design.V2, Settings.DEFAULT, ImmutableSet.of(one)));
        }
        ImmutableSet<Beside> everybody = ImmutableSet.copyOf(Beside.values());
        for (Design design : List.of(Design.V2, Design.MARKED, Design.LOCKED)) {
            variants.add(variant(design, Settings.DEFAULT, everybody));
        }
        for (Later design : Later.values()) {
            variants.add(variant(design, everybody));
        }
        return variants.build();
    }

    private static Variant variant(Design design, Settings settings, ImmutableSet<Beside> beside) {
        return new Variant(Optional.empty(), design.patches(), settings, beside, "");
    }

    private static Variant variant(Later design, ImmutableSet<Beside> beside) {
        return new Variant(Optional.of(design), design.patches(), Settings.DEFAULT, beside, "");
    }

    /** The properties that were asked for, as far as {@code protocol} has them. */
    private List<Clause> wanted(QuarantineProtocol protocol) {
        List<String> names = properties.stream()
                .map(name -> Names.find("property", name, QuarantineProtocol.PROPERTIES, known -> known))
                .toList();
        return protocol.properties().stream()
                .filter(property -> names.isEmpty() || names.contains(property.name()))
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
