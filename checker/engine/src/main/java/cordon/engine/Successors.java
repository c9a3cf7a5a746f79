package cordon.engine;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The successors of one state: a buffer that a {@link TransitionSystem} fills and an explorer reads and clears.
 *
 * <p>Reused for every state of a search, so that the search allocates nothing per state once the buffer has grown to the
 * largest out-degree. Not safe for use by several threads; every worker has its own.
 *
 * <p>An action is added in two calls, with the outcome computed in place between them:
 *
 * <pre>{@code
 * long[] next = out.begin(state);   // a copy of state
 * pc.set(next, 3);
 * out.add(action);                  // or nothing, when it turns out not to be enabled
 * }</pre>
 */
public final class Successors {
    private final int words;
    private long[][] states;
    private int[] actions;
    private int count;

    /** A buffer for states of {@code words} 64-bit words. */
    public Successors(int words) {
        this.words = words;
        this.states = new long[16][words];
        this.actions = new int[16];
    }

    /** A copy of {@code state} to be turned into a successor. Valid until the next call of any method of this class. */
    public long[] begin(long[] state) {
        if (count == actions.length) {
            grow();
        }
        long[] next = states[count];
        for (int w = 0; w < words; w++) { // few words: faster than System.arraycopy
            next[w] = state[w];
        }
        return next;
    }

    /** Adds the array last given out by {@link #begin} as the outcome of {@code action}. */
    public void add(int action) {
        actions[count++] = action;
    }

    /** The number of successors added since the last {@link #clear}. */
    public int count() {
        return count;
    }

    /** The {@code i}-th successor. The array is owned by this buffer. */
    public long[] state(int i) {
        return states[i];
    }

    /** The action that leads to the {@code i}-th successor. */
    public int action(int i) {
        return actions[i];
    }

    /** Of the successors from number {@code first} on, keeps those by {@code wanted} actions, in their order. */
    public void retain(int first, IntPredicate wanted) {
        int kept = first;
        for (int i = first; i < count; i++) {
            if (wanted.test(actions[i])) {
                long[] state = states[i];
                states[i] = states[kept];
                states[kept] = state;
                actions[kept] = actions[i];
                kept++;
            }
        }
        count = kept;
    }

    /** Forgets all successors. */
    public void clear() {
        count = 0;
    }

    private void grow() {
        int size = 2 * count;
        states = Arrays.copyOf(states, size);
        for (int i = count; i < size; i++) {
            states[i] = new long[words];
        }
        actions = Arrays.copyOf(actions, size);
    }
}
