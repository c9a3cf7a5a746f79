package cordon.engine.explore;

import com.google.common.base.Throwables;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.store.Chunk;
import cordon.engine.store.DamagedException;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
 *   <li>a violation is found in the level of its distance, and a verdict at the end of that level: its trace is a shortest one;
 *   <li>the search ends at the end of a level, or at a bound: in the former case the number of states does not depend on the
 *       number of threads either. At a bound the undecided properties are {@link Verdict.Incomplete}, never anything else.
 * </ul>
 *
 * <p><b>How the threads work together.</b> They take chunks of the level from a common counter. When there are none left, or
 * when somebody {@linkplain #pauseRequested asks for a pause}, all meet at a barrier; the last to arrive does, alone, what concerns
 * everybody: end the level, enlarge the set, end the search ({@link #atBarrier}). Only there is written what is no atomic and not a worker's.
 *
 * <p>With {@link Options#symmetry} all this is said of the canonical forms; see {@link Orbits}. An
 * {@link cordon.engine.property.Eventually} is decided when every state is known: {@link FairRuns}. Its counterexample is a
 * lasso whose stem is a shortest path to the first state of its loop.
 */
public final class BreadthFirst {
    private final BreadthState state;
    private final Bounds bounds;
    private final Options options;
    private final Checkpoints checkpoints;
    private final Reserve reserve = new Reserve();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Bound> bound = new AtomicReference<>();
    private volatile boolean pauseRequested;

    private boolean ended;
    private boolean exhaustive;

    private BreadthFirst(
            TransitionSystem system,
            List<? extends Property> properties,
            Options options,
            Bounds bounds,
            @Nullable Visitor visitor) {
        options.requireFor(system, properties);
        this.state = new BreadthState(system, properties, options, visitor);
        this.options = options;
        this.bounds = bounds;
        this.checkpoints = new Checkpoints(options.checkpointing(), system.schema());
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
     * @throws IllegalArgumentException if there is no property, or no initial state, or two properties have one name
     * @throws ModelException if the system or a property fails
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
        Questions.requireSome(properties);
        try {
            return new BreadthFirst(system, properties, options, bounds, null).reportAfter(progress);
        } catch (DamagedException e) { // what no look at the file had shown
            throw Checkpoint.damaged(options.checkpointing().orElseThrow().file(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Tells {@code visitor} of every reachable state, or of as many as the bounds allow, level by level; in one the order is any.
     *
     * @param workers threads that search, at least 1; what the visitor is told does not depend on it
     * @param progress called about five times a second, in this thread
     */
    public static Report visit(
            TransitionSystem system, Visitor visitor, int workers, Bounds bounds, Consumer<Statistics> progress) {
        try {
            return new BreadthFirst(system, List.of(), Options.DEFAULT.withWorkers(workers), bounds, visitor)
                    .reportAfter(progress);
        } catch (CheckpointException e) {
            throw new IllegalStateException("this search does not resume", e);
        }
    }

    private Report reportAfter(Consumer<Statistics> progress) throws CheckpointException {
        try {
            run(progress);
        } catch (FaultyChunk | ModelException e) {
            bound.set(Bound.FAULT);
            throw state.diagnose(e).with(report());
        } finally {
            state.overflow.close();
        }
        return report();
    }

    private void run(Consumer<Statistics> progress) throws CheckpointException {
        Watch watch = new Watch(bounds, state::statistics, progress);
        if (!checkpoints.resume(state)) {
            state.workers.get(0).start(state.level);
            state.levels.add(state.level);
            state.settlePlainDepth();
            state.checkInitial();
        }
        beginLevel(state.nextChunk.get());
        if (state.workers.size() == 1) {
            while (!ended) {
                expand(state.workers.get(0), () -> look(watch));
                atBarrier();
            }
        } else {
            runThreads(() -> look(watch));
        }
        Optional.ofNullable(failure.get()).ifPresent(Throwables::throwIfUnchecked);
        if (bound.get() == null && !state.questions.eventuallies().isEmpty()) {
            state.decideEventuallies(bounds, watch).ifPresent(bound::set);
            if (bound.get() != null) {
                checkpoints.write(state); // for a search that asks again, with more time or memory
            }
        }
    }

    private void runThreads(Runnable look) {
        CyclicBarrier barrier = new CyclicBarrier(state.workers.size(), this::atBarrier);
        List<Thread> threads = new ArrayList<>();
        for (BreadthWorker worker : state.workers.subList(1, state.workers.size())) {
            Thread thread = new Thread(() -> work(worker, () -> {}, barrier), "search");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work(state.workers.get(0), look, barrier);
        threads.forEach(Uninterruptibles::joinUninterruptibly);
    }

    /** What each thread does until the search has ended. Whoever fails meets the others at the barrier all the same. */
    private void work(BreadthWorker worker, Runnable betweenChunks, CyclicBarrier barrier) {
        try {
            while (!ended) {
                try {
                    expand(worker, betweenChunks);
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

    /** Expands chunks until there are none left, or there is no room. */
    private void expand(BreadthWorker worker, Runnable betweenChunks) {
        try {
            expandChunks(worker, betweenChunks);
        } catch (OutOfMemoryError e) {
            reserve.release();
            bound.compareAndSet(null, Bound.MEMORY);
            pauseRequested = true;
        }
    }

    private void expandChunks(BreadthWorker worker, Runnable betweenChunks) {
        worker.begin(state.depth);
        while (!pauseRequested) {
            int number = state.nextChunk.getAndIncrement();
            if (number >= state.level.chunks()) {
                break;
            }
            Chunk chunk = state.level.chunk(number);
            state.transitions.addAndGet(worker.expand(number, chunk, state.next));
            state.expanded.addAndGet(chunk.size());
            if (state.space.isCrowded()) {
                pauseRequested = true;
            }
            betweenChunks.run();
        }
        worker.flush(state.next);
    }

    /** Asks for a pause if the clock, the user, the memory or a checkpoint needs one. */
    private void look(Watch watch) {
        watch.exceeded().ifPresent(reason -> bound.compareAndSet(null, reason));
        boolean full = watch.show() && state.bytes() > bounds.memoryBytes();
        if (bound.get() != null || full || checkpoints.due()) {
            pauseRequested = true;
        }
    }

    /** Done by one thread while the others wait. */
    private void atBarrier() {
        pauseRequested = false;
        try {
            decideHowToGoOn();
        } catch (OutOfMemoryError e) {
            reserve.release();
            end(Bound.MEMORY);
        }
    }

    private void decideHowToGoOn() {
        if (failure.get() != null) {
            ended = true;
        } else if (bound.get() != null) {
            if (!reserve.isReleased()) { // else some chunk was expanded in part: the checkpoint before stays
                checkpoints.write(state);
            }
            state.settle();
            ended = true;
        } else {
            if (checkpoints.due()) {
                checkpoints.write(state);
            }
            if (state.nextChunk.get() >= state.level.chunks()) {
                endLevel();
            }
            if (!ended && state.space.isReadyToReplant()) {
                state.replant();
            }
            if (!ended) {
                makeRoom();
            }
        }
    }

    private void makeRoom() {
        long limit = bounds.memoryBytes();
        if (state.space.isCrowded() && state.canGrow(limit)) {
            state.space.grow();
        } else if (state.space.isCrowded() || state.bytes() > limit) {
            state.overflow.makeRoom(state, limit).ifPresent(full -> {
                checkpoints.write(state);
                state.settle();
                end(full);
            });
        }
    }

    private void endLevel() {
        state.settle();
        if (!state.overflow.endLevel(state)) {
            end(Bound.DISK);
            return;
        }
        state.settlePlainDepth();
        if (state.next.states() == 0) {
            exhaustive = true;
            ended = true;
            return;
        }
        state.level = state.next;
        state.levels.add(state.level);
        state.next = new Level();
        state.depth = state.levels.count() - 1;
        beginLevel(0);
    }

    /** Whether to search the level at all is asked at its beginning only, so that a search that is resumed decides alike. */
    private void beginLevel(int chunk) {
        state.nextChunk.set(chunk);
        if (chunk > 0) {
            return;
        } else if (state.isAnswered()) {
            ended = true;
        } else if (options.first() && state.questions.anyViolated()) {
            end(Bound.FIRST);
        } else if (state.space.size() >= bounds.maxStates()) {
            end(Bound.STATES);
        } else if (state.depth >= bounds.maxDepth()) {
            end(Bound.DEPTH);
        }
        if (bound.get() != null) {
            checkpoints.write(state);
        }
    }

    private void end(Bound reason) {
        bound.compareAndSet(null, reason);
        ended = true;
    }

    private Report report() {
        ImmutableLongArray taken = state.sum(BreadthWorker::taken);
        return new Report(
                state.questions.verdicts(Optional.ofNullable(bound.get()), taken),
                state.statistics(),
                Optional.ofNullable(bound.get()),
                exhaustive,
                state.depth,
                taken.asList(),
                state.sum(BreadthWorker::fresh).asList(),
                state.levels.sizes().asList(),
                state.largestOutDegree(),
                state.exchanged(),
                0);
    }
}
