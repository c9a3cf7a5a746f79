package cordon.engine.explore;

import com.google.common.primitives.ImmutableLongArray;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.store.Chunk;
import cordon.engine.store.DamagedException;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a breadth-first search knows at a moment: what a checkpoint is made of. What is neither final nor atomic is written only
 * while one thread is at work.
 */
final class BreadthState {
    private final TransitionSystem system;
    private final Options options;
    private final @Nullable Visitor visitor;
    private long start = System.nanoTime(); // earlier if it was resumed

    final Questions questions;
    final StateSpace space;
    final Levels levels;
    private final Orbits orbits;
    final Overflow overflow;
    final List<BreadthWorker> workers = new ArrayList<>();

    /** The level being expanded; all chunks of it up to {@link #nextChunk} have been, or are being. */
    Level level = new Level();

    /** What was found from there. */
    Level next = new Level();

    volatile int depth;
    private Phase phase = Phase.SEARCH;

    /** The depth at which a state was found last that differs from all before in more than what it remembers. */
    private volatile int settledPlainDepth;

    private volatile long settledPlainStates;
    final AtomicInteger nextChunk = new AtomicInteger();
    final AtomicLong expanded = new AtomicLong();
    final AtomicLong transitions = new AtomicLong();

    /** A search that has found nothing yet; it tells {@code visitor}, if there is one, of every state that it expands. */
    BreadthState(
            TransitionSystem system, List<? extends Property> properties, Options options, @Nullable Visitor visitor) {
        this.system = system;
        this.options = options;
        this.visitor = visitor;
        this.questions = new Questions(system, properties);
        this.space = new StateSpace(system.schema(), system.history(), options.workers() > 1);
        this.orbits = new Orbits(system, options.symmetry());
        this.overflow = new Overflow(options.overflow());
        this.levels = new Levels(system, space, orbits);
        for (int i = 0; i < options.workers(); i++) {
            this.workers.add(new BreadthWorker(system, questions, space, orbits.symmetry(), visitor));
        }
    }

    /** Bytes held in memory. */
    long bytes() {
        return space.bytes() + levels.bytes() + next.bytes();
    }

    /** Whether the set of states can become larger without more than {@code limit} bytes being held. */
    boolean canGrow(long limit) {
        return space.bytesWhileGrowing() <= limit - levels.bytes() - next.bytes();
    }

    /**
     * Asks about the initial states.
     *
     * @throws FaultyChunk if a property fails
     */
    void checkInitial() {
        for (int chunk = 0; chunk < level.chunks(); chunk++) {
            try {
                workers.get(0).checkInitial(chunk, level.chunk(chunk));
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new FaultyChunk(0, chunk, e);
            }
        }
        settle();
    }

    /** Finds out what failed, and makes verdicts of what had been found before. */
    ModelException diagnose(RuntimeException thrown) {
        return thrown instanceof FaultyChunk fault ? diagnose(fault) : (ModelException) thrown;
    }

    private ModelException diagnose(FaultyChunk fault) {
        Chunk chunk = levels.get(fault.depth()).chunk(fault.chunk());
        long[] keys = new long[Chunk.CAPACITY];
        chunk.read(keys);
        Diagnosis diagnosis = new Diagnosis(system, questions.undecided());
        Optional<ModelException> found = Optional.empty();
        for (int i = 0; i < chunk.size() && found.isEmpty(); i++) {
            long[] failing = new long[system.schema().words()];
            space.folder().unfold(keys[i], failing);
            long position = Levels.position(fault.chunk(), i);
            found = diagnosis.of(failing, () -> levels.pathTo(fault.depth(), position));
        }
        if (fault.depth() == depth) {
            settle();
        }
        if (found.isEmpty() && levels.wereRead(fault.depth())) {
            throw new DamagedException("the search that goes on from it fails: " + fault.thrown());
        }
        return found.orElseGet(() -> Diagnosis.unknown(fault.thrown()));
    }

    /** Chooses anew how states are folded. */
    void replant() {
        space.replant(levels.with(next));
        levels.recount();
    }

    /** Makes verdicts of what was found in the level being expanded. */
    void settle() {
        questions.settle(this::traceTo);
    }

    private Trace traceTo(Property property, Questions.Finding finding) {
        return orbits.concrete(finding.endOf(levels.pathTo(depth, finding.position())), property);
    }

    /** To be called when everything of the level after the present one has been found. */
    void settlePlainDepth() {
        settledPlainDepth = plainDepth();
        settledPlainStates = space.plainSize();
    }

    /** Whether nothing that is still to be expanded can matter to anybody. */
    boolean isAnswered() {
        return visitor == null && questions.allDecided();
    }

    /**
     * Decides the properties about what must happen in the end, when every state is known. What has been decided when a bound is met
     * stays so.
     *
     * @return what was in the way of that, if anything was
     */
    Optional<Bound> decideEventuallies(Bounds bounds, Watch watch) {
        long graphBytes = StateGraph.bytes(levels, space, transitions.get(), options.workers());
        if (overflow.hasBegun() || bytes() + graphBytes > bounds.memoryBytes()) {
            return Optional.of(Bound.MEMORY);
        }
        try {
            decideInGraph(new Parallel(options.workers(), watch));
            return Optional.empty();
        } catch (OutOfMemoryError e) {
            return Optional.of(Bound.MEMORY); // the graph is garbage by now
        } catch (Watch.Stopped e) {
            return Optional.of(e.bound());
        }
    }

