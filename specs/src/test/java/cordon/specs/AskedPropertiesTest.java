package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.engine.property.Property;
import cordon.model.Choice.WorldKind;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.specs.property.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A property is asked only where something that it judges can happen: elsewhere "holds" would say nothing. */
class AskedPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "reset, '', quarantine-ends-with-recovery, true",
        "probe, '', quarantine-ends-with-recovery, true",
        "bus-reset, '', quarantine-ends-with-recovery, false",
        "bus-reset, tasks=aer, quarantine-ends-with-recovery, false",
        "reset, '', reset-is-bracketed, true",
        "close, '', reset-is-bracketed, true",
        "probe, '', reset-is-bracketed, false",
        "bus-reset, '', reset-is-bracketed, false",
        "bus-reset, pasid=on domains=2, pasid-enable-is-stable, true",
        "probe, pasid=on domains=2, pasid-enable-is-stable, false",
        "reset, '', reset-is-fenced, true",
        "bus-reset, '', reset-is-fenced, false",
        "probe, devices=obedient, healthy-device-is-not-blocked, true",
        "probe, devices=mute, healthy-device-is-not-blocked, false",
        "repeated-reset, devices=obedient, failed-reset-can-be-repeated, true",
        "repeated-reset, devices=mute, failed-reset-can-be-repeated, false",
        "reset, devices=obedient, failed-reset-can-be-repeated, false",
        "broken-worker, '', reported-is-blocked, true",
        "broken-worker, brokenWorker=off, reported-is-blocked, false",
        "strict-unmap, devices=dies, quarantine-happens, true",
        "strict-unmap, devices=obedient, quarantine-happens, false",
        "re-attach, devices=obedient, recovered-device-works, true",
        "re-attach, devices=slow hwTimeout=above-1s, recovered-device-works, true",
        "re-attach, devices=mute, recovered-device-works, false",
        "attach, 'devices=mute,idle', recovered-device-works, true",
        "bus-reset, devices=mute, recovered-device-works, true",
        "bus-reset, devices=mute resetOutcome=fail, recovered-device-works, false",
        "probe, devices=mute, recovered-device-works, false",
        "reset, resetOutcome=fail, recovered-device-works, false",
        "remove, devices=obedient, recovered-device-works, false",
        "remove, 'devices=obedient,idle', recovered-device-works, true",
        "strict-unmap, devices=obedient, recovered-device-works, true",
        "strict-unmap, devices=mute, recovered-device-works, false",
    })
    void itIsAskedWhereItCanBeViolated(String scenario, String settings, String property, boolean asked) {
        assertEquals(asked, asks(Runs.v2(scenario, settings), property));
    }

    /** Nothing but P7 sets ats_broken. */
    @Test
    void aQuarantineThatNeverBeginsIsNotAskedFor() {
        for (Run run : Run.defaultSuite()) {
            if (run.settings().get(Parameter.WORLD) == WorldKind.PROTOCOL) {
                assertEquals(run.patches().contains(Patch.P7), asks(run, "quarantine-is-kept"), run.title());
                assertEquals(run.patches().contains(Patch.P7), asks(run, "no-atc-inv-in-quarantine"), run.title());
            }
        }
    }

    private static boolean asks(Run run, String property) {
        return Properties.of(run.world()).stream().map(Property::name).anyMatch(property::equals);
    }
}
