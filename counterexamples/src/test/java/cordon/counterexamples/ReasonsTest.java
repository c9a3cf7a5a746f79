package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why the causes came about, and which steps are chosen for the short form. */
class ReasonsTest {
    private static final Path CORPUS = Path.of("corpus");
    private static final Splitter SETTINGS = Splitter.on(", ");

    /** In the race of two flushers the flag is what it all hangs on, and it is none of the elements that the last step reads. */
    @Test
    void theStepThatSetTheFlagIsNamed() throws IOException {
        Recording recording = RecordingFile.read(CORPUS.resolve("flag-is-trusted-before-the-fence.cex.json"));
        assertTrue(
                recording
                        .hangsOn()
                        .contains(
                                "Before step 57, in step 55, CPU0 read master.ats_broken[device 0], which CPU1 had changed"
                                        + " in step 53 (disable (patch 7) flag: ats_broken of device 0 := true)."),
                recording.hangsOn());
        List<Integer> steps = ShortForm.of(recording).steps();
        assertTrue(steps.containsAll(List.of(53, 55, 57, 58)), steps.toString());
        assertTrue(TextReport.of(recording).contains("\n    53  CPU1        disable (patch 7) flag: "));
        assertTrue(HtmlReport.of(recording).contains("\"brief\":[1,"));
    }

    @Test
    void aReasonIsFollowedToTheEnvironment() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(RecordingFile.ENDING))
                    .toList()) {
                Recording recording = RecordingFile.read(file);
                for (Reasons.Reason reason : Reasons.of(recording)) {
                    assertTrue(reason.of() < reason.reader() && reason.reader() <= reason.step(), file + ": " + reason);
                }
                List<Integer> steps = ShortForm.of(recording).steps();
                assertTrue(
                        steps.size() <= ShortForm.MOST
                                && steps.size()
                                        >= Math.min(10, recording.steps().size()),
                        file + ": " + steps);
                assertEquals(recording.steps().size(), steps.get(steps.size() - 1), file.toString());
                List<Integer> named = Pattern.compile("\\(step (\\d+)\\)")
                        .matcher(recording.finding().orElse(""))
                        .results()
                        .map(step -> Integer.valueOf(step.group(1)))
                        .toList();
                assertTrue(steps.containsAll(named), file + ": " + steps + " without " + named);
                int loop = recording.loopStart().orElse(recording.steps().size());
                assertTrue(steps.contains(Math.min(loop + 1, recording.steps().size())), file + ": " + steps);
                assertEquals(SETTINGS.splitToList(recording.world()).size(), settings(recording), file.toString());
            }
        }
    }

    /** A file of an earlier version says all settings. */
    @Test
    void whatIsAssumedMayBeMissing() {
        String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()));
        Recording earlier = RecordingFile.parse(text.replaceFirst("  \"assumed\".*\n", ""));
        assertEquals(Optional.empty(), earlier.assumed());
        assertEquals("cats=1, people=1, lamps=2", earlier.inWhichWorld());
        assertEquals(
                Optional.of(new Assumed("P1, P2", "cats=1", 2)),
                RecordingFile.parse(text).assumed());
    }

    private static int settings(Recording recording) {
        Assumed assumed = recording.assumed().orElseThrow();
        return assumed.others()
                + (assumed.settings().isEmpty()
                        ? 0
                        : SETTINGS.splitToList(assumed.settings()).size());
    }
}