    private void decideInGraph(Parallel parallel) {
        phase = Phase.GRAPH;
        StateGraph graph = new StateGraph(system, space, levels, questions.eventuallies(), parallel);
        phase = Phase.FAIR_RUNS;
        FairRuns fairRuns = new FairRuns(graph, system.fairness(), parallel);
        for (Eventually property : questions.eventuallies()) {
            fairRuns.find(property)
                    .ifPresentOrElse(
                            lasso -> questions.decide(property, lasso),
                            () -> questions.decideHolds(property, graph.isEverOpen(property)));
        }
    }

    private int plainDepth() {
        return space.plainSize() > settledPlainStates && next.states() > 0 ? depth + 1 : settledPlainDepth;
    }

    Statistics statistics() {
        return new Statistics(
                phase,
                space.plainSize(),
                space.size(),
                expanded.get(),
                transitions.get(),
                plainDepth(),
                levels.states() - expanded.get(),
                bytes(),
                overflow.bytes(),
                questions.knownToBeViolated(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    int largestOutDegree() {
        return workers.stream().mapToInt(BreadthWorker::largestOutDegree).max().orElse(0);
    }

    /** The number of states about which everything was asked with interchangeable things exchanged. */
    long exchanged() {
        return workers.stream().mapToLong(BreadthWorker::exchanged).sum();
    }

    /** A count of all workers together. */
    ImmutableLongArray sum(Function<BreadthWorker, long[]> counts) {
        long[] sum = new long[system.actionCount()];
        for (BreadthWorker worker : workers) {
            long[] count = counts.apply(worker);
            Arrays.setAll(sum, action -> sum[action] + count[action]);
        }
        return ImmutableLongArray.copyOf(sum);
    }

    /** Writes all of it, while nobody searches. */
    void write(DataOutputStream out) throws IOException {
        out.writeLong(System.nanoTime() - start);
        out.writeLong(expanded.get());
        out.writeLong(transitions.get());
        out.writeInt(Math.min(nextChunk.get(), level.chunks()));
        writeAll(out, sum(BreadthWorker::taken));
        writeAll(out, sum(BreadthWorker::fresh));
        out.writeInt(largestOutDegree());
        out.writeInt(settledPlainDepth);
        out.writeLong(settledPlainStates);
        levels.write(out);
        next.write(out);
        space.write(out);
        questions.write(out);
    }

    /**
     * Reads what was written.
     *
     * @throws RuntimeException if it was not, or does not fit together
     */
    void read(DataInputStream in) throws IOException {
        long time = in.readLong();
        start = System.nanoTime() - time;
        expanded.set(in.readLong());
        transitions.set(in.readLong());
        nextChunk.set(in.readInt());
        workers.get(0).resume(readAll(in), readAll(in), in.readInt());
        settledPlainDepth = in.readInt();
        settledPlainStates = in.readLong();
        levels.read(in);
        depth = levels.count() - 1;
        level = levels.get(depth);
        next = Level.read(in);
        space.read(in);
        space.fillWithRead(levels.with(next));
        DamagedException.require(time >= 0, "the search took no time");
        requireCounts();
        new Soundness(system, orbits, levels, space).require(next, nextChunk.get());
        questions.read(in, system);
        questions.requireFindings(this::traceTo);
    }

    /** The counts that were read have to be those of the states that were read: they say what is left to be expanded. */
    private void requireCounts() {
        int chunk = nextChunk.get();
        DamagedException.require(chunk >= 0 && chunk <= level.chunks(), "chunk " + chunk + " is not there");
        long before = levels.states() - level.states();
        long begun =
                IntStream.range(0, chunk).mapToLong(i -> level.chunk(i).size()).sum();
        DamagedException.require(
                expanded.get() == before + begun,
                "it counts " + expanded.get() + " expanded states and has " + (before + begun));
        ImmutableLongArray taken = sum(BreadthWorker::taken);
        ImmutableLongArray fresh = sum(BreadthWorker::fresh);
        for (int action = 0; action < taken.length(); action++) {
            DamagedException.require(
                    fresh.get(action) >= 0 && fresh.get(action) <= taken.get(action),
                    "action " + action + " is counted " + taken.get(action) + " times");
        }
        DamagedException.require(
                transitions.get() == taken.stream().sum(), "its transitions are not those of all actions");
        long found = fresh.stream().sum() + levels.get(0).states();
        DamagedException.require(found == space.size(), "it counts " + found + " states and has " + space.size());
        DamagedException.require(
                largestOutDegree() >= 0 && largestOutDegree() <= transitions.get(), "its largest out-degree is wrong");
        boolean plain = system.history().isEmpty();
        DamagedException.require(
                plain
                        ? settledPlainDepth == depth && settledPlainStates == levels.states()
                        : settledPlainDepth >= 0
                                && settledPlainDepth <= depth
                                && settledPlainStates > 0
                                && settledPlainStates <= space.plainSize(),
                "the depth of its states is wrong");
    }

    private static void writeAll(DataOutputStream out, ImmutableLongArray counts) throws IOException {
        for (int i = 0; i < counts.length(); i++) {
            out.writeLong(counts.get(i));
        }
    }

    private long[] readAll(DataInputStream in) throws IOException {
        long[] counts = new long[system.actionCount()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        return counts;
    }
}
