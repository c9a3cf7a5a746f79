package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Successors;
import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.RandomWalks;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Property;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Pasid;
import cordon.model.Design;
import cordon.model.NamedEntry;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.model.WellFormed;
import cordon.model.World;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;

/**
 * Whatever a user gives with {@code --set}: it is refused with a message, or there is a model of it in which every step can be taken,
 * every property asked, and every counterexample explained.
 */
class AnySettingsTest {
    private static final List<ImmutableSet<Patch>> KERNELS = Stream.concat(
                    Arrays.stream(Design.values()).map(Design::patches), Design.subsets().stream())
            .toList();

    @net.jqwik.api.Property(tries = 400)
    void theyAreRefusedOrWork(@ForAll long seed) {
        Random random = new Random(seed);
        Run run = Run.of(Scenarios.ALL.get(0), any(KERNELS, random), settings(random));
        worldOf(run).ifPresent(world -> assertDoesNotThrow(() -> walk(run, world, seed), run.title()));
    }

    /** With many tries, for a walk costs more than the state it begins in: none of them begins where no kernel can be. */
    @net.jqwik.api.Property(tries = 2000)
    void theirInitialStatesAreWellFormed(@ForAll long seed) {
        Random random = new Random(seed);
        Run run = Run.of(Scenarios.ALL.get(0), any(KERNELS, random), aboutTasks(random));
        worldOf(run).filter(QuarantineModel.class::isInstance).ifPresent(world -> {
            QuarantineModel model = (QuarantineModel) world;
            Successors initial = new Successors(model.schema().words());
            model.initialStates(initial);
            assertEquals(Optional.empty(), new WellFormed(model).offence(initial.state(0)), run.title());
        });
    }

    /** Of the settings only those that have to do with who is attached to what. */
    private static Settings aboutTasks(Random random) {
        Settings settings = Settings.DEFAULT.with("queueLog2=4");
        for (Parameter<?> parameter : List.of(
                Parameter.TASKS, Parameter.DOMAINS, Parameter.GROUPS, Parameter.PASID, Parameter.BROKEN_WORKER)) {
            settings = settings.with(parameter, value(parameter, random));
        }
        return settings.with(Parameter.DEVICES, several(names(DeviceMode.values()), 1, 2, random));
    }

    /**
     * What this test found first. Without a task that attaches, the invs array of a domain has one version; the store buffer wanted two
     * before the first step. And where nobody inserts anything, CPUs inserted a command for which there was no number.
     */
    @net.jqwik.api.Example
    void soDoThoseThatOnceDidNot() {
        for (String given : List.of("storeBuffer=on", "world=insertion rounds=0", "world=insertion rounds=0 lists=1")) {
            Run run = Run.of(Scenarios.ALL.get(0), Design.V2, Settings.DEFAULT.with(given));
            walk(run, run.world(), 0);
        }
    }

    private static void walk(Run run, World world, long seed) {
        ImmutableList<Property> asked = run.allProperties(world);
        Bounds bounds = Bounds.unlimited().withMaxDepth(200);
        Interrogation interrogation = Interrogation.behind(world, asked, Findings.ALL);
        Report report =
                RandomWalks.check(interrogation.system(), interrogation.questions(), 5, seed, false, bounds, s -> {});
        for (Answer answer : interrogation.answers(report)) {
            traceOf(answer.verdict()).ifPresent(trace -> assertIsExplained(answer.property(), trace));
            answer.sightings().forEach(sighting -> assertFalse(sighting.why().isEmpty()));
        }
    }

    private static void assertIsExplained(Property property, Trace trace) {
        assertFalse(property.explain(trace).isEmpty());
        for (int n = 1; n <= trace.length(); n++) {
            assertFalse(trace.step(n).label().isEmpty());
            assertFalse(trace.system().log(trace.state(n - 1), trace.action(n)).contains(""));
        }
    }

    private static Optional<World> worldOf(Run run) {
        try {
            return Optional.of(run.world());
        } catch (IllegalArgumentException e) {
            assertFalse(Strings.isNullOrEmpty(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Trace> traceOf(Verdict verdict) {
        if (verdict instanceof Verdict.Holds holds) {
            return holds.witness();
        }
        return verdict instanceof Verdict.Violated violated ? violated.counterexample() : Optional.empty();
    }

    /** Half of the parameters as they are by default. */
    private static Settings settings(Random random) {
        Settings settings = Settings.DEFAULT;
        for (Parameter<?> parameter : Parameter.ALL) {
            if (random.nextBoolean()) {
                settings = settings.with(parameter, value(parameter, random));
            }
        }
        boolean many = settings.get(Parameter.DEVICES).size() > 2;
        return many ? settings.with(Parameter.PASID, Pasid.OFF) : settings; // else the table of invs arrays takes long
    }

    private static String value(Parameter<?> parameter, Random random) {
        if (parameter.equals(Parameter.LISTS)) {
            return several(List.of("1", "2", "1s", "2s"), 1, 3, random);
        } else if (parameter.equals(Parameter.ENTRIES)) {
            return several(names(NamedEntry.values()), 1, 6, random);
        } else if (parameter.equals(Parameter.DEVICES)) {
            return several(names(DeviceMode.values()), 1, 4, random);
        } else if (parameter.equals(Parameter.TASKS)) {
            List<String> kinds = names(Task.Kind.values());
            List<String> some = Stream.concat(kinds.stream(), kinds.stream().map(kind -> kind + ":1"))
                    .toList();
            String tasks = several(some, 0, 3, random);
            return tasks.isEmpty() ? "none" : tasks;
        }
        List<String> range = Splitter.on(" to ").splitToList(parameter.domain());
        return range.size() == 2
                ? String.valueOf(random.nextInt(Integer.parseInt(range.get(0)), Integer.parseInt(range.get(1)) + 1))
                : any(Splitter.on(" | ").splitToList(parameter.domain()), random);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String several(List<String> values, int min, int max, Random random) {
        return IntStream.range(0, random.nextInt(min, max + 1))
                .mapToObj(i -> any(values, random))
                .collect(Collectors.joining(","));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
