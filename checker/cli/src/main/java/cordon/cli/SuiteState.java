package cordon.cli;

import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import cordon.command.Json;
import cordon.command.OutOption;
import cordon.command.UsageException;
import cordon.engine.explore.Bounds;
import cordon.engine.file.TextFile;
import cordon.specs.suite.Finished;
import cordon.specs.suite.Searches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The searches of a suite that have finished, on disk, so that it can be stopped and go on. They are those of one build of the
 * program and of the same bounds. The file is written whole, every few seconds and at the end.
 *
 * @param <R> what a search finds
 */
final class SuiteState<R extends Finished> implements Searches.Log<R> {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path file;
    private final String key;
    private final Map<String, R> finished = new LinkedHashMap<>();
    private long written = System.nanoTime();

    /**
     * A suite of searches.
     *
     * @param noun what it is called
     * @param file the usual file of its state
     * @param type what a search finds
     * @param isWhole whether something of that type has all it needs, which may be null where a file does not say it
     */
    record Kind<R>(String noun, String file, Class<R> type, Predicate<R> isWhole) {}

    /**
     * The content of the file.
     *
     * @param key the build and the bounds
     */
    private record Content(@Nullable String key, @Nullable JsonArray finished) {}

    private SuiteState(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /**
     * The state in {@code file}, or in the usual file. What the usual file has of another build or other bounds is begun anew.
     *
     * @throws UsageException if the file that was named is not a state, or is one of another build or other bounds
     * @throws IOException if it cannot be read, or cannot be written
     */
    static <R extends Finished> SuiteState<R> load(Kind<R> kind, SuiteOptions options, Bounds bounds)
            throws IOException {
        Optional<Path> named = options.state();
        Path directory = options.out().directory(Home.counterexamples());
        Path file = named.orElse(directory.resolve(kind.file()));
        String key = "build " + Home.build() + ", --time " + bounds.time() + ", --max-states " + bounds.maxStates();
        SuiteState<R> state = new SuiteState<>(file, key);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UsageException("--state: " + file + " is not a file");
        }
        if (Files.exists(file)) {
            Optional<Map<String, R>> finished = read(file, key, kind);
            finished.ifPresent(state.finished::putAll);
            if (finished.isEmpty() && named.isPresent()) {
                throw new UsageException(file + " is of " + keyOf(file, kind) + "; this " + kind.noun() + " is of "
                        + key + ". Give another --state, or remove the file");
            } else if (finished.isEmpty()) {
                System.err.println("cordon: begins anew, for " + file + " is of " + keyOf(file, kind));
            }
        } else if (named.isEmpty()) {
            OutOption.writable(directory);
        }
        state.write();
        return state;
    }

    private static String keyOf(Path file, Kind<?> kind) throws IOException {
        return Objects.requireNonNull(content(file, kind).key());
    }

    /** The finished searches by name; empty if the file is of another key. */
    private static <R extends Finished> Optional<Map<String, R>> read(Path file, String key, Kind<R> kind)
            throws IOException {
        Content content = content(file, kind);
        Map<String, R> finished = new LinkedHashMap<>();
        for (JsonElement element : Objects.requireNonNull(content.finished())) {
            R one = parse(element, kind).orElseThrow(() -> noState(file, kind));
            finished.put(one.title(), one);
        }
        return key.equals(content.key()) ? Optional.of(finished) : Optional.empty();
    }

    private static <R> Optional<R> parse(JsonElement element, Kind<R> kind) {
        try {
            return Optional.ofNullable(Json.parse(element.toString(), kind.type()))
                    .filter(kind.isWhole());
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static Content content(Path file, Kind<?> kind) throws IOException {
        try {
            Content content = Json.parse(TextFile.read(file), Content.class);
            if (content != null && content.key() != null && content.finished() != null) {
                return content;
            }
        } catch (JsonParseException e) {
            // answered below, with every other text that is no state
        }
        throw noState(file, kind);
    }

    private static UsageException noState(Path file, Kind<?> kind) {
        return new UsageException(file + " is not the state of a " + kind.noun() + "; expected what an earlier "
                + kind.noun() + " wrote there");
    }

    @Override
    public Optional<R> find(String title) {
        return Optional.ofNullable(finished.get(title));
    }

    @Override
    public void add(R one) throws IOException {
        finished.put(one.title(), one);
        if (System.nanoTime() - written > INTERVAL_NANOS) {
            write();
        }
    }

    /** Writes what is finished. */
    void write() throws IOException {
        TextFile.write(file, Json.of(ImmutableMap.of("key", key, "finished", new ArrayList<>(finished.values()))));
        written = System.nanoTime();
    }

    Path file() {
        return file;
    }
}
