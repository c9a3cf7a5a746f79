package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.HwTimeout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters as users write them. */
class SettingsTest {

    @Test
    void everyDefaultIsPrintedAsItIsParsed() {
        Parameter.ALL.forEach(SettingsTest::assertRoundTrip);
    }

    private static <T> void assertRoundTrip(Parameter<T> parameter) {
        assertEquals(
                parameter.defaultValue(),
                parameter.parse(parameter.print(parameter.defaultValue())).orElseThrow());
    }

    @Test
    void aChosenValueIsFoundAndShownAsADifference() {
        Settings settings = Settings.DEFAULT
                .with(Parameter.HW_TIMEOUT, " ABOVE-1s ")
                .with(Parameter.DEVICES, "mute, Obedient")
                .with(Parameter.CPUS, "2");
        assertEquals(HwTimeout.ABOVE_1S, settings.get(Parameter.HW_TIMEOUT));
        assertEquals(List.of(DeviceMode.MUTE, DeviceMode.OBEDIENT), settings.get(Parameter.DEVICES));
        assertEquals(
                Map.of("hwTimeout", "above-1s", "devices", "mute,obedient", "cpus", "2"),
                settings.differencesFrom(Settings.DEFAULT));
    }

    @Test
    void severalValuesCanBeChosenInOneText() {
        Settings settings = Settings.DEFAULT.with("tasks=reset:1,detach devices=mute,obedient");
        assertEquals(
                List.of(new Task(Task.Kind.RESET, 1), new Task(Task.Kind.DETACH, 0)), settings.get(Parameter.TASKS));
        assertEquals(
                Map.of("tasks", "reset:1,detach", "devices", "mute,obedient"),
                settings.differencesFrom(Settings.DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> Settings.DEFAULT.with("task=reset"));
    }

    @Test
    void choosingTheDefaultIsNoDifference() {
        assertTrue(Settings.DEFAULT
                .with(Parameter.CPUS, 1)
                .differencesFrom(Settings.DEFAULT)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpus       | 0            | cpus cannot be '0'; expected 1 to 2",
                "cpus       | two          | cpus cannot be 'two'; expected 1 to 2",
                "cpus       | 99999999999  | cpus cannot be '99999999999'; expected 1 to 2",
                "hwTimeout  | soon         | hwTimeout cannot be 'soon'; expected below-1s | near-1s | above-1s",
                "devices    | mute,deaf    | devices cannot be 'mute,deaf'; expected 1 to 4 of obedient | idle | mute |"
                        + " dies | slow | ur | rogue, comma-separated, in order of Stream ID",
                "devices    | mute,mute,mute,mute,mute | devices cannot be 'mute,mute,mute,mute,mute'; expected 1 to 4 of"
                        + " obedient | idle | mute | dies | slow | ur | rogue, comma-separated, in order of Stream ID",
                "tasks      | reset,sleep  | tasks cannot be 'reset,sleep'; expected none, or up to 3 of reset | nested-reset",
                "lists      | 4s           | lists cannot be '4s'; expected 1 to 3 lists such as 2s",
                "entries    | abort,cd     | entries cannot be 'abort,cd'; expected 1 to 6 of abort | bypass",
            },
            maxCharsPerColumn = 400)
    void aBadValueIsAnsweredWithTheGoodOnes(String name, String value, String start) {
        Parameter<?> parameter = Parameter.ALL.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Settings.DEFAULT.with(parameter, value));
        assertTrue(String.valueOf(e.getMessage()).startsWith(start), e.getMessage());
    }

    @Test
    void choicesThatContradictEachOtherAreRefused() {
        assertRefused(
                Settings.DEFAULT.with(Parameter.QUEUE_LOG2, 1).with(Parameter.DEVICES, "mute,mute"),
                ImmutableSet.of(),
                "a batch of 2 and its SYNC do not fit in a queue of 2 slots; raise queueLog2 or lower batchMax");
        assertRefused(
                Settings.DEFAULT.with(Parameter.IRQ_CPU, "cpu1"), ImmutableSet.of(), "gerrIrqCpu=cpu1 needs cpus=2");
        assertRefused(
                Settings.DEFAULT.with(Parameter.TASKS, "reset:1"),
                ImmutableSet.of(),
                "tasks: reset:1 needs a device 1");
        assertRefused(
                Settings.DEFAULT.with(Parameter.TASKS, "replace"), ImmutableSet.of(), "tasks: replace needs domains=2");
        assertRefused(
                Settings.DEFAULT, ImmutableSet.of(Patch.P4, Patch.P5, Patch.P7), "P7 builds on P6, which is missing");
    }

    private static void assertRefused(Settings settings, ImmutableSet<Patch> patches, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new QuarantineModel(settings, patches));
        assertEquals(message, e.getMessage());
    }
}
