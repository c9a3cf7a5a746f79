package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.command.Corpus;
import cordon.command.Interrupt;
import cordon.command.Program;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.specs.Expectations;
import cordon.specs.FindingsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recordings that are checked in are those that {@code docs/findings.md} names; {@code ./cordon record} writes them anew. */
class CorpusTest {

    private static Corpus corpus(Path directory) {
        return new Corpus(
                new Program("cordon", "./cordon", new Interrupt("cordon"), directory, directory), new DesignOption());
    }

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
        for (Path file :
                corpus(Shell.CHECKOUT.resolve("counterexamples/corpus")).files()) {
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

    /** A new field once gave 108 times the same line. */
    @Test
    void aChangeOfTheModelIsExplainedOnce(@TempDir Path directory) throws IOException {
        Corpus corpus = corpus(Shell.CHECKOUT.resolve("counterexamples/corpus"));
        for (Path file : corpus.files().subList(0, 5)) {
            String text = Files.readString(file)
                    .replaceFirst("\"model\": \"....", "\"model\": \"zzzz")
                    .replaceFirst("(\"initial\": \\[\\s*\\{.*?\"text\":\")", "$1other ");
            Files.writeString(directory.resolve(file.getFileName()), text);
        }
        Corpus.Replayed replayed = corpus(directory).replay();
        assertEquals(5, replayed.count());
        assertEquals(
                List.of(
                        "5 recorded counterexamples: other states, and the model has other fields than when it was recorded; "
                                + "'./cordon replay FILE' says more, './cordon record' records it anew"),
                replayed.lines());
    }
}
