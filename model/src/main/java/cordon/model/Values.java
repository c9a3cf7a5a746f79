package cordon.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the values of {@linkplain Parameter parameters} are written: lists with commas, enum constants in lower case. */
final class Values {
    private Values() {}

    static Optional<ImmutableList<Task>> parseTasks(String text) {
        return text.equals("none") ? Optional.of(ImmutableList.of()) : parseAll(text, 3, Task::parse);
    }

    /** At most {@code max} values separated by commas, each as {@code parse} has it. */
    static <V> Optional<ImmutableList<V>> parseAll(String text, int max, Function<String, Optional<V>> parse) {
        ImmutableList<Optional<V>> values =
                Splitter.on(',').trimResults().splitToStream(text).map(parse).collect(toImmutableList());
        if (values.size() > max || values.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(values.stream().flatMap(Optional::stream).collect(toImmutableList()));
    }

    static <E extends Enum<E>> Optional<E> parseEnum(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> Ascii.equalsIgnoreCase(nameOf(value), text))
                .findFirst();
    }

    static String choices(Class<? extends Enum<?>> type) {
        return String.join(
                " | ", Stream.of(type.getEnumConstants()).map(Values::nameOf).toList());
    }

    /** An enum constant as written on the command line: {@code ABOVE_1S} is {@code above-1s}. */
    static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
