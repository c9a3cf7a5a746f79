package cordon.engine.explore;

import com.google.common.primitives.ImmutableIntArray;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.reduction.AsymmetryException;
import cordon.engine.reduction.Symmetry;
import cordon.engine.reduction.Symmetry.Canonical;
import cordon.engine.store.Chunk;
import cordon.engine.store.KeySet;
import cordon.engine.store.Level;
import cordon.engine.store.StateSpace;
import cordon.engine.store.StateTree;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a breadth-first search: expands chunks of one level and collects what is new for the next.
 *
 * <p>Successors are not looked up one by one. Those of several states are produced first, and the slots that their keys will be
 * looked for in are touched; by the time they are added, the processor has fetched all of them from memory side by side.
 */
final class BreadthWorker {
    private static final int BATCH = 256; // successors

    /** Elements before and after what is counted in an array, so that no two threads write to one line of the cache. */
    private static final int PADDING = 32;

    private final TransitionSystem system;
    private final Contract contract;
    private final Questions questions;
    private final StateSpace space;
    private final @Nullable Canonical canonical;
    private final @Nullable Exchanged exchanged;
    private final @Nullable Visitor visitor;
    private KeySet keySet;
    private KeySet.Batch batch;
    private StateTree.Folder folder;
    private final Successors successors;
    private final long[] state;
    private final long[] asFound; // a successor before it is turned into its canonical form
    private final long[] keys = new long[Chunk.CAPACITY];

    // For each key of the batch: which successor it is of, and the position of the state that this is a successor of.
    private int[] numbers = new int[4 * BATCH];
    private long[] positions = new long[4 * BATCH];

    private int depth; // of the states that are being expanded
    private final long[] found = new long[Chunk.CAPACITY];
    private int foundCount;
    private int plainCount; // of those found, the ones that differ from all before in more than what they remember
    private final int[] runs = new int[2 * Chunk.CAPACITY + 2];
    private int runsLength;

    private final long[] taken; // by action, from PADDING on
    private final long[] fresh; // the same
    private long transitions;
    private int largestOutDegree;

    /**
     * A worker that has done nothing yet.
     *
     * @param symmetry what states are turned by into canonical forms before they are looked up; empty if they are left as they are
     * @param visitor what is told of every state that is expanded; null if nobody is
     */
    BreadthWorker(
            TransitionSystem system,
            Questions questions,
            StateSpace space,
            Optional<Symmetry> symmetry,
            @Nullable Visitor visitor) {
        this.system = system;
        this.contract = new Contract(system, questions::undecided);
        this.questions = questions;
        this.space = space;
        this.canonical = symmetry.map(Symmetry::canonical).orElse(null);
        this.exchanged = symmetry.map(of -> new Exchanged(system, of)).orElse(null);
        this.visitor = visitor;
        this.keySet = space.keys();
        this.batch = keySet.batch();
        this.folder = space.folder();
        this.successors = new Successors(system.schema().words());
        this.state = new long[system.schema().words()];
        this.asFound = new long[system.schema().words()];
        this.taken = new long[system.actionCount() + 2 * PADDING];
        this.fresh = new long[system.actionCount() + 2 * PADDING];
    }

    /** To be called whenever the set of states may have become another one, or the level, which is that at {@code depth}. */
    void begin(int depth) {
        this.depth = depth;
        if (keySet != space.keys()) {
            keySet = space.keys();
            batch = keySet.batch();
            folder = space.folder();
        }
    }

    /** Puts the initial states into {@code level}. */
    void start(Level level) {
        system.initialStates(successors);
        beginRun(0);
        for (int i = 0; i < successors.count(); i++) {
            long key = fold(successors.state(i));
            if (keySet.add(key)) {
                countPlain(successors.state(i));
                append(key, level, 0);
            }
        }
        flush(level);
        successors.clear();
    }

    /** Asks about the states of chunk number {@code chunk}, {@code content}, of the first level. */
    void checkInitial(int chunk, Chunk content) {
        content.read(keys);
        for (int i = 0; i < content.size(); i++) {
            folder.unfold(keys[i], state);
            questions.checkState(Levels.position(chunk, i), Questions.Finding.NONE, state);
            questions.checkInitial(Levels.position(chunk, i), state);
        }
    }

