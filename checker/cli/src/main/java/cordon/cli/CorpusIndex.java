package cordon.cli;

import cordon.command.Corpus;
import cordon.counterexamples.MarkdownReport;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The page that lists the counterexamples that are checked in, at least one for each finding. */
final class CorpusIndex {
    private static final String INDEX = "README.md";

    private CorpusIndex() {}

    /** Writes the page that lists the files of {@code corpus}, which is in {@code directory}; says which file that is, and what became of it. */
    static String write(Corpus corpus, Path directory) throws IOException {
        StringBuilder page = new StringBuilder("""
                # Recorded counterexamples

                One for each finding, named after it, replayed by `./cordon replay` and before every suite.
                [docs/findings.md](../../docs/findings.md) says what the findings are. Read a file with
                `./cordon show FILE`, or as a page with `./cordon show FILE --as html`. Made by `./cordon record`.

                | finding | shown by | steps | what happens |
                |---|---|---:|---|
                """);
        for (Path file : corpus.files()) {
            Recording recording = RecordingFile.read(file);
            page.append(String.format(
                    Locale.ROOT,
                    "| [%s](%s) | %s | %d | %s |%n",
                    file.getFileName().toString().replace(RecordingFile.ENDING, ""),
                    file.getFileName(),
                    MarkdownReport.escaped(recording.heading()),
                    recording.steps().size(),
                    MarkdownReport.escaped(recording.summary())));
        }
        return Corpus.written(directory.resolve(INDEX), page.toString());
    }
}
