package cordon.specs.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.NamedEntry;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.specs.sweep.Factor.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which factors a sweep around given settings has, and with which values. */
final class Factors {
    /** Tasks that a sweep adds: one, or two if the scenario has none itself, so that there are pairs. */
    private static final int TASKS = 2;

    private static final int DEVICES = 2;

    /** The values of numbers: small ones, for a search is about small worlds. */
    private static final ImmutableMap<Parameter<Integer>, ImmutableList<String>> NUMBERS = ImmutableMap.of(
            Parameter.CPUS, ImmutableList.of("1", "2"),
            Parameter.DOMAINS, ImmutableList.of("1", "2"),
            Parameter.ROUNDS, ImmutableList.of("0", "1", "2"),
            Parameter.QUEUE_LOG2, ImmutableList.of("1", "2", "3", "4"),
            Parameter.BATCH_MAX, ImmutableList.of("1", "2", "4"),
            Parameter.ITAGS, ImmutableList.of("0", "1"));

    private final Settings own;

    private Factors(Settings own) {
        this.own = own;
    }

    /** The factors of a sweep around {@code own} of a kernel with {@code patches}. */
    static ImmutableList<Factor> around(Settings own, ImmutableSet<Patch> patches) {
        Factors factors = new Factors(own);
        return switch (own.get(Parameter.WORLD)) {
            case PROTOCOL -> factors.ofProtocol(patches);
            case INSERTION ->
                ImmutableList.of(
                        factors.of(
                                Parameter.LISTS,
                                Stream.of("1s,1s", "2s,1s", "2,1s", "1s,1s,1s", "2s,1", "3s,1s", "0s,1s")),
                        factors.simple(Parameter.CONS_LAG),
                        factors.simple(Parameter.READ_AHEAD),
                        factors.of(Parameter.ROUNDS, Stream.of("1", "2")),
                        factors.simple(Parameter.QUEUE_LOG2),
                        factors.simple(Parameter.SW_TIMEOUT));
            case ENTRY ->
                ImmutableList.of(
                        factors.of(Parameter.ENTRIES, pairs(names(NamedEntry.values()))),
                        factors.simple(Parameter.FENCE_ACTOR));
        };
    }

    private ImmutableList<Factor> ofProtocol(ImmutableSet<Patch> patches) {
        List<Factor> factors = new ArrayList<>();
        for (Parameter<?> parameter : Parameter.ALL) {
            if (parameter.equals(Parameter.DEVICES)) {
                factors.addAll(devices());
            } else if (parameter.equals(Parameter.TASKS)) {
                factors.addAll(tasks());
            } else if (!SweepSpace.OF_PARTS.contains(parameter) && parameter.matters(patches)) {
                factors.add(simple(parameter));
            }
        }
        return ImmutableList.copyOf(factors);
    }

    /** Each device of the scenario is of any kind; where it has one only, there may be a second. */
    private List<Factor> devices() {
        List<String> kinds = names(DeviceMode.values());
        List<String> mine = Splitter.on(',').splitToList(own.print(Parameter.DEVICES));
        return IntStream.range(0, Math.max(DEVICES, mine.size()))
                .mapToObj(sid -> Factor.of(
                        Part.DEVICE,
                        "device " + sid,
                        Parameter.DEVICES,
                        sid < mine.size() ? mine.get(sid) : Factor.NOTHING,
                        kinds.stream()))
                .toList();
    }

    /** The tasks of the scenario stay, for they are what it is about; others of any kind come beside them. */
    private List<Factor> tasks() {
        List<Factor> factors = new ArrayList<>();
        int more = Math.max(1, TASKS - own.get(Parameter.TASKS).size());
        for (int task = 0; task < more; task++) {
            factors.add(Factor.of(
                    Part.TASK, "task " + task, Parameter.TASKS, Factor.NOTHING, names(Task.Kind.values()).stream()));
            factors.add(Factor.of(Part.TASK_SID, "device of task " + task, Parameter.TASKS, "0", Stream.of("1")));
        }
        return factors;
    }

    private Factor simple(Parameter<?> parameter) {
        ImmutableList<String> numbers = NUMBERS.get(parameter);
        return of(
                parameter,
                numbers != null ? numbers.stream() : Splitter.on(" | ").splitToStream(parameter.domain()));
    }

    private Factor of(Parameter<?> parameter, Stream<String> values) {
        return Factor.of(Part.WHOLE, parameter.name(), parameter, own.print(parameter), values);
    }

    /** Each name and another one. */
    private static Stream<String> pairs(List<String> names) {
        return names.stream()
                .flatMap(first ->
                        names.stream().filter(second -> !second.equals(first)).map(second -> first + "," + second));
    }

    private static ImmutableList<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(toImmutableList());
    }
}
