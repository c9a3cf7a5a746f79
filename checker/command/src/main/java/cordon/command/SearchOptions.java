package cordon.command;

import com.google.common.base.Ascii;
import cordon.engine.TransitionSystem;
import cordon.engine.check.Strategy;
import cordon.engine.explore.Checkpointing;
import cordon.engine.explore.Options;
import cordon.engine.explore.Spilling;
import cordon.engine.expression.Question;
import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.reduction.PartialOrder;
import cordon.engine.reduction.Symmetry;
import cordon.engine.schema.Schema;
import cordon.engine.store.BitState;
import cordon.engine.store.Exactly;
import cordon.engine.store.HashCompaction;
import cordon.engine.store.Visited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code cordon check SCENARIO} that say how to search; they are not for suites. */
public final class SearchOptions {
    /** The greatest number of threads; each takes memory before it has found anything. */
    public static final int MOST_WORKERS = 256;

    private static final long MOST_WALKS = 1_000_000_000_000L;
    private static final long USUAL_WALKS = 10_000;
    private static final int MIN_BITSTATE = 20;
    private static final int MAX_BITSTATE = 36;
    private static final int MIN_HASH = 40;
    private static final int MAX_HASH = 52;

    /** In which order states are searched. */
    public enum Order {
        BREADTH,
        DEPTH,
        DEEPEN,
        WALK
    }