    /**
     * Expands chunk number {@code chunk}, {@code content}, of the present level; what is new goes to {@code next}.
     *
     * @return the number of transitions
     * @throws FaultyChunk if the system or a property fails
     */
    long expand(int chunk, Chunk content, Level next) {
        try {
            return expandAll(chunk, content, next);
        } catch (AsymmetryException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new FaultyChunk(depth, chunk, e);
        }
    }

    private long expandAll(int chunk, Chunk content, Level next) {
        content.read(keys);
        beginRun(chunk);
        long before = transitions;
        for (int i = 0; i < content.size(); i++) {
            long position = Levels.position(chunk, i);
            folder.unfold(keys[i], state);
            int first = successors.count();
            contract.successors(state, successors);
            if (exchanged != null) {
                exchanged.look(state, questions);
            }
            look(position, first);
            if (successors.count() >= BATCH) {
                addAll(next, chunk);
            }
        }
        addAll(next, chunk);
        return transitions - before;
    }

    /** Hands over what is left to {@code next}. */
    void flush(Level next) {
        if (foundCount > 0) {
            next.add(Chunk.of(found, foundCount, ImmutableIntArray.copyOf(Arrays.copyOf(runs, runsLength))));
            space.added(foundCount);
            foundCount = 0;
        }
        space.addedPlain(plainCount);
        plainCount = 0;
        runsLength = 0;
    }

    /** What is found from now on is found from {@code chunk}. */
    private void beginRun(int chunk) {
        if (runsLength > 0 && runs[runsLength - 2] == foundCount) {
            runsLength -= 2; // nothing was found from the chunk before
        }
        runs[runsLength++] = foundCount;
        runs[runsLength++] = chunk;
    }

    /** Asks about the transitions out of {@code state}, and folds its successors. */
    private void look(long position, int first) {
        int count = successors.count();
        largestOutDegree = Math.max(largestOutDegree, count - first);
        if (count > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count);
        }
        questions.checkSteps(position, state, successors, first);
        if (visitor != null) {
            visitor.visit(depth, state, successors, first);
        }
        for (int i = first; i < count; i++) {
            taken[PADDING + successors.action(i)]++;
            numbers[batch.size()] = i;
            positions[batch.size()] = position;
            batch.put(fold(successors.state(i)));
        }
    }

    private long fold(long[] found) {
        if (canonical != null) {
            System.arraycopy(found, 0, asFound, 0, asFound.length);
            canonical.apply(found);
            questions.checkAlike(asFound, found);
        }
        return folder.fold(found);
    }

    private void addAll(Level next, int chunk) {
        transitions += successors.count();
        batch.touch();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.add(i)) {
                int action = successors.action(numbers[i]);
                fresh[PADDING + action]++;
                questions.checkState(positions[i], action, successors.state(numbers[i]));
                countPlain(successors.state(numbers[i])); // last: it leaves no history in the state
                append(batch.key(i), next, chunk);
            }
        }
        successors.clear();
        batch.clear();
    }

    private void countPlain(long[] state) {
        plainCount += space.addPlain(state, folder) ? 1 : 0;
    }

    private void append(long key, Level next, int chunk) {
        if (foundCount == found.length) {
            flush(next);
            beginRun(chunk);
        }
        found[foundCount++] = key;
    }

    /** Adds to the counts what another search counted. */
    void resume(long[] otherTaken, long[] otherFresh, int otherOutDegree) {
        for (int action = 0; action < otherTaken.length; action++) {
            taken[PADDING + action] += otherTaken[action];
            fresh[PADDING + action] += otherFresh[action];
        }
        largestOutDegree = Math.max(largestOutDegree, otherOutDegree);
    }

    long[] taken() {
        return Arrays.copyOfRange(taken, PADDING, taken.length - PADDING);
    }

    long[] fresh() {
        return Arrays.copyOfRange(fresh, PADDING, fresh.length - PADDING);
    }

    long exchanged() {
        return exchanged == null ? 0 : exchanged.asked();
    }

    int largestOutDegree() {
        return largestOutDegree;
    }
}
