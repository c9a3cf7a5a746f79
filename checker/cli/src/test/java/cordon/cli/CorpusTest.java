package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.specs.Expectations;
import cordon.specs.FindingsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The recordings that are checked in are those that {@code docs/findings.md} names; {@code ./cordon record} writes them anew. */
class CorpusTest {

    @Test
    void eachFindingHasItsRecording() throws IOException {
        Map<String, List<Object>> named = new TreeMap<>();
        FindingsPage.examples(Expectations.load(Shell.CHECKOUT.resolve("specs/expected")))
                .forEach((finding, shown) -> {
                    if (shown.steps() >= 0) {
                        named.put(
                                finding.name(),
                                List.of(
                                        shown.run().scenario().name(),
                                        shown.run().design(),
                                        shown.property(),
                                        shown.steps()));
                    }
                });
        Map<String, List<Object>> recorded = new TreeMap<>();
        for (Path file : new Corpus(Shell.CHECKOUT.resolve("counterexamples/corpus")).files()) {
            Recording recording = RecordingFile.read(file);
            String name = file.getFileName().toString().replace(RecordingFile.ENDING, "");
            recorded.put(
                    name,
                    List.of(
                            recording.origin().scenario(),
                            recording.origin().design(),
                            recording.property(),
                            recording.steps().size()));
            assertTrue(recording.finding().orElse("").contains("Finding " + name), file.toString());
        }
        assertEquals(named, recorded);
    }
}
