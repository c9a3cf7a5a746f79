package cordon.cli;

import com.google.gson.JsonParseException;
import cordon.counterexamples.WholeFile;
import cordon.engine.explore.Bounds;
import cordon.specs.sweep.Examination;
import cordon.specs.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The searches of a sweep that have finished, on disk, so that it can be stopped and go on. They are those of one build of the
 * program and of the same bounds. The file is written whole, every few seconds and at the end.
 */
final class SweepState implements Sweep.Log {
    private static final String FILE = "sweep.json";
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path file;
    private final String key;
    private final Map<String, Examination> finished = new LinkedHashMap<>();
    private long written = System.nanoTime();

    /**
     * The content of the file.
     *
     * @param key the build and the bounds
     */
    private record Content(@Nullable String key, @Nullable List<Examination> finished) {}

    private SweepState(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /**
     * The state in {@code file}, or in the usual file. What the usual file has of another build or other bounds is begun anew.
     *
     * @throws UsageException if the file that was named is not a state, or is one of another build or other bounds
     * @throws IOException if it cannot be read, or cannot be written
     */
    static SweepState load(Optional<Path> named, Bounds bounds) throws IOException {
        Path file = named.orElse(Home.counterexamples().resolve(FILE));
        String key = "build " + Home.build() + ", --time " + bounds.time() + ", --max-states " + bounds.maxStates();
        SweepState state = new SweepState(file, key);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UsageException("--state: " + file + " is not a file");
        }
        if (Files.exists(file)) {
            Content content = read(file);
            if (key.equals(content.key())) {
                Objects.requireNonNull(content.finished()).forEach(e -> state.finished.put(e.title(), e));
            } else if (named.isPresent()) {
                throw new UsageException(file + " is of " + content.key() + "; this sweep is of " + key
                        + ". Give another --state, or remove the file");
            } else {
                System.err.println("cordon: begins anew, for " + file + " is of " + content.key());
            }
        } else if (named.isEmpty()) {
            Home.writableCounterexamples();
        }
        state.write();
        return state;
    }

    private static Content read(Path file) throws IOException {
        try {
            Content content = Json.parse(Files.readString(file), Content.class);
            if (content != null
                    && content.key() != null
                    && content.finished() != null
                    && content.finished().stream().allMatch(SweepState::isWhole)) {
                return content;
            }
        } catch (JsonParseException e) {
            // answered below, with every other text that is no state
        }
        throw new UsageException(file + " is not the state of a sweep; expected what an earlier sweep wrote there");
    }

    private static boolean isWhole(@Nullable Examination examination) {
        return examination != null
                && examination.title() != null
                && examination.vacuous() != null
                && examination.tested() != null
                && examination.cut() != null
                && examination.found() != null
                && examination.found().stream().allMatch(f -> f != null && f.smallest() != null && f.trouble() != null);
    }

    @Override
    public Optional<Examination> find(String title) {
        return Optional.ofNullable(finished.get(title));
    }

    @Override
    public void add(Examination examination) throws IOException {
        finished.put(examination.title(), examination);
        if (System.nanoTime() - written > INTERVAL_NANOS) {
            write();
        }
    }

    /** Writes what is finished. */
    void write() throws IOException {
        WholeFile.write(file, Json.of(new Content(key, new ArrayList<>(finished.values()))));
        written = System.nanoTime();
    }

    Path file() {
        return file;
    }
}
