package cordon.specs.kernels;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recorded behaviour of the real driver: the lines of every {@code *.jsonl} in the directory given by {@code -Dcordon.vectors=DIR}.
 * Without the directory a test that asks for them is reported as skipped.
 */
final class RecordedVectors {
    private static final Path DIRECTORY = Path.of(
            System.getProperty("cordon.vectors", System.getProperty("cordon.home", "..") + "/../shared/vectors"));

    private RecordedVectors() {}

    /** Those that have the member {@code name}. */
    static List<JsonObject> with(String name) throws IOException {
        assumeTrue(Files.isDirectory(DIRECTORY), "no recorded vectors in " + DIRECTORY);
        List<JsonObject> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonObject vector = JsonParser.parseString(line).getAsJsonObject();
                    if (vector.has(name)) {
                        vectors.add(vector);
                    }
                }
            }
        }
        return vectors;
    }
}
