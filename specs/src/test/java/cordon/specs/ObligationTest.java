package cordon.specs;

import static cordon.specs.Runs.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.property.Property;
import cordon.model.World;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A device is to blame only for what the rules oblige it to answer: ATS is on at it, and it is not in reset (smmu.md B.3). A device
 * that answers in the end keeps its ATS, whether or not anything is reset.
 */
class ObligationTest {

    @ParameterizedTest
    @CsvSource({
        "strict-unmap, devices=mute",
        "strict-unmap, devices=dies",
    })
    void whoOwesAnAnswerIsToBlame(String scenario, String settings) {
        assertEquals("holds", verdict(scenario, settings, "blame-is-exact"));
    }

    @ParameterizedTest
    @CsvSource({
        "strict-unmap, devices=ur",
        "strict-unmap, devices=rogue",
        "detach, devices=obedient",
        "re-attach, invWhileAtsOff=drop",
        "re-attach, invWhileAtsOff=answer",
        "re-attach, invWhileAtsOff=ur",
        "identity, devices=obedient invWhileAtsOff=ur",
    })
    void whoAnswersIsNeverBlamed(String scenario, String settings) {
        assertEquals("vacuous", verdict(scenario, settings, "blame-is-exact"));
    }

    @ParameterizedTest
    @CsvSource({
        "detach, devices=obedient invWhileAtsOff=ignore",
        "re-attach, devices=obedient invWhileAtsOff=ignore",
        "identity, devices=obedient invWhileAtsOff=ignore",
        "identity, devices=dies invWhileAtsOff=ignore",
        "detach, devices=mute",
        "bus-reset, devices=obedient",
        "bus-reset, tasks=aer devices=obedient",
        "bus-reset, tasks=aer devices=obedient hwTimeout=above-1s queueLog2=4",
    })
    void whoMayIgnoreARequestIsNotToBlame(String scenario, String settings) {
        assertEquals("violated", verdict(scenario, settings, "blame-is-exact"));
    }

    @ParameterizedTest
    @CsvSource({
        "detach, devices=obedient invWhileAtsOff=ignore",
        "re-attach, devices=obedient invWhileAtsOff=ignore",
        "identity, devices=obedient invWhileAtsOff=ignore",
    })
    void aDeviceThatAnswersLosesItsAtsForGood(String scenario, String settings) {
        assertEquals("violated", verdict(scenario, settings, "recovered-device-works"));
    }

    @ParameterizedTest
    @CsvSource({
        "detach, devices=obedient",
        "identity, devices=obedient",
        "re-attach, devices=ur",
        "attach, 'devices=mute,idle'",
    })
    void aDeviceThatWasNotWrongedWorks(String scenario, String settings) {
        assertEquals("holds", verdict(scenario, settings, "recovered-device-works"));
    }

    private static String verdict(String scenario, String settings, String name) {
        Run run = v2(scenario, settings);
        World world = run.world();
        List<Property> asked = run.properties(world).stream()
                .filter(property -> property.name().equals(name))
                .toList();
        return Outcome.of(
                        asked.get(0),
                        BreadthFirst.check(world, asked, Bounds.unlimited(), s -> {})
                                .verdict(asked.get(0)))
                .verdict();
    }
}
