package cordon.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that a {@link Parameter} can take.
 *
 * @param text which they are, for people
 * @param parser the value that a text stands for, if it stands for one
 * @param printer the text that {@code parser} turns back
 */
record Range<T>(String text, Function<String, Optional<T>> parser, Function<T, String> printer) {

    /** The numbers {@code min .. max}. */
    static Range<Integer> ofInt(int min, int max) {
        return new Range<>(
                min + " to " + max,
                text -> Optional.of(text)
                        .filter(t -> t.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf)
                        .filter(v -> v >= min && v <= max),
                String::valueOf);
    }

    /** A constant of {@code type}. */
    static <E extends Enum<E>> Range<E> ofEnum(Class<E> type) {
        return new Range<>(Values.choices(type), text -> Values.parseEnum(type, text), Values::nameOf);
    }

    /** Up to {@code max} constants of {@code type}. */
    static <E extends Enum<E>> Range<ImmutableList<E>> ofSome(int max, Class<E> type, String howWritten) {
        return new Range<>(
                "1 to " + max + " of " + Values.choices(type) + howWritten,
                text -> Values.parseAll(text, max, name -> Values.parseEnum(type, name)),
                constants -> join(constants, Values::nameOf));
    }

    /** Command lists. */
    static Range<ImmutableList<CommandList>> ofLists() {
        return new Range<>(
                "1 to 3 lists such as 2s (two commands and a CMD_SYNC) or 1, comma-separated, one for each CPU",
                text -> Values.parseAll(text, 3, CommandList::parse),
                lists -> join(lists, CommandList::toString));
    }

    /** Tasks, or none. */
    static Range<ImmutableList<Task>> ofTasks() {
        return new Range<>(
                "none, or up to 3 of " + Values.choices(Task.Kind.class)
                        + ", comma-separated, each with :SID unless for device 0",
                Values::parseTasks,
                tasks -> tasks.isEmpty() ? "none" : join(tasks, Task::toString));
    }

    private static <V> String join(ImmutableList<V> values, Function<V, String> printer) {
        return String.join(",", values.stream().map(printer).toList());
    }
}
