package cordon.model.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.model.kernel.Invs.Entry;
import cordon.model.kernel.Invs.Inv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Replays recorded behaviour of the real driver's {@code arm_smmu_write_entry} and {@code arm_smmu_invs_*}: every line of
 * every {@code *.jsonl} in the directory given by {@code -Dcordon.vectors=DIR}. Without the directory the tests are
 * reported as skipped.
 */
class DriverVectorTest {
    private static final ImmutableList<Invs.Type> TYPES = ImmutableList.copyOf(Invs.Type.values());
    private static final Path DIRECTORY = Path.of(
            System.getProperty("cordon.vectors", System.getProperty("cordon.home", "..") + "/../shared/vectors"));

    @Test
    void entriesAreWrittenAsTheDriverWritesThem() throws IOException {
        int replayed = 0;
        for (String line : lines()) {
            JsonObject vector = JsonParser.parseString(line).getAsJsonObject();
            if (vector.has("kind")) {
                replayUpdate(vector, line);
                replayed++;
            }
        }
        assertTrue(replayed > 0, "no recorded update in " + DIRECTORY);
    }

    @Test
    void arraysChangeAsTheDriverChangesThem() throws IOException {
        int replayed = 0;
        for (String line : lines()) {
            JsonObject vector = JsonParser.parseString(line).getAsJsonObject();
            if (vector.has("ops")) {
                Invs invs = Invs.EMPTY;
                for (JsonElement op : vector.getAsJsonArray("ops")) {
                    invs = replay(invs, op.getAsJsonObject(), "sequence " + vector.get("seq") + ": " + op);
                }
                replayed++;
            }
        }
        assertTrue(replayed > 0, "no recorded sequence in " + DIRECTORY);
    }

    private static List<String> lines() throws IOException {
        assumeTrue(Files.isDirectory(DIRECTORY), "no recorded vectors in " + DIRECTORY);
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.build();
    }

    private static void replayUpdate(JsonObject vector, String line) {
        EntryFormat format =
                EntryFormat.valueOf(vector.get("kind").getAsString().toUpperCase(Locale.ROOT));
        long[] entry = words(vector.getAsJsonArray("start"));
        EntryUpdate update = EntryUpdate.of(format, entry, words(vector.getAsJsonArray("target")));
        JsonArray syncs = vector.getAsJsonArray("syncs");
        assertEquals(vector.get("diff").getAsInt(), update.diff(), line);
        ImmutableList<EntryUpdate.Group> groups = update.groups(entry);
        assertEquals(syncs.size(), groups.size(), line);
        for (int k = 0; k < syncs.size(); k++) {
            for (EntryUpdate.Store store : groups.get(k).stores()) {
                entry[store.word()] = store.value();
            }
            assertArrayEquals(words(syncs.get(k).getAsJsonArray()), entry, line);
        }
    }

    private static Invs replay(Invs invs, JsonObject op, String context) {
        Invs after = invs;
        int warnings = 0;
        switch (op.get("op").getAsString()) {
            case "merge" -> after = invs.merge(keys(op));
            case "unref" -> {
                Invs.Unref unref = invs.unref(keys(op));
                assertEquals(ints(op.getAsJsonArray("arg_users")), unref.usersLeft(), context);
                warnings = unref.warnings();
                after = unref.invs();
            }
            case "purge" -> {
                assertEquals(op.get("new").getAsBoolean(), invs.purges(), context);
                after = invs.purges() ? invs.purge() : invs;
            }
            default -> throw new AssertionError(context);
        }
        ImmutableList.Builder<Entry> expected = ImmutableList.builder();
        for (JsonElement e : op.getAsJsonArray("arr")) {
            JsonArray fields = e.getAsJsonArray();
            expected.add(new Entry(inv(fields), fields.get(4).getAsInt()));
        }
        assertEquals(expected.build(), after.entries(), context);
        assertEquals(op.get("num_trashes").getAsInt(), after.trashes(), context);
        assertEquals(op.get("has_ats").getAsBoolean(), after.hasAts(), context);
        assertEquals(op.get("warn").getAsInt(), warnings, context);
        return after;
    }

    private static List<Inv> keys(JsonObject op) {
        ImmutableList.Builder<Inv> keys = ImmutableList.builder();
        op.getAsJsonArray("arg").forEach(key -> keys.add(inv(key.getAsJsonArray())));
        return keys.build();
    }

    private static Inv inv(JsonArray fields) {
        return new Inv(
                fields.get(0).getAsInt(),
                TYPES.get(fields.get(1).getAsInt()),
                fields.get(2).getAsInt(),
                fields.get(3).getAsInt());
    }

    private static ImmutableIntArray ints(JsonArray array) {
        return ImmutableIntArray.copyOf(
                IntStream.range(0, array.size()).map(i -> array.get(i).getAsInt()));
    }

    private static long[] words(JsonArray array) {
        return IntStream.range(0, array.size())
                .mapToLong(
                        i -> Long.parseUnsignedLong(array.get(i).getAsString().substring(2), 16))
                .toArray();
    }
}
