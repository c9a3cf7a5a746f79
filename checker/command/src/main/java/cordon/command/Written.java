package cordon.command;

import cordon.counterexamples.RecordingFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A counterexample, on disk if possible.
 *
 * @param violation what it shows
 * @param text what it says as plain text
 * @param file where the text is; empty if it could not be written, which was said on standard error
 */
public record Written(Violation violation, String text, Optional<Path> file) {

    /** The files of one. */
    public String files() {
        return file.map(path -> path + ", .html, " + RecordingFile.ENDING).orElse("could not be written");
    }
}
