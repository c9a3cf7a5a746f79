package cordon.cli;

import cordon.engine.TransitionSystem;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Checkpointing;
import cordon.engine.explore.DepthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.RandomWalks;
import cordon.engine.expression.Question;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.reduction.PartialOrder;
import cordon.engine.reduction.Symmetry;
import cordon.engine.schema.Schema;
import cordon.engine.store.BitState;
import cordon.engine.store.Exactly;
import cordon.engine.store.HashCompaction;
import cordon.engine.store.Visited;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code cordon check SCENARIO} that say how to search; they are not for suites. */
final class SearchOptions {
    private static final int MIN_BITSTATE = 20;
    private static final int MAX_BITSTATE = 36;
    private static final int MIN_HASH = 40;
    private static final int MAX_HASH = 52;

    private enum Order {
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
            description =
                    "Of a breadth-first search: threads; default is one for each processor. The answers do not depend on it.")
    private int workers = Runtime.getRuntime().availableProcessors();

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
                            + "counterexample need not be a shortest one. For scenarios that declare what each step looks at.")
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
                    "Of a depth-first search: remember three of 2^K bits of each state instead of the state. States may be "
                            + "missed, and nothing 'holds'; the report says how probable that is.")
    private @Nullable Integer bitstate;

    @Option(
            names = "--hash",
            paramLabel = "K",
            description =
                    "Of a depth-first search: remember a hash of K bits of each state instead of the state, which takes about six "
                            + "bytes. As with --bitstate nothing 'holds', but the probability of a miss is far smaller.")
    private @Nullable Integer hash;

    @Option(names = "--walks", paramLabel = "N", description = "How many random walks; default 10000.")
    private long walks = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random walks; default 1.")
    private long seed = 1;

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

    @Option(names = "--checkpoint-every", paramLabel = "TIME", description = "Time from one to the next; default 10m.")
    private String checkpointEvery = "10m";

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from the checkpoint in FILE, which the same search left there, and leave the next ones there too.")
    private @Nullable Path resume;

    /**
     * The search that was asked for.
     *
     * @throws UsageException if the options contradict each other
     */
    Explorer explorer(Run run, Optional<String> property, Interrupt interrupt) throws IOException {
        Explorer search = search(run, property, interrupt);
        if (partialOrder && symmetry) {
            throw new UsageException("--partial-order and --symmetry exclude each other");
        }
        if (partialOrder) {
            Explorer full = search;
            search = (system, properties, bounds, told) ->
                    full.explore(reduced(system, properties), properties, bounds, told);
        }
        return progress == Form.JSON ? search.withProgressInJson() : search;
    }

    /** Why a search with these options does not go on behind the known findings, as the end of a sentence; empty if it does. */
    Optional<String> reasonNotToGoBehind() {
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
    Optional<String> reasonNotToAsk(Question question) {
        if (symmetry && !question.isSymmetric()) {
            return Optional.of("with --symmetry, which does not tell like things apart");
        }
        boolean reduced = symmetry || partialOrder || spill != null;
        return reduced && question.needsMemory()
                ? Optional.of("with --symmetry, --partial-order or --spill, for its answer hangs on the way to a state")
                : Optional.empty();
    }

    /** What is to be said of a search that ended because there was nothing left. */
    String exhausted() {
        if (partialOrder) {
            return "Every state that is reachable in the chosen order of steps was visited.";
        }
        return symmetry
                ? "Every reachable state was visited, or one that differs from it in the numbers of like things only."
                : "Every reachable state was visited.";
    }

    private Explorer search(Run run, Optional<String> property, Interrupt interrupt) throws IOException {
        if (workers < 1) {
            throw new UsageException("--workers must be at least 1, not " + workers);
        }
        if (order != Order.BREADTH && (checkpoint != null || resume != null)) {
            throw new UsageException("--checkpoint and --resume are for --search breadth");
        }
        if (order != Order.DEPTH && (bitstate != null || hash != null)) {
            throw new UsageException("--bitstate and --hash are for --search depth");
        }
        if (order != Order.BREADTH && symmetry) {
            throw new UsageException("--symmetry is for --search breadth");
        }
        if (order != Order.BREADTH && spill != null) {
            throw new UsageException("--spill is for --search breadth");
        }
        if (spill != null && (checkpoint != null || resume != null)) {
            throw new UsageException("--spill excludes --checkpoint and --resume: what has overflowed is not resumed");
        }
        if (spill != null && !(Files.isDirectory(spill) && Files.isWritable(spill))) {
            throw new UsageException("--spill: cannot write to " + spill + "; expected a directory that exists");
        }
        Options options = Options.DEFAULT.withWorkers(workers).withFirst(first).withSymmetry(symmetry);
        return switch (order) {
            case BREADTH -> {
                Options disk = spill == null ? options : options.withOverflow(spill);
                Options all = checkpointing(run, property, interrupt)
                        .map(disk::withCheckpointing)
                        .orElse(disk);
                yield (system, properties, bounds, told) -> {
                    if (symmetry) {
                        requireSymmetric(system, properties);
                    }
                    return BreadthFirst.resume(system, properties, all, bounds, told);
                };
            }
            case DEPTH -> {
                requireWithin("--bitstate", bitstate, MIN_BITSTATE, MAX_BITSTATE);
                requireWithin("--hash", hash, MIN_HASH, MAX_HASH);
                if (bitstate != null && hash != null) {
                    throw new UsageException("--bitstate and --hash exclude each other");
                }
                yield (system, properties, bounds, told) ->
                        DepthFirst.check(system, properties, visited(system.schema()), options, bounds, told);
            }
            case DEEPEN ->
                (system, properties, bounds, told) -> DepthFirst.deepen(system, properties, options, bounds, told);
            case WALK -> {
                if (walks < 1) {
                    throw new UsageException("--walks must be at least 1, not " + walks);
                }
                yield (system, properties, bounds, told) ->
                        RandomWalks.check(system, properties, walks, seed, options, bounds, told);
            }
        };
    }

    private Visited visited(Schema schema) {
        if (bitstate != null) {
            return new BitState(bitstate);
        }
        return hash != null ? new HashCompaction(hash) : new Exactly(schema);
    }

    private static void requireWithin(String option, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new UsageException(option + " is from " + least + " to " + most + ", not " + value);
        }
    }

    private static TransitionSystem reduced(TransitionSystem system, List<? extends Property> properties) {
        if (system.footprints().isEmpty()) {
            throw new UsageException("--partial-order: this scenario does not declare what each step looks at");
        }
        requireWithoutEventually("--partial-order", properties);
        return new PartialOrder(system, properties);
    }

    private static void requireWithoutEventually(String option, List<? extends Property> properties) {
        properties.stream().filter(Eventually.class::isInstance).findFirst().ifPresent(property -> {
            throw new UsageException(option + " cannot decide what must happen in the end: " + property.name());
        });
    }

    private static void requireSymmetric(TransitionSystem system, List<? extends Property> properties) {
        if (Symmetry.of(system.schema()).isEmpty()) {
            throw new UsageException("--symmetry: nothing is interchangeable in this scenario with these parameters");
        }
        requireWithoutEventually("--symmetry", properties);
    }

    private Optional<Checkpointing> checkpointing(Run run, Optional<String> property, Interrupt interrupt)
            throws IOException {
        if (resume != null && checkpoint != null) {
            throw new UsageException(
                    "--checkpoint and --resume exclude each other: --resume goes on writing to its file");
        }
        Path file = resume != null ? resume : checkpoint;
        if (file == null) {
            return Optional.empty();
        }
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isWritable(directory)) {
            throw new UsageException("cannot write a checkpoint to " + file);
        }
        if (checkpoint != null && Files.exists(checkpoint)) {
            throw new UsageException("--checkpoint: " + checkpoint
                    + " exists; --resume goes on from a checkpoint, a new search needs another name");
        }
        if (resume != null && Files.exists(resume) && !Files.isRegularFile(resume)) {
            throw new UsageException("--resume: " + resume + " is not a file");
        }
        interrupt.bePatient();
        return Optional.of(new Checkpointing(
                Files.exists(file) ? file.toRealPath() : file,
                Durations.parse("--checkpoint-every", checkpointEvery),
                String.format(
                        "build %s; %s; %s; properties: %s%s",
                        Home.build(),
                        run.title(),
                        run.settings().all(),
                        property.orElse("all"),
                        (first ? "; --first" : "")
                                + (symmetry ? "; --symmetry" : "")
                                + (partialOrder ? "; --partial-order" : "")),
                resume != null,
                problem -> System.err.println(
                        "cordon: no checkpoint could be written, the search goes on without: " + problem)));
    }
}
