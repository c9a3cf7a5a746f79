package cordon.engine;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an action may look at and what it may change, in whichever state it is tried: elements of the fields of a state. Actions
 * of which neither {@linkplain #disturbs disturbs} the other can be taken in either order, with the same outcome.
 */
public final class Footprint {
    private final long[] read; // the bits of everything looked at or changed
    private final long[] written; // the bits of what is changed
    private final ImmutableList<Guard> guards;

    private Footprint(long[] read, long[] written, ImmutableList<Guard> guards) {
        this.read = read;
        this.written = written;
        this.guards = guards;
    }

    /**
     * A condition without which an action is disabled.
     *
     * @param field of the state
     * @param element of the field
     * @param value what the element has to be
     */
    public record Guard(Field field, int element, int value) {
        /** Whether it is met in {@code state}. */
        public boolean holds(long[] state) {
            return field.get(state, element) == value;
        }
    }

    /** Starts with an action that looks at nothing and changes nothing, in states of {@code schema}. */
    public static Builder builder(Schema schema) {
        return new Builder(schema.words());
    }

    /** Whether this action may change what {@code other} looks at or changes. */
    public boolean disturbs(Footprint other) {
        return intersect(written, other.read);
    }

    /** Whether this action may change an element of {@code field}. */
    public boolean writes(Field field) {
        return IntStream.range(0, field.size()).anyMatch(i -> writes(field, i));
    }

    /** Whether this action may change element {@code i} of {@code field}. */
    public boolean writes(Field field, int i) {
        long[] bits = new long[written.length];
        field.mark(bits, i);
        return intersect(written, bits);
    }

    /** Whether all that differs between {@code before} and {@code after} is what this action may change. */
    public boolean covers(long[] before, long[] after) {
        for (int w = 0; w < written.length; w++) {
            if (((before[w] ^ after[w]) & ~written[w]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is no state in which both actions are enabled, for a guard of this one is not true where one of the other is. */
    public boolean excludes(Footprint other) {
        return guards.stream()
                .anyMatch(one -> other.guards.stream()
                        .anyMatch(two -> one.field().equals(two.field())
                                && one.element() == two.element()
                                && one.value() != two.value()));
    }

    /** What the action cannot do without. */
    public List<Guard> guards() {
        return guards;
    }

    private static boolean intersect(long[] a, long[] b) {
        for (int w = 0; w < a.length; w++) {
            if ((a[w] & b[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Collects what an action does. */
    public static final class Builder {
        private final long[] read;
        private final long[] written;
        private final ImmutableList.Builder<Guard> guards = ImmutableList.builder();

        private Builder(int words) {
            read = new long[words];
            written = new long[words];
        }

        /** It looks at element {@code i} of {@code field}. */
        @CanIgnoreReturnValue
        public Builder reads(Field field, int i) {
            field.mark(read, i);
            return this;
        }

        /** It looks at {@code field}, at any element. */
        @CanIgnoreReturnValue
        public Builder reads(Field field) {
            for (int i = 0; i < field.size(); i++) {
                reads(field, i);
            }
            return this;
        }

        /** It changes element {@code i} of {@code field}, and may look at it. */
        @CanIgnoreReturnValue
        public Builder writes(Field field, int i) {
            field.mark(written, i);
            return reads(field, i);
        }

        /** It changes {@code field}, any element, and may look at it. */
        @CanIgnoreReturnValue
        public Builder writes(Field field) {
            for (int i = 0; i < field.size(); i++) {
                writes(field, i);
            }
            return this;
        }

        /** It is disabled where element {@code i} of {@code field} is not {@code value}. */
        @CanIgnoreReturnValue
        public Builder onlyIf(Field field, int i, int value) {
            guards.add(new Guard(field, i, value));
            return reads(field, i);
        }

        /** The footprint. */
        public Footprint build() {
            return new Footprint(read.clone(), written.clone(), guards.build());
        }
    }
}
