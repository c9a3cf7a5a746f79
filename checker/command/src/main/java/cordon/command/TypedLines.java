package cordon.command;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The lines that a user types. A thread waits for each, so that Ctrl-C is noticed meanwhile. */
final class TypedLines {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final BufferedReader in;

    /** Those of {@code in}, in the encoding of this machine. */
    TypedLines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    }

    /**
     * The next line; empty at the end of the input, which is also where it cannot be read, or as soon as {@code stop} is true. Not to be
     * asked again after that.
     */
    Optional<String> next(BooleanSupplier stop) {
        FutureTask<Optional<String>> line = new FutureTask<>(() -> Optional.ofNullable(in.readLine()));
        Thread thread = new Thread(line, "input");
        thread.setDaemon(true); // a read cannot be interrupted
        thread.start();
        while (!stop.getAsBoolean()) {
            try {
                return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(line, LOOK));
            } catch (TimeoutException e) {
                // look whether to stop
            } catch (ExecutionException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