    private enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = "--search",
            paramLabel = "ORDER",
            description =
                    "breadth (the default: all states, shortest counterexamples), depth (all states, counterexamples of any "
                            + "length), deepen (depth-first to ten steps, to twenty and so on until something is violated), or walk "
                            + "(random walks); the last two decide nothing but what they meet.")
    private Order order = Order.BREADTH;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Of a breadth-first search: threads, 1 to " + MOST_WORKERS
                    + "; default is one for each processor. The answers do not depend on it.")
    @Within(least = 1, most = MOST_WORKERS)
    private @Nullable Integer workers;

    @Option(names = "--first", description = "Stop when one property is violated.")
    private boolean first;

    @Option(
            names = "--symmetry",
            description =
                    "Of a breadth-first search: of all states that differ only in the numbers of interchangeable things, search "
                            + "one.")
    private boolean symmetry;

    @Option(
            names = "--partial-order",
            description =
                    "Of several orders of steps that cannot disturb each other, search one. The verdicts are the same; a "
                            + "counterexample need not be a shortest one. For ${bundle:system}s that declare what each step looks at.")
    private boolean partialOrder;

    @Option(
            names = "--spill",
            paramLabel = "DIR",
            description =
                    "Of a breadth-first search: go on, slower, with a file in DIR when the states do not fit into memory.")
    private @Nullable Path spill;

    @Option(
            names = "--bitstate",
            paramLabel = "K",
            description =
                    "Of a depth-first search: remember three of 2^K bits of each state instead of the state, K being "
                            + MIN_BITSTATE
                            + " to " + MAX_BITSTATE
                            + ". States may be missed, and nothing 'holds'; the report says how probable that is.")
    @Within(least = MIN_BITSTATE, most = MAX_BITSTATE)
    private @Nullable Integer bitstate;

    @Option(
            names = "--hash",
            paramLabel = "K",
            description =
                    "Of a depth-first search: remember a hash of K bits of each state instead of the state, K being "
                            + MIN_HASH + " to " + MAX_HASH
                            + ", which takes about six bytes. As with --bitstate nothing 'holds', but the probability of a miss is far smaller.")
    @Within(least = MIN_HASH, most = MAX_HASH)
    private @Nullable Integer hash;

    @Option(
            names = "--walks",
            paramLabel = "N",
            description = "How many random walks: 1 to " + MOST_WALKS + "; default " + USUAL_WALKS + ".")
    @Within(least = 1, most = MOST_WALKS)
    private @Nullable Long walks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the random walks: " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + "; default 1.")
    @Within(least = Long.MIN_VALUE, most = Long.MAX_VALUE)
    private @Nullable Long seed;

    @Option(
            names = "--progress",
            paramLabel = "FORM",
            description = "How to tell on standard error how it goes: text (the default), or json, one object a line.")
    private Form progress = Form.TEXT;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Of a breadth-first search: leave what is known in FILE, which must not exist yet, now and then, and when a "
                            + "bound or Ctrl-C ends the search.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            description = "With --checkpoint or --resume: time from one to the next; default 10m.")
    private @Nullable String checkpointEvery;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from the checkpoint in FILE, which the same search left there, and leave the next ones there too.")
    private @Nullable Path resume;

    /** One thread for each processor. */
    public static int usualWorkers() {
        return Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The search that was asked for.
     *
     * @param program whose user is told of what goes wrong
     * @param model what is searched
     * @param property the only property that is asked about; empty for all
     *
     * @throws UsageException if the options contradict each other
     */
    public Explorer explorer(Program program, Model model, Optional<String> property) throws IOException {
        Explorer search = search(program, model, property);
        if (partialOrder && symmetry) {
            throw new UsageException("--partial-order and --symmetry exclude each other");
        }
        Explorer all = partialOrder
                ? (system, properties, bounds, told) ->
                        search.explore(reduced(model, system, properties), properties, bounds, told)
                : search;
        return progress == Form.JSON ? all.withProgressInJson() : all;
    }

    /** Why a search with these options does not go on behind the known findings, as the end of a sentence; empty if it does. */
    public Optional<String> reasonNotToGoBehind() {
        if (order != Order.BREADTH) {
            return Optional.of("only --search breadth finds the shortest violation of each");
        } else if (symmetry || partialOrder) {
            return Optional.of("a reduced search does not tell apart the histories that the findings are about");
        }
        return spill == null
                ? Optional.empty()
                : Optional.of("a search that may go to disk does not remember what the findings are about");
    }

    /** Why a search with these options cannot answer {@code question}, as the end of a sentence; empty if it can. */
    public Optional<String> reasonNotToAsk(Question question) {
        if (symmetry && !question.isSymmetric()) {
            return Optional.of("with --symmetry, which does not tell like things apart");
        }
        boolean reduced = symmetry || partialOrder || spill != null;
        return reduced && question.needsMemory()
                ? Optional.of("with --symmetry, --partial-order or --spill, for its answer hangs on the way to a state")
                : Optional.empty();
    }

    /** What is to be said of the end of a search with these options. */
    public Ending ending() {
        return new Ending(order, symmetry, partialOrder, spill != null || bitstate != null, workers() == 1);
    }

    private int workers() {
        return workers == null ? usualWorkers() : workers;
    }

    private Explorer search(Program program, Model model, Optional<String> property) throws IOException {
        requireOrder(Order.BREADTH, "--checkpoint and --resume are", checkpoint != null || resume != null);
        requireOrder(Order.BREADTH, "--symmetry is", symmetry);
        requireOrder(Order.BREADTH, "--spill is", spill != null);
        requireOrder(Order.BREADTH, "--workers is", workers != null);
        requireOrder(Order.DEPTH, "--bitstate and --hash are", bitstate != null || hash != null);
        requireOrder(Order.WALK, "--walks and --seed are", walks != null || seed != null);
        if (bitstate != null && hash != null) {
            throw new UsageException("--bitstate and --hash exclude each other");
        }
        if (checkpointEvery != null && checkpoint == null && resume == null) {
            throw new UsageException("--checkpoint-every is for --checkpoint and --resume");
        }
        if (spill != null && (checkpoint != null || resume != null)) {
            throw new UsageException("--spill excludes --checkpoint and --resume: what has overflowed is not resumed");
        }
        if (spill != null) {
            try {
                TextFile.requireWritableDirectory(spill);
            } catch (IOException e) {
                throw new UsageException(
                        "--spill: cannot write to " + FileFailure.text(e) + "; expected a directory that exists");
            }
        }
        Strategy strategy = strategy(program, model, property);
        return (system, properties, bounds, told) -> {
            if (symmetry) {
                requireSymmetric(model, system, properties);
            }
            return strategy.search(system, properties, bounds, told);
        };
    }

    private Strategy strategy(Program program, Model model, Optional<String> property) throws IOException {
        return switch (order) {
            case BREADTH -> {
                Options threads =
                        Options.DEFAULT.withFirst(first).withWorkers(workers()).withSymmetry(symmetry);
                Options disk = spill == null
                        ? threads
                        : threads.withOverflow(new Spilling(spill, problem -> program.tell("--spill: " + problem)));
                yield new Strategy.Breadth(checkpointing(program, model, property)
                        .map(disk::withCheckpointing)
                        .orElse(disk));
            }
            case DEPTH -> new Strategy.Depth(this::visited, first);
            case DEEPEN -> new Strategy.Deepen(first);
            case WALK -> new Strategy.Walk(walks == null ? USUAL_WALKS : walks, seed == null ? 1 : seed, first);
        };
    }

    private void requireOrder(Order wanted, String options, boolean given) {
        if (given && order != wanted) {
            throw new UsageException(options + " for --search " + Ascii.toLowerCase(wanted.name()));
        }
    }

    private Visited visited(Schema schema) {
        if (bitstate != null) {
            return new BitState(bitstate);
        }
        return hash != null ? new HashCompaction(hash) : new Exactly(schema);
    }

    private static TransitionSystem reduced(Model model, TransitionSystem system, List<? extends Property> properties) {
        if (system.footprints().isEmpty()) {
            throw new UsageException(
                    "--partial-order: this " + model.kind() + " does not declare what each step looks at");
        }
        requireWithoutEventually("--partial-order", properties);
        return new PartialOrder(system, properties);
    }

    private static void requireWithoutEventually(String option, List<? extends Property> properties) {
        properties.stream().filter(Eventually.class::isInstance).findFirst().ifPresent(property -> {
            throw new UsageException(option + " cannot decide what must happen in the end: " + property.name());
        });
    }

    private static void requireSymmetric(Model model, TransitionSystem system, List<? extends Property> properties) {
        if (Symmetry.of(system.schema()).isEmpty()) {
            throw new UsageException("--symmetry: nothing is interchangeable in this " + model.kind()
                    + (model.settings().isEmpty() ? "" : " with these parameters"));
        }
        requireWithoutEventually("--symmetry", properties);
    }

    private Optional<Checkpointing> checkpointing(Program program, Model model, Optional<String> property)
            throws IOException {
        if (resume != null && checkpoint != null) {
            throw new UsageException(
                    "--checkpoint and --resume exclude each other: --resume goes on writing to its file");
        }
        Path file = resume != null ? resume : checkpoint;
        if (file == null) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("cannot write a checkpoint to " + file + ": it is a directory");
        }
        if (checkpoint != null && Files.exists(checkpoint)) {
            throw new UsageException("--checkpoint: " + checkpoint
                    + " exists; --resume goes on from a checkpoint, a new search needs another name");
        }
        if (resume != null && Files.exists(resume) && !Files.isRegularFile(resume)) {
            throw new UsageException("--resume: " + resume + " is not a file");
        }
        try {
            TextFile.requireWritable(file);
        } catch (FileFailure e) {
            throw new UsageException("cannot write a checkpoint to " + e.getMessage());
        }
        SoleWriter.become(file);
        return Optional.of(new Checkpointing(
                Files.exists(file) ? file.toRealPath() : file,
                Durations.parse("--checkpoint-every", checkpointEvery == null ? "10m" : checkpointEvery),
                String.format(
                        Locale.ROOT,
                        "build %s; %s; %s; properties: %s%s",
                        model.build(),
                        model.title(),
                        model.settings(),
                        property.orElse("all"),
                        (first ? "; --first" : "")
                                + (symmetry ? "; --symmetry" : "")
                                + (partialOrder ? "; --partial-order" : "")),
                resume != null,
                problem -> program.tell(
                        "no checkpoint could be written; the one before, if there was one, is still there: "
                                + problem)));
    }
}
