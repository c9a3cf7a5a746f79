package cordon.engine.schema;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The fields of a state and where each lies: a state is a {@code long[]} of {@link #words} words.
 *
 * <p>Elements are placed first fit, in order of declaration, so that a small field fills the gap an earlier wide one
 * left. Unused bits are 0 in every state, which makes equality of states equality of words.
 */
public final class Schema {
    private final ImmutableList<Field> fields;
    private final ImmutableList<Integer> used; // bits of each word
    private final int words;
    private final int bits;

    private Schema(ImmutableList<Field> fields, ImmutableList<Integer> used) {
        this.fields = fields;
        this.used = used;
        this.words = Math.max(1, used.size());
        this.bits = used.stream().mapToInt(Integer::intValue).sum();
    }

    /** Starts an empty schema. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a schema that has all fields of this one, in their places, and is to get more. */
    public Builder extended() {
        return new Builder(this);
    }

    /** Bits that a field needs to hold {@code 0 .. max}: at least 1. */
    public static int bitsFor(int max) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(max));
    }

    /** All fields in order of declaration. */
    public List<Field> fields() {
        return fields;
    }

    /** 64-bit words of a state, at least 1. */
    public int words() {
        return words;
    }

    /** Bits in use. */
    public int bits() {
        return bits;
    }

    /** True if all bits of {@code state} belong to fields; the others have to be 0. */
    public boolean fits(long[] state) {
        for (int w = 0; w < words; w++) {
            int bitsOfWord = w < used.size() ? used.get(w) : 0;
            if (bitsOfWord < Long.SIZE && state[w] >>> bitsOfWord != 0) {
                return false;
            }
        }
        return true;
    }

    /** The elements that differ between two states, in order of declaration. */
    public List<Change> diff(long[] before, long[] after) {
        List<Change> changes = new ArrayList<>();
        for (Field field : fields) {
            for (int i = 0; i < field.size(); i++) {
                if (field.get(before, i) != field.get(after, i)) {
                    changes.add(new Change(field, i, field.get(before, i), field.get(after, i)));
                }
            }
        }
        return changes;
    }

    /** Which of two states is the greater, as for a {@link java.util.Comparator}: the first element that differs decides. */
    public int compare(long[] a, long[] b) {
        for (Field field : fields) {
            for (int i = 0; i < field.size(); i++) {
                if (field.get(a, i) != field.get(b, i)) {
                    return Integer.compare(field.get(a, i), field.get(b, i));
                }
            }
        }
        return 0;
    }

    /** The whole state, one {@code name=value} per element that is not 0. */
    public String format(long[] state) {
        StringBuilder text = new StringBuilder();
        for (Change c : diff(new long[words], state)) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(c.field().elementName(c.index()))
                    .append('=')
                    .append(c.field().format(c.after()));
        }
        return text.toString();
    }

    /**
     * One element that an action changed.
     *
     * @param index which element of {@code field}
     * @param before its value before the action
     * @param after its value after it
     */
    public record Change(Field field, int index, int before, int after) {

        /** {@code name[i]: before -> after}. */
        @Override
        public String toString() {
            return field.elementName(index) + ": " + field.format(before) + " -> " + field.format(after);
        }
    }

    /** Collects declarations; each returns the field, ready for use on states of the schema under construction. */
    public static final class Builder {
        private final List<Field> fields;
        private final Set<String> names;
        private final List<Integer> used;
        private final Optional<String> meaning;
        private final IntPredicate legal;

        private Builder() {
            fields = new ArrayList<>();
            names = new HashSet<>();
            used = new ArrayList<>();
            meaning = Optional.empty();
            legal = v -> true;
        }

        private Builder(Schema extended) {
            this();
            fields.addAll(extended.fields);
            extended.fields.forEach(field -> names.add(field.name()));
            used.addAll(extended.used);
        }

        private Builder(Builder shared, Optional<String> meaning, IntPredicate legal) {
            fields = shared.fields;
            names = shared.names;
            used = shared.used;
            this.meaning = meaning;
            this.legal = legal;
        }

        /**
         * This builder, for the declaration of a field that means {@code text}.
         *
         * @param text one line: what an element says, with the section of the source that it follows
         */
        public Builder means(String text) {
            return new Builder(this, Optional.of(text), legal);
        }

        /** This builder, for the declaration of a field that can have no value but those of which {@code possible} is true. */
        public Builder only(IntPredicate possible) {
            return new Builder(this, meaning, possible);
        }

        /** This builder, for the declaration of a field with the values {@code 0 .. max}. */
        public Builder upTo(int max) {
            return only(v -> v <= max);
        }

        /** A number of {@code width} bits for each of {@code indices}, printed in decimal. */
        public Field field(String name, int width, Index... indices) {
            return field(name, width, Integer::toString, indices);
        }

        /** A number of {@code width} bits for each of {@code indices}, printed by {@code format}. */
        public Field field(String name, int width, IntFunction<String> format, Index... indices) {
            return declare(name, width, Role.DATA, format, Optional.empty(), indices);
        }

        /** As {@link #field(String, int, IntFunction, Index...)}, with values that name members of an index. */
        public Field naming(String name, int width, IntFunction<String> format, Naming naming, Index... indices) {
            return declare(name, width, Role.DATA, format, Optional.of(naming), indices);
        }

        /** A set of members of {@code of} for each of {@code indices}. */
        public Field set(String name, Index of, Index... indices) {
            return naming(name, of.size(), Integer::toString, new Naming.Set(of), indices);
        }

        /** A boolean for each of {@code indices}, printed as 0 or 1. */
        public Field flag(String name, Index... indices) {
            return field(name, 1, indices);
        }

        /** A constant of an enum for each of {@code indices}, printed by name. */
        public <E extends Enum<E>> EnumField<E> enumField(String name, Class<E> type, Index... indices) {
            return enumField(name, type, Role.DATA, indices);
        }

        /** As {@link #enumField(String, Class, Index...)}, with a role. */
        public <E extends Enum<E>> EnumField<E> enumField(String name, Class<E> type, Role role, Index... indices) {
            E[] values = type.getEnumConstants();
            return new EnumField<>(
                    upTo(values.length - 1)
                            .declare(
                                    name,
                                    bitsFor(values.length - 1),
                                    role,
                                    i -> values[i].name(),
                                    Optional.empty(),
                                    indices),
                    values);
        }

        /** As {@link #field(String, int, IntFunction, Index...)}, but control: see {@link Role#CONTROL}. */
        public Field control(String name, int width, IntFunction<String> format, Index... indices) {
            return declare(name, width, Role.CONTROL, format, Optional.empty(), indices);
        }

        /** As {@link #field(String, int, Index...)}, but ghost: see {@link Role#GHOST}. */
        public Field ghost(String name, int width, Index... indices) {
            return declare(name, width, Role.GHOST, Integer::toString, Optional.empty(), indices);
        }

        /** As {@link #ghost(String, int, Index...)}, with values that name members of an index. */
        public Field ghostNaming(String name, int width, Naming naming, Index... indices) {
            return declare(name, width, Role.GHOST, Integer::toString, Optional.of(naming), indices);
        }

        /** Closes the schema. */
        public Schema build() {
            return new Schema(ImmutableList.copyOf(fields), ImmutableList.copyOf(used));
        }

        private Field declare(
                String name,
                int width,
                Role role,
                IntFunction<String> format,
                Optional<Naming> naming,
                Index... indices) {
            int size = 1;
            for (Index index : indices) {
                size *= index.size();
            }
            if (width < 1 || width > 31 || size < 1) {
                throw new IllegalArgumentException(
                        name + ": width is 1 to 31 and size at least 1, not " + width + " and " + size);
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(name + " is declared twice");
            }
            int[] places = new int[size];
            for (int i = 0; i < size; i++) {
                int word = place(width);
                places[i] = word * Long.SIZE + used.get(word) - width;
            }
            Reading reading = new Reading(meaning, role, format, naming, legal);
            Field field = new Field(name, width, reading, ImmutableList.copyOf(indices), places);
            fields.add(field);
            return field;
        }

        /** Reserves {@code width} bits in the first word that has them and returns that word. */
        private int place(int width) {
            for (int w = 0; w < used.size(); w++) {
                if (used.get(w) + width <= Long.SIZE) {
                    used.set(w, used.get(w) + width);
                    return w;
                }
            }
            used.add(width);
            return used.size() - 1;
        }
    }
}
