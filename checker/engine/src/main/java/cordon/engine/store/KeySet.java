package cordon.engine.store;

import com.google.common.annotations.VisibleForTesting;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * A set of 64-bit keys that several threads add to, lossless, at five to eight bytes a key when there are many.
 *
 * <p><b>How.</b> Open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), in arrays of {@code int}. A key
 * does not fit into an {@code int}, but where it is tells the rest of it (Cleary, "Compact Hash Tables Using Bidirectional
 * Linear Probing", 1984; made parallel by van der Vegt and Laarman, "A Parallel Compact Hash Table", 2011). A bijection
 * scatters the keys over {@code 0 .. 2^k-1}; the upper bits of the result choose one of {@link Layout#PARTS} arrays and the slot
 * in it that the key would like, its home; the entry holds the remaining bits and how far from home it is. Unlike in those
 * papers the distance is stored as a number, for which there is room, so that an entry never moves and adding one is a single
 * compare-and-set.
 *
 * <p><b>Why it is right.</b> Equal entries in the same slot are equal keys, since home, remainder and the bijection give the
 * key back ({@link Layout#scattered} and {@link Layout#key}). An entry is written once, when its slot was empty, and never
 * removed. All threads that look for a key probe the same slots in the same order; the first empty one is where it goes, and the
 * compare-and-set lets one thread win. Whoever loses looks at the same slot again. A stale read of an empty slot is mended by
 * the compare-and-set; a read of an entry is never stale. So {@link #add(long)} says "new" exactly once for each key.
 *
 * <p>What has no place in the table is in a small ordinary set beside it, the spill: keys wider than the layout allows for, and
 * keys that found {@link Layout#MAX_PROBES} slots taken. Both ways are final for a layout, so that every later look for such a
 * key comes to the spill too.
 *
 * <p>Growing ({@link #grow}) makes larger arrays and enters everything again, part by part, so that never more than a few of the
 * old ones are held beside the new, and several threads can share the work. Homes are in the order of the scattered keys, so
 * that both arrays of a part are passed from left to right. Nobody else may use the set meanwhile.
 */
public final class KeySet {
    // Of each part:
    private static final int MIN_SLOTS = 1 << 8;
    private static final int DOUBLING_SLOTS = 1 << 14;

    private static final int MIN_SPILL = 64; // that is worth growing for
    private static final int[] NOTHING = {};
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(int[].class);

    private final Spill spill = new Spill();
    private final boolean shared;
    private Layout layout;
    private final int[][] parts = new int[Layout.PARTS][];

    /**
     * An empty set.
     *
     * @param highBits bits expected of the upper halves of keys
     * @param lowBits bits expected of the lower halves of keys
     * @param shared whether several threads will add to it
     */
    public KeySet(int highBits, int lowBits, boolean shared) {
        this.shared = shared;
        this.layout = Layout.of(highBits, lowBits, MIN_SLOTS);
        Arrays.setAll(parts, part -> layout.newTable());
    }

    /** A batch for the use of one thread. */
    public Batch batch() {
        return new Batch();
    }

    /** Adds {@code key} and says whether it was not there. */
    public boolean add(long key) {
        long scattered = layout.scatter(key);
        return scattered < 0
                ? spill.add(key)
                : add(layout.part(scattered), layout.home(scattered), layout.entry(scattered));
    }

    private boolean add(int part, int home, int firstEntry) {
        int[] slots = parts[part];
        int slot = home;
        int entry = firstEntry;
        for (int end = slot + layout.probes(); slot < end; slot++, entry++) {
            int there = slots[slot];
            if (there == 0) {
                there = put(slots, slot, entry);
                if (there == 0) {
                    return true;
                }
            }
            if (there == entry) {
                return false;
            }
        }
        return spill.add(layout.key(layout.scattered(part, home, firstEntry)));
    }

    /**
     * Where {@code key} is: a number below {@link #places}, different for each key of the set and the same as long as nothing is
     * added; -1 if it is not in the set.
     */
    public long place(long key) {
        long scattered = layout.scatter(key);
        if (scattered >= 0) {
            int part = layout.part(scattered);
            int slot = layout.home(scattered);
            int entry = layout.entry(scattered);
            for (int end = slot + layout.probes(); slot < end; slot++, entry++) {
                if (parts[part][slot] == entry) {
                    return (long) part * layout.length() + slot;
                }
                if (parts[part][slot] == 0) {
                    return -1;
                }
            }
        }
        int at = spill.indexOf(key);
        return at < 0 ? -1 : (long) Layout.PARTS * layout.length() + at;
    }

    /** A bound on {@link #place}. */
    public long places() {
        return (long) Layout.PARTS * layout.length() + spill.capacity();
    }

    /** Whether, with {@code size} keys, the set should {@link #grow} soon: it works on without, but slower. */
    public boolean isCrowded(long size) {
        return size > Layout.PARTS * (layout.slots() / 4L * 3)
                || spill.size() > Math.max(MIN_SPILL, Layout.PARTS * (layout.slots() / 256L));
    }

    /** Bytes held. */
    public long bytes() {
        return (long) Integer.BYTES * Layout.PARTS * layout.length() + spill.bytes();
    }

    /**
     * Bytes that are held in addition while the set grows to hold {@code size} keys of these widths; {@link Long#MAX_VALUE} if there
     * can be no table for them.
     */
    public long bytesToGrow(long size, int highBits, int lowBits) {
        Layout next = Layout.of(highBits, lowBits, slotsFor(size));
        if (next.slots() > Layout.MAX_SLOTS) {
            return Long.MAX_VALUE;
        }
        long replaced = layout.scattersLike(next)
                ? (Layout.PARTS - Runtime.getRuntime().availableProcessors()) * (long) layout.length()
                : 0;
        return Integer.BYTES * ((long) Layout.PARTS * next.length() - replaced);
    }

    /**
     * Makes room for more than the {@code size} keys that are there. No other thread may use the set meanwhile.
     *
     * @param highBits bits now expected of the upper halves of keys
     * @param lowBits bits now expected of the lower halves of keys
     */
    public void grow(long size, int highBits, int lowBits) {
        Layout old = layout;
        layout = Layout.of(highBits, lowBits, slotsFor(size));
        int[][] all = parts.clone();
        boolean scatteredAlike = layout.scattersLike(old);
        if (!scatteredAlike) {
            Arrays.setAll(parts, part -> layout.newTable()); // a key can go to another part
        }
        IntStream range = IntStream.range(0, Layout.PARTS);
        (shared ? range.parallel() : range).forEach(part -> {
            int[] entries = all[part];
            all[part] = NOTHING;
            if (scatteredAlike) {
                parts[part] = layout.newTable();
                forEachEntry(part, entries, old, scattered -> enter(parts[part], scattered));
            } else {
                Batch batch = batch();
                forEachEntry(part, entries, old, scattered -> batch.addSoon(old.key(scattered)));
                batch.addAll();
            }
        });
        spill.drain().forEach(this::add);
    }

    private static void forEachEntry(int part, int[] entries, Layout layout, LongConsumer visitor) {
        for (int slot = 0; slot < entries.length; slot++) {
            if (entries[slot] != 0) {
                visitor.accept(layout.scattered(part, slot, entries[slot]));
            }
        }
    }

    /** As {@link #add(int, int, int)} into {@code slots}, which nobody else looks at and which lack this key. */
    private void enter(int[] slots, long scattered) {
        int slot = layout.home(scattered);
        int entry = layout.entry(scattered);
        for (int end = slot + layout.probes(); slot < end; slot++, entry++) {
            if (slots[slot] == 0) {
                slots[slot] = entry;
                return;
            }
        }
        spill.add(layout.key(scattered));
    }

    /** For each part: half as many again as now, or twice as many while the table is small. */
    private long slotsFor(long size) {
        long slots = layout.slots();
        while (size > Layout.PARTS * (slots / 16 * 9)) {
            slots = slots < DOUBLING_SLOTS ? 2 * slots : slots / 2 * 3;
        }
        return slots;
    }

    private int put(int[] slots, int slot, int entry) {
        if (shared) {
            return (int) SLOTS.compareAndExchange(slots, slot, 0, entry);
        }
        slots[slot] = entry;
        return 0;
    }

    @VisibleForTesting
    long spilled() {
        return spill.size();
    }

    /**
     * Keys that a thread is about to add. The slots of all of them are read first, in a loop so short that the processor waits
     * for many of them at a time; by the time a key is added, its slot is at hand. All keys of a batch are added before it is cleared and
     * before the set grows.
     *
     * <p>Before that it looks among the keys that it was last given, in the processor's own cache: nearly half of the successors of a state
     * were found just now from its neighbours.
     */
    public final class Batch {
        private static final int NOWHERE = -1;
        private static final int RECENT_BITS = 13;
        private static final int AT_ONCE = 256; // keys

        // Half a line of the cache, in slots: often what is probed next is in the next line. Less than any layout
        // probes, so within a part.
        private static final int AHEAD = 8;

        private final long[] recent = new long[1 << RECENT_BITS]; // keys, each where its hash says; or 0

        private long[] keys = new long[16];
        private long[] homes = new long[16]; // part and slot
        private int[] entries = new int[16];
        private int size;

        @SuppressWarnings(
                "UnusedVariable") // written, so that the compiler does not leave out the reads that it is made of
        private int touched;

        /**
         * Puts {@code key} into the batch.
         *
         * @return false if it is known to be in the set or in the batch already: then it is not put there once more
         */
        public boolean put(long key) {
            int hash = Hashing.multiply(key, RECENT_BITS);
            if (recent[hash] == key && key != 0) {
                return false;
            }
            recent[hash] = key;
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                homes = Arrays.copyOf(homes, 2 * size);
                entries = Arrays.copyOf(entries, 2 * size);
            }
            long scattered = layout.scatter(key);
            keys[size] = key;
            homes[size] =
                    scattered < 0 ? NOWHERE : (long) layout.part(scattered) << Integer.SIZE | layout.home(scattered);
            entries[size] = scattered < 0 ? 0 : layout.entry(scattered);
            size++;
            return true;
        }

        /** Reads the slots of all keys, and ahead of them. To be called once all are there. */
        public void touch() {
            int sum = 0;
            for (int i = 0; i < size; i++) {
                long home = Math.max(0, homes[i]);
                int[] slots = parts[(int) (home >>> Integer.SIZE)];
                sum += slots[(int) home] + slots[(int) home + AHEAD];
            }
            touched = sum;
        }

        /** Adds the {@code i}-th key and says whether it was not there. */
        public boolean add(int i) {
            long home = homes[i];
            return home == NOWHERE
                    ? spill.add(keys[i])
                    : KeySet.this.add((int) (home >>> Integer.SIZE), (int) home, entries[i]);
        }

        /** Adds {@code key} together with others, at the latest in {@link #addAll}. */
        private void addSoon(long key) {
            put(key);
            if (size == AT_ONCE) {
                addAll();
            }
        }

        private void addAll() {
            touch();
            for (int i = 0; i < size; i++) {
                add(i);
            }
            clear();
        }

        /** The number of keys. */
        public int size() {
            return size;
        }

        /** The {@code i}-th key. */
        public long key(int i) {
            return keys[i];
        }

        /** Empties the batch. */
        public void clear() {
            size = 0;
        }
    }
}
