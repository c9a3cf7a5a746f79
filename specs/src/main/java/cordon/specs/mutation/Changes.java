package cordon.specs.mutation;

import cordon.engine.schema.Field;
import cordon.model.Patch;
import cordon.model.machine.Effect;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What can be wrong with a step. */
public final class Changes {
    private Changes() {}

    /** The step is never taken. */
    public static Change never() {
        return (fields, right, s, arg) -> false;
    }

    /** The step is taken, but {@code names} stay as they were. */
    public static Change keeping(String... names) {
        return (fields, right, s, arg) -> {
            Field[] kept = Arrays.stream(names).map(fields::get).toArray(Field[]::new);
            int[][] before = Arrays.stream(kept).map(field -> values(field, s)).toArray(int[][]::new);
            boolean taken = right.apply(s, arg);
            for (int i = 0; i < kept.length; i++) {
                restore(kept[i], s, before[i]);
            }
            return taken;
        };
    }

    /** The step is taken as if every element of {@code name} were {@code value}. */
    public static Change pretending(String name, int value) {
        return (fields, right, s, arg) -> {
            int[] before = values(fields.get(name), s);
            fill(fields.get(name), s, value);
            boolean taken = right.apply(s, arg);
            restore(fields.get(name), s, before);
            return taken;
        };
    }

    /** What the step does to the first element of {@code name}, it does to the second, and the other way round. */
    public static Change swapping(String name) {
        return (fields, right, s, arg) -> {
            Field swapped = fields.get(name);
            swap(swapped, s);
            boolean taken = right.apply(s, arg);
            swap(swapped, s);
            return taken;
        };
    }

    /** Every element of {@code name} becomes {@code value}, then the step is taken. */
    public static Change having(String name, int value) {
        return (fields, right, s, arg) -> {
            fill(fields.get(name), s, value);
            return right.apply(s, arg);
        };
    }

    /** The step is taken, then every element of {@code name} becomes {@code value}. */
    public static Change leaving(String name, int value) {
        return (fields, right, s, arg) -> {
            boolean taken = right.apply(s, arg);
            fill(fields.get(name), s, value);
            return taken;
        };
    }

    /** The step is what it is without {@code patch}. */
    public static Change without(Patch patch) {
        return new Dropped(patch);
    }

    /** The step is taken, but the procedure that it calls, which returns to {@code address}, is over at once. */
    static Change skipping(String address) {
        return (place, right, s, c) -> {
            boolean taken = right.apply(s, c);
            if (taken) {
                place.get("at").set(s, c, place.get(address).get(s, c));
                place.get(address).set(s, c, 0);
            }
            return taken;
        };
    }

    /**
     * {@link #without}.
     *
     * @param patch the patch whose place is dropped
     */
    record Dropped(Patch patch) implements Change {
        @Override
        public boolean apply(Place place, Effect right, long[] s, int arg) {
            return place.without(patch).apply(s, arg);
        }

        @Override
        public void require(Place place, long[] s) {
            place.without(patch);
        }
    }

    private static int[] values(Field field, long[] s) {
        return IntStream.range(0, field.size()).map(i -> field.get(s, i)).toArray();
    }

    private static void restore(Field field, long[] s, int[] values) {
        for (int i = 0; i < values.length; i++) {
            field.set(s, i, values[i]);
        }
    }

    private static void swap(Field field, long[] s) {
        if (field.size() < 2) {
            throw new IllegalArgumentException(field.name() + " has one element");
        }
        int first = field.get(s, 0);
        field.set(s, 0, field.get(s, 1));
        field.set(s, 1, first);
    }

    private static void fill(Field field, long[] s, int value) {
        for (int i = 0; i < field.size(); i++) {
            field.set(s, i, value);
        }
    }
}
