package cordon.engine.explore;

import java.io.IOException;
import java.nio.file.Path;

/** A checkpoint cannot be used; the message says which file, and why. */
public final class CheckpointException extends IOException {
    CheckpointException(Path file, String reason) {
        super(text(file, reason));
    }

    CheckpointException(Path file, String reason, Throwable cause) {
        super(text(file, reason), cause);
    }

    private static String text(Path file, String reason) {
        return "cannot resume from " + file + ": " + reason;
    }
}
