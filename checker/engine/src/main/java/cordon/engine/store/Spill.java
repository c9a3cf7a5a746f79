package cordon.engine.store;

import java.util.Arrays;
import java.util.stream.LongStream;

/** A small set of any 64-bit keys, safe for use by several threads: one at a time. Linear probing, at most half full. */
final class Spill {
    private static final int MIN_CAPACITY = 16;

    private long[] keys = new long[MIN_CAPACITY];
    private boolean[] taken = new boolean[MIN_CAPACITY];
    private int size;

    /** Adds {@code key} and says whether it was not there. */
    synchronized boolean add(long key) {
        int at = slotOf(key);
        if (taken[at]) {
            return false;
        }
        if (2 * size >= keys.length) {
            long[] all = toArray();
            clear(2 * keys.length);
            for (long k : all) {
                put(slotOf(k), k);
            }
            at = slotOf(key);
        }
        put(at, key);
        return true;
    }

    /** Where {@code key} is, below {@link #capacity}; -1 if it is not there. */
    synchronized int indexOf(long key) {
        int at = slotOf(key);
        return taken[at] ? at : -1;
    }

    synchronized int size() {
        return size;
    }

    synchronized int capacity() {
        return keys.length;
    }

    synchronized long bytes() {
        return (Long.BYTES + 1L) * keys.length;
    }

    /** Empties the set and gives what was in it. */
    synchronized LongStream drain() {
        long[] all = toArray();
        clear(MIN_CAPACITY);
        return Arrays.stream(all);
    }

    private long[] toArray() {
        long[] all = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (taken[i]) {
                all[n++] = keys[i];
            }
        }
        return all;
    }

    private void clear(int capacity) {
        keys = new long[capacity];
        taken = new boolean[capacity];
        size = 0;
    }

    private void put(int at, long key) {
        keys[at] = key;
        taken[at] = true;
        size++;
    }

    /** The slot that holds {@code key}, or the empty one that would. */
    private int slotOf(long key) {
        int mask = keys.length - 1;
        int at = Hashing.mix(key) & mask;
        while (taken[at] && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
