package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.WorldKind;
import cordon.model.NamedEntry;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.specs.sweep.SweepSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which values, and which pairs of a value and a device kind, no search of the default suite has. All of them are in {@code
 * untried.txt}, and nothing else is; a sentence says why, where that is right.
 */
class UntriedValuesTest {
    @Test
    void theListIsWhatNoSearchHas() throws IOException {
        Set<String> untried = new TreeSet<>();
        for (Parameter<?> parameter : Parameter.ALL) {
            for (String value : values(parameter)) {
                String name = parameter + "=" + value;
                if (!isTried(parameter, value)) {
                    untried.add(name);
                } else if (!SweepSpace.OF_PARTS.contains(parameter)) {
                    kinds().filter(kind -> !isTriedBeside(parameter, value, kind))
                            .forEach(kind -> untried.add(name + " beside " + kind));
                }
            }
        }
        assertEquals(String.join("\n", untried), String.join("\n", listed()));
    }

    /** Of the list one line each: {@code cpus=2 beside ur, slow}, and after a colon a sentence. */
    private static Set<String> listed() throws IOException {
        Set<String> items = new TreeSet<>();
        for (String line : Resources.readLines(
                Resources.getResource(UntriedValuesTest.class, "untried.txt"), StandardCharsets.UTF_8)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> parts = Splitter.on(": ").limit(2).splitToList(line);
            assertFalse(parts.size() == 2 && !parts.get(1).endsWith("."), () -> "a sentence ends with a stop: " + line);
            List<String> item = Splitter.on(" beside ").splitToList(parts.get(0));
            List<String> one = item.size() == 1
                    ? numbers(item.get(0))
                    : Splitter.on(", ")
                            .splitToStream(item.get(1))
                            .map(kind -> item.get(0) + " beside " + kind)
                            .toList();
            one.forEach(name -> assertFalse(!items.add(name), () -> name + " is listed twice"));
        }
        return items;
    }

    /** Of {@code itags=2 to 4} each. */
    private static List<String> numbers(String item) {
        List<String> ends = Splitter.on(" to ").splitToList(item);
        List<String> first = Splitter.on('=').splitToList(ends.get(0));
        return ends.size() == 1
                ? ends
                : IntStream.rangeClosed(Integer.parseInt(first.get(1)), Integer.parseInt(ends.get(1)))
                        .mapToObj(value -> first.get(0) + "=" + value)
                        .toList();
    }

    private static boolean isTried(Parameter<?> parameter, String value) {
        return Run.defaultSuite().stream().anyMatch(run -> has(run.settings(), parameter, value));
    }

    private static boolean isTriedBeside(Parameter<?> parameter, String value, String kind) {
        return Run.defaultSuite().stream()
                .map(Run::settings)
                .filter(settings -> settings.get(Parameter.WORLD) == WorldKind.PROTOCOL)
                .filter(settings -> has(settings, parameter, value))
                .anyMatch(settings -> isBeside(settings, parameter, value, kind));
    }

    /** Whether a device of {@code kind} is there; beside a device of the same kind, whether another one is. */
    private static boolean isBeside(Settings settings, Parameter<?> parameter, String value, String kind) {
        long devices = settings.get(Parameter.DEVICES).stream()
                .filter(mode -> name(mode).equals(kind))
                .count();
        boolean itself = parameter.equals(Parameter.DEVICES) && value.equals(kind);
        return devices > (itself ? 1 : 0);
    }

    private static boolean has(Settings settings, Parameter<?> parameter, String value) {
        if (parameter.equals(Parameter.TASKS)) {
            List<Task> tasks = settings.get(Parameter.TASKS);
            return tasks.isEmpty()
                    ? value.equals("none")
                    : tasks.stream().anyMatch(task -> name(task.kind()).equals(value));
        }
        return Splitter.on(',').splitToList(settings.print(parameter)).contains(value);
    }

    /** The values of {@code parameter}; of a list, those that its elements can have. */
    private static List<String> values(Parameter<?> parameter) {
        if (parameter.equals(Parameter.LISTS)) {
            return List.of("0s", "1", "1s", "2", "2s", "3", "3s");
        } else if (parameter.equals(Parameter.ENTRIES)) {
            return Arrays.stream(NamedEntry.values())
                    .map(UntriedValuesTest::name)
                    .toList();
        } else if (parameter.equals(Parameter.DEVICES)) {
            return kinds().toList();
        } else if (parameter.equals(Parameter.TASKS)) {
            return Stream.concat(
                            Stream.of("none"), Arrays.stream(Task.Kind.values()).map(UntriedValuesTest::name))
                    .toList();
        }
        List<String> range = Splitter.on(" to ").splitToList(parameter.domain());
        return range.size() == 1
                ? Splitter.on(" | ").splitToList(parameter.domain())
                : IntStream.rangeClosed(Integer.parseInt(range.get(0)), Integer.parseInt(range.get(1)))
                        .mapToObj(String::valueOf)
                        .toList();
    }

    private static Stream<String> kinds() {
        return Arrays.stream(DeviceMode.values()).map(UntriedValuesTest::name);
    }

    private static String name(Enum<?> value) {
        return Ascii.toLowerCase(value.name()).replace('_', '-');
    }
}
