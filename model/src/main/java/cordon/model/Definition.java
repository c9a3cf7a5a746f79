package cordon.model;

import com.google.common.collect.ImmutableSet;
import cordon.model.Knowledge.Kind;

/**
 * What is said of a {@link Parameter} before it is said what it rests on, which makes it one.
 *
 * @param patches those without any of which it makes no difference; empty if it always does
 */
record Definition<T>(String name, Range<T> range, T defaultValue, String meaning, ImmutableSet<Patch> patches) {

    static <T> Definition<T> of(String name, Range<T> range, T defaultValue, String meaning) {
        return new Definition<>(name, range, defaultValue, meaning, ImmutableSet.of());
    }

    static Definition<Integer> ofInt(String name, int min, int max, int defaultValue, String meaning) {
        return of(name, Range.ofInt(min, max), defaultValue, meaning);
    }

    static <E extends Enum<E>> Definition<E> ofEnum(String name, Class<E> type, E defaultValue, String meaning) {
        return of(name, Range.ofEnum(type), defaultValue, meaning);
    }

    Definition<T> onlyWith(Patch... anyOf) {
        return new Definition<>(name, range, defaultValue, meaning, ImmutableSet.copyOf(anyOf));
    }

    boolean matters(ImmutableSet<Patch> applied) {
        return patches.isEmpty() || patches.stream().anyMatch(applied::contains);
    }

    Parameter<T> known(String sentence) {
        return new Parameter<>(this, new Knowledge(Kind.KNOWN, sentence));
    }

    Parameter<T> inferred(String sentence) {
        return new Parameter<>(this, new Knowledge(Kind.INFERRED, sentence));
    }

    Parameter<T> unknown(String sentence) {
        return new Parameter<>(this, new Knowledge(Kind.UNKNOWN, sentence));
    }

    Parameter<T> bound(String sentence) {
        return new Parameter<>(this, new Knowledge(Kind.BOUND, sentence));
    }
}
