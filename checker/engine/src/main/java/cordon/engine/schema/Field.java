package cordon.engine.schema;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A named, possibly indexed, unsigned integer inside a state vector: a flyweight, holding no value itself.
 *
 * <p>A field of several indices has its elements numbered row by row, the last index running fastest. No element straddles
 * two words, so an access is one load, one shift and one mask. Created by {@link Schema.Builder}; immutable.
 */
public final class Field {

    /** What a field is to somebody who reads a trace. */
    public enum Role {
        /** Part of the modelled world. */
        DATA,
        /** Where a process stands and what it passed to a call: told by the labels of the steps. */
        CONTROL,
        /** Records history for properties only: it never decides whether or how an action happens. */
        GHOST
    }

    private final String name;
    private final int width;
    private final Reading reading;
    private final ImmutableList<Index> indices;
    private final long mask;
    private final int lastIndexSize;
    private final int[] places; // of each element: its word * 64 + its shift
    private final int firstWord;
    private final long[] usedBits; // of all elements, in the words from firstWord on

    Field(String name, int width, Reading reading, ImmutableList<Index> indices, int[] places) {
        this.name = name;
        this.width = width;
        this.reading = reading;
        this.indices = indices;
        this.mask = (1L << width) - 1;
        this.lastIndexSize =
                indices.isEmpty() ? 1 : indices.get(indices.size() - 1).size();
        this.places = places;
        this.firstWord = Arrays.stream(places).min().orElse(0) >>> 6;
        this.usedBits = new long[(Arrays.stream(places).max().orElse(0) >>> 6) - firstWord + 1];
        for (int place : places) {
            usedBits[(place >>> 6) - firstWord] |= mask << place;
        }
    }

    /** The field's name, unique in its schema. */
    public String name() {
        return name;
    }

    /** Bits of one element, 1 to 31. */
    public int width() {
        return width;
    }

    /** The number of elements, at least 1. */
    public int size() {
        return places.length;
    }

    /** What it is to a reader. */
    public Role role() {
        return reading.role();
    }

    /** One line: what an element says, with the section of the source that it follows; empty if the declaration does not tell. */
    public Optional<String> meaning() {
        return reading.meaning();
    }

    /** Whether an element can have the value {@code v}: any that fits, unless the declaration says less. */
    public boolean isLegal(int v) {
        return (v & ~mask) == 0 && reading.legal().test(v);
    }

    /** The {@linkplain #isLegal legal} values, ascending. */
    public IntStream legalValues() {
        return IntStream.rangeClosed(0, (int) mask).filter(this::isLegal);
    }

    /** What it is indexed by; empty for a single number. */
    public List<Index> indices() {
        return indices;
    }

    /** Whom its values name, if anybody. */
    public Optional<Naming> naming() {
        return reading.naming();
    }

    /** The value of the only (or the first) element. */
    public int get(long[] state) {
        return get(state, 0);
    }

    /** The value of element {@code i}. */
    public int get(long[] state, int i) {
        int place = places[i];
        return (int) ((state[place >>> 6] >>> place) & mask); // a shift looks at the lowest 6 bits only
    }

    /** The value of the element in row {@code i}, column {@code j} of a field with two indices. */
    public int get(long[] state, int i, int j) {
        return get(state, i * lastIndexSize + j);
    }

    /** Whether the only (or the first) element is not 0. */
    public boolean isSet(long[] state) {
        return get(state, 0) != 0;
    }

    /** Whether element {@code i} is not 0. */
    public boolean isSet(long[] state, int i) {
        return get(state, i) != 0;
    }

    /** Whether the element in row {@code i}, column {@code j} is not 0. */
    public boolean isSet(long[] state, int i, int j) {
        return get(state, i, j) != 0;
    }

    /** Whether any element is not 0. */
    public boolean anySet(long[] state) {
        for (int w = 0; w < usedBits.length; w++) {
            if ((state[firstWord + w] & usedBits[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether element {@code i} is not 0, which it is no longer afterwards. */
    public boolean take(long[] state, int i) {
        boolean was = isSet(state, i);
        set(state, i, 0);
        return was;
    }

    /**
     * Writes the only (or the first) element.
     *
     * @throws IllegalArgumentException if {@code value} has more bits than an element
     */
    public void set(long[] state, int value) {
        setElement(state, 0, value);
    }

    /**
     * Writes element {@code i}.
     *
     * @throws IllegalArgumentException if {@code value} has more bits than an element
     */
    public void set(long[] state, int i, int value) {
        setElement(state, i, value);
    }

    /**
     * Writes the element in row {@code i}, column {@code j} of a field with two indices.
     *
     * @throws IllegalArgumentException if {@code value} has more bits than an element
     */
    public void set(long[] state, int i, int j, int value) {
        setElement(state, i * lastIndexSize + j, value);
    }

    /** Sets in {@code bits}, as long as a state, those that element {@code i} occupies. */
    public void mark(long[] bits, int i) {
        bits[places[i] >>> 6] |= mask << places[i];
    }

    /** {@code name}, or {@code name[device 1, iova 0]}. */
    public String elementName(int element) {
        return indices.isEmpty() ? name : name + "[" + String.join(", ", members(element)) + "]";
    }

    /** The member of each index that an element belongs to, such as {@code device 1} and {@code iova 0}. */
    Collection<String> members(int element) {
        Deque<String> members = new ArrayDeque<>();
        int rest = element;
        for (Index index : indices.reverse()) {
            members.addFirst(index.format(rest % index.size()));
            rest /= index.size();
        }
        return members;
    }

    /** The value {@code v} of an element, for people; only of {@linkplain #legalValues legal} ones. */
    public String format(int v) {
        return reading.format().apply(v);
    }

    @Override
    public String toString() {
        return name + ":" + width + (size() == 1 ? "" : "x" + size());
    }

    private void setElement(long[] state, int element, int value) {
        if ((value & ~mask) != 0) {
            throw new IllegalArgumentException(
                    elementName(element) + ": " + value + " does not fit in " + width + " bits");
        }
        int place = places[element];
        int word = place >>> 6;
        state[word] = (state[word] & ~(mask << place)) | ((long) value << place);
    }
}
