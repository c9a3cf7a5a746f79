package cordon.engine.explore;

import com.google.common.base.Throwables;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.store.Chunk;
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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first search over all reachable states, by several threads, with several properties in one run.
 *
 * <p><b>Why the answers are right.</b> The states are in {@link Levels}: level 0 is the initial states; level {@code d+1} is
 * what was found by expanding all of level {@code d} and was not there before. The {@link StateSpace} says of every state
 * exactly once that it is new, whoever asks. By induction, level {@code d} is the states at distance {@code d} from the nearest
 * initial state, no matter who expanded which chunk and when. So
 *
 * <ul>
 *   <li>when a level is empty, every reachable state has been expanded: what was not violated, holds;
 *   <li>a violation is found in the level of its distance, and becomes a verdict at the end of that level: its trace is a
 *       shortest one;
 *   <li>the search ends at the end of a level, or at a bound: in the former case the number of states does not depend on the
 *       number of threads either. At a bound the undecided properties are {@link Verdict.Incomplete}, never anything else.
 * </ul>
 *
 * <p><b>How the threads work together.</b> They take chunks of the level from a common counter. When there are none left, or
 * when somebody {@linkplain #pauseRequested asks for a pause}, all meet at a barrier; the last to arrive does, alone, what
 * concerns everybody: end the level, make the set of states larger, end the search ({@link #atBarrier}). Everything that is
 * not an atomic, and not a worker's own, is written only there.
 *
 * <p>An {@link Eventually} is decided when every state is known: {@link FairRuns}. Its counterexample is a lasso whose stem is a
 * shortest path to the first state of its loop.
 */
public final class BreadthFirst {
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);

    private final TransitionSystem system;
    private final Questions questions;
    private final Bounds bounds;
    private final Options options;
    private final StateSpace space;
    private final Levels levels;
    private final List<BreadthWorker> workers = new ArrayList<>();
    private final Optional<Checkpoint> checkpoint;
    private long start = System.nanoTime();
    private long lastCheckpoint = start;

    private final AtomicInteger nextChunk = new AtomicInteger();
    private final AtomicLong expanded = new AtomicLong();
    private final AtomicLong transitions = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Bound> bound = new AtomicReference<>();
    private volatile boolean pauseRequested;
    private volatile int depth;

    private Level level = new Level();
    private Level next = new Level();
    private boolean ended;
    private boolean exhaustive;

    private BreadthFirst(TransitionSystem system, List<? extends Property> properties, Options options, Bounds bounds) {
        this.system = system;
        this.questions = new Questions(properties);
        this.options = options;
        this.bounds = bounds;
        this.space = new StateSpace(system.schema(), options.workers() > 1);
        this.levels = new Levels(system, space);
        this.checkpoint = options.checkpointing()
                .map(how -> new Checkpoint(
                        how.file(), how.fingerprint() + "; " + system.schema().fields()));
        for (int i = 0; i < options.workers(); i++) {
            workers.add(new BreadthWorker(system, questions, space));
        }
    }

    /** As {@link #check(TransitionSystem, List, Options, Bounds, Consumer)} with {@link Options#DEFAULT}. */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            Bounds bounds,
            Consumer<Statistics> progress) {
        return check(system, properties, Options.DEFAULT, bounds, progress);
    }

    /**
     * Searches until every property is decided, every state is visited, or a bound is met.
     *
     * @param progress called about five times a second, in this thread
     */
    public static Report check(
            TransitionSystem system,
            List<? extends Property> properties,
            Options options,
            Bounds bounds,
            Consumer<Statistics> progress) {
        try {
            return resume(system, properties, options, bounds, progress);
        } catch (CheckpointException e) {
            throw new IllegalArgumentException("only for searches that do not resume", e);
        }
    }

    /**
     * As {@link #check}, and may begin with a checkpoint.
     *
     * @throws CheckpointException if the checkpoint cannot be read, or is of something else
     */
    public static Report resume(
            TransitionSystem system,
            List<? extends Property> properties,
            Options options,
            Bounds bounds,
            Consumer<Statistics> progress)
            throws CheckpointException {
        BreadthFirst search = new BreadthFirst(system, properties, options, bounds);
        search.run(progress);
        return search.report();
    }

    private void run(Consumer<Statistics> progress) throws CheckpointException {
        if (options.checkpointing().map(Checkpointing::resume).orElse(false)) {
            checkpoint.orElseThrow().read(this::read);
        } else {
            workers.get(0).start(level);
            levels.add(level);
            workers.get(0).checkInitial(level);
            settle();
        }
        beginLevel(nextChunk.get());
        Clock clock = new Clock(progress);
        if (workers.size() == 1) {
            while (!ended) {
                expandChunks(workers.get(0), clock);
                atBarrier();
            }
        } else {
            runThreads(clock);
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            Throwables.throwIfUnchecked(thrown);
            throw new IllegalStateException(thrown);
        }
        if (bound.get() == null && !questions.eventuallies().isEmpty()) {
            checkEventuallies();
        }
    }

    private void runThreads(Clock clock) {
        CyclicBarrier barrier = new CyclicBarrier(workers.size(), this::atBarrier);
        List<Thread> threads = new ArrayList<>();
        for (BreadthWorker worker : workers.subList(1, workers.size())) {
            Thread thread = new Thread(() -> work(worker, () -> {}, barrier), "search");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work(workers.get(0), clock, barrier);
        threads.forEach(Uninterruptibles::joinUninterruptibly);
    }

    /** What each thread does until the search has ended. Whoever fails meets the others at the barrier all the same. */
    private void work(BreadthWorker worker, Runnable betweenChunks, CyclicBarrier barrier) {
        try {
            while (!ended) {
                try {
                    expandChunks(worker, betweenChunks);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                    pauseRequested = true;
                }
                barrier.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            end(Bound.INTERRUPT);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e); // at the barrier; it is broken now, so that everybody comes here
        }
    }

    private void expandChunks(BreadthWorker worker, Runnable betweenChunks) {
        worker.begin();
        while (!pauseRequested) {
            int number = nextChunk.getAndIncrement();
            if (number >= level.chunks()) {
                break;
            }
            Chunk chunk = level.chunk(number);
            transitions.addAndGet(worker.expand(number, chunk, next));
            expanded.addAndGet(chunk.size());
            if (space.isCrowded()) {
                pauseRequested = true;
            }
            betweenChunks.run();
        }
        worker.flush(next);
    }

    /** Done by one thread while the others wait. */
    private void atBarrier() {
        pauseRequested = false;
        if (failure.get() != null) {
            ended = true;
        } else if (bound.get() != null) {
            writeCheckpoint();
            settle();
            ended = true;
        } else {
            if (checkpointDue()) {
                writeCheckpoint();
            }
            if (nextChunk.get() >= level.chunks()) {
                endLevel();
            }
            if (!ended && space.isReadyToReplant()) {
                space.replant(levels.with(next));
            }
            if (!ended && space.isCrowded()) {
                if (space.bytesWhileGrowing() + levels.bytes() + next.bytes() > bounds.memoryBytes()) {
                    writeCheckpoint();
                    settle();
                    end(Bound.MEMORY);
                } else {
                    space.grow();
                }
            }
        }
    }

    private void endLevel() {
        settle();
        if (next.states() == 0) {
            exhaustive = true;
            ended = true;
            return;
        }
        level = next;
        levels.add(level);
        next = new Level();
        depth = levels.count() - 1;
        beginLevel(0);
    }

    /** Whether to search the level at all is asked at its beginning only, so that a search that is resumed decides alike. */
    private void beginLevel(int chunk) {
        nextChunk.set(chunk);
        if (chunk > 0) {
            return;
        }
        if (questions.allDecided()) {
            ended = true;
        } else if (options.first() && questions.anyViolated()) {
            end(Bound.FIRST);
        } else if (space.size() >= bounds.maxStates()) {
            end(Bound.STATES);
        } else if (depth >= bounds.maxDepth()) {
            end(Bound.DEPTH);
        }
        if (bound.get() != null) {
            writeCheckpoint();
        }
    }

    private boolean checkpointDue() {
        return options.checkpointing().isPresent()
                && System.nanoTime() - lastCheckpoint
                        > options.checkpointing().get().every().toNanos();
    }

    /** Nobody else is at work; chunks of the level up to {@link #nextChunk} have been expanded. */
    private void writeCheckpoint() {
        if (checkpoint.isPresent()) {
            try {
                checkpoint.get().write(this::write);
            } catch (IOException e) {
                options.checkpointing().orElseThrow().onFailure().accept(String.valueOf(e.getMessage()));
            }
            lastCheckpoint = System.nanoTime();
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeLong(System.nanoTime() - start);
        out.writeLong(expanded.get());
        out.writeLong(transitions.get());
        out.writeInt(Math.min(nextChunk.get(), level.chunks()));
        writeAll(out, sum(BreadthWorker::taken));
        writeAll(out, sum(BreadthWorker::fresh));
        out.writeInt(largestOutDegree());
        levels.write(out);
        next.write(out);
        space.write(out);
        questions.write(out);
    }

    private void read(DataInputStream in) throws IOException {
        start = System.nanoTime() - in.readLong();
        expanded.set(in.readLong());
        transitions.set(in.readLong());
        nextChunk.set(in.readInt());
        workers.get(0).resume(readAll(in), readAll(in), in.readInt());
        levels.read(in);
        depth = levels.count() - 1;
        level = levels.get(depth);
        next = Level.read(in);
        space.read(in);
        space.fill(levels.with(next));
        questions.read(in, system);
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

    private void end(Bound reason) {
        bound.compareAndSet(null, reason);
        ended = true;
    }

    /** Makes verdicts of what was found in the level being expanded. */
    private void settle() {
        questions.settle(finding -> {
            Trace path = levels.pathTo(depth, finding.position());
            return finding.action() == Questions.Finding.NONE ? path : path.then(finding.action(), finding.state());
        });
    }

    /** When every state is known. */
    private void checkEventuallies() {
        if (space.bytes() + levels.bytes() + StateGraph.bytes(levels, space, transitions.get())
                > bounds.memoryBytes()) {
            bound.set(Bound.MEMORY);
            return;
        }
        StateGraph graph = new StateGraph(system, space, levels, questions.eventuallies(), options.workers());
        FairRuns fairRuns = new FairRuns(graph, system.fairness());
        for (Eventually property : questions.eventuallies()) {
            if (bounds.interrupted().getAsBoolean()) {
                bound.set(Bound.INTERRUPT);
                return;
            }
            fairRuns.find(property)
                    .ifPresentOrElse(lasso -> questions.decide(property, lasso), () -> questions.decideHolds(property));
        }
    }

    private Statistics statistics() {
        long waiting = next.states();
        return new Statistics(
                space.size(),
                expanded.get(),
                transitions.get(),
                waiting > 0 ? depth + 1 : depth,
                space.bytes() + levels.bytes() + next.bytes(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Report report() {
        Optional<Bound> stoppedBy = Optional.ofNullable(bound.get());
        return new Report(
                questions.verdicts(stoppedBy),
                statistics(),
                stoppedBy,
                exhaustive,
                depth,
                sum(BreadthWorker::taken),
                sum(BreadthWorker::fresh),
                levels.sizes(),
                largestOutDegree(),
                0);
    }

    private int largestOutDegree() {
        return workers.stream().mapToInt(BreadthWorker::largestOutDegree).max().orElse(0);
    }

    private ImmutableLongArray sum(Function<BreadthWorker, long[]> counts) {
        long[] sum = new long[system.actionCount()];
        for (BreadthWorker worker : workers) {
            Arrays.setAll(sum, action -> sum[action] + counts.apply(worker)[action]);
        }
        return ImmutableLongArray.copyOf(sum);
    }

    /** Looks, now and then, at the clock, and at what else could end the search within a level; shows how it goes. */
    private final class Clock implements Runnable {
        private final Consumer<Statistics> progress;
        private long nextProgress = start + PROGRESS_INTERVAL.toNanos();

        Clock(Consumer<Statistics> progress) {
            this.progress = progress;
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            if (bounds.interrupted().getAsBoolean()) {
                stop(Bound.INTERRUPT);
            } else if (now - start > bounds.time().toNanos()) {
                stop(Bound.TIME);
            } else if (checkpointDue()) {
                pauseRequested = true;
            } else if (now >= nextProgress) {
                Statistics statistics = statistics();
                if (statistics.storeBytes() > bounds.memoryBytes()) {
                    stop(Bound.MEMORY);
                }
                progress.accept(statistics);
                nextProgress = System.nanoTime() + PROGRESS_INTERVAL.toNanos();
            }
        }

        private void stop(Bound reason) {
            bound.compareAndSet(null, reason);
            pauseRequested = true;
        }
    }
}
