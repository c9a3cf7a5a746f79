package cordon.specs.sweep;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.WorldKind;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of real scenarios, against settings that are put together at random. */
class SweepSpaceTest {
    private static final int TRIES = 300;

    @ParameterizedTest
    @CsvSource({
        "strict-unmap, V2",
        "second-member, V1",
        "attach, BASE",
        "insertion, BASE",
        "entry-fence, V2",
    })
    void everyPossiblePairOfValuesIsInARowAndEveryRowIsAllowed(String name, Design design) {
        Scenario scenario = scenario(name);
        SweepSpace space = new SweepSpace(scenario, design);
        Set<Set<String>> covered = new HashSet<>();
        for (ImmutableIntArray row : space.rows(2, () -> {})) {
            Run run = space.run(row.toArray());
            assertDoesNotThrow(() -> run.world(), run.title());
            covered.addAll(pairs(facts(run)));
        }
        Random random = new Random(1);
        int[] counts = space.counts();
        for (int first = 0; first < counts.length; first++) {
            for (int second = 0; second < first; second++) {
                for (int pair = 0; pair < counts[first] * counts[second]; pair++) {
                    for (int i = 0; i < TRIES; i++) {
                        int[] row = random(counts, random);
                        row[first] = pair % counts[first];
                        row[second] = pair / counts[first];
                        Run run = space.run(row);
                        Set<Set<String>> missing = pairs(facts(run));
                        missing.removeAll(covered);
                        if (missing.isEmpty()) {
                            break; // nor is this pair missing
                        }
                        assertTrue(!isAllowed(run), () -> run.title() + " has " + missing);
                    }
                }
            }
        }
    }

    private static Scenario scenario(String name) {
        return Scenarios.ALL.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAllowed(Run run) {
        if (run.settings().get(Parameter.WORLD) == WorldKind.PROTOCOL) {
            return Consistency.RULES.stream().allMatch(rule -> rule.allows(run.settings()));
        }
        try {
            return run.world().threads() > 0;
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
    }

    private static int[] random(int[] counts, Random random) {
        int[] row = new int[counts.length];
        for (int factor = 0; factor < row.length; factor++) {
            row[factor] = random.nextInt(4) == 0 ? random.nextInt(counts[factor]) : 0;
        }
        return row;
    }

    /** What is true of the settings, each in a word: lists by their elements. */
    private static List<String> facts(Run run) {
        List<String> facts = new ArrayList<>();
        for (Map.Entry<String, String> parameter : run.settings().all().entrySet()) {
            String name = parameter.getKey();
            if (!name.equals("devices") && !name.equals("tasks")) {
                facts.add(name + "=" + parameter.getValue());
            }
        }
        List<DeviceMode> devices = run.settings().get(Parameter.DEVICES);
        for (int sid = 0; sid < Math.max(2, devices.size()); sid++) {
            facts.add("device " + sid + "=" + (sid < devices.size() ? devices.get(sid) : "none"));
        }
        List<Task> tasks = run.settings().get(Parameter.TASKS);
        List<Task> own = run.scenario().settings().get(Parameter.TASKS);
        tasks.subList(own.size(), tasks.size()).forEach(task -> facts.add("task=" + task.kind()));
        return facts;
    }

    private static Set<Set<String>> pairs(List<String> facts) {
        Set<Set<String>> pairs = new HashSet<>();
        for (String one : facts) {
            for (String other : facts) {
                pairs.add(new HashSet<>(List.of(one, other))); // the same twice for a kind of task that is there twice
            }
        }
        return pairs;
    }

    /** A rule of the model says the same whatever the parameters are that it is not about: the sweep relies on that. */
    @Test
    void rulesLookAtTheirParametersOnly() {
        SweepSpace space = new SweepSpace(scenario("strict-unmap"), Design.V2);
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Settings one = space.run(random(space.counts(), random)).settings();
            Settings other = space.run(random(space.counts(), random)).settings();
            for (Consistency.Rule rule : Consistency.RULES) {
                Settings mixed = other;
                for (Parameter<?> parameter : rule.about()) {
                    mixed = mixed.with(parameter, one.print(parameter));
                }
                assertEquals(rule.allows(one), rule.allows(mixed), () -> one.all() + " and " + other.all());
            }
        }
    }

    @Test
    void theFirstRowsOfASweepAreTheSmallestWorlds() {
        List<Setting> settings = Setting.all(List.of(scenario("two-flushers")), List.of(Design.V2), 1, () -> {});
        Settings first = settings.get(0).run().settings();
        Settings last = settings.get(settings.size() - 1).run().settings();
        assertTrue(first.get(Parameter.TASKS).size() < last.get(Parameter.TASKS).size());
        assertEquals(
                settings.size(),
                Set.copyOf(settings.stream().map(s -> s.run().title()).toList()).size());
    }
}
