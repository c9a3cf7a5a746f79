package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import cordon.model.kernel.EntryFormat;
import cordon.specs.kernels.EntryFunctions.Course;
import cordon.symbolic.word.Longs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formula of an update computes what the model computes, and what the driver was recorded to do. */
class EntryFormulaTest {
    private static final int RANDOM_INPUTS = 1_000_000;
    private static final int MOST_FLIPS = 3;

    private static EntryFunctions<Long> formula(EntryFormat format) {
        return format == EntryFormat.STE ? new SteFormula<>(Longs.LONGS) : new CdFormula<>(Longs.LONGS);
    }

    /** Words that are random, or one bit, or none, or all, so that each case of each condition is frequent. */
    private static long word(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> 1L << random.nextInt(Long.SIZE);
            case 2 -> 0;
            default -> ~0L;
        };
    }

    /** An entry that is mostly valid, and tidy half of the time. */
    private static long[] entry(EntryFormat format, SplittableRandom random) {
        long[] entry = IntStream.range(0, EntryFormat.WORDS)
                .mapToLong(q -> word(random))
                .toArray();
        long valid = format == EntryFormat.STE ? SteFormula.VALID : CdFormula.VALID;
        if (random.nextInt(8) > 0) {
            entry[0] |= valid;
        }
        return random.nextBoolean() ? tidy(format, entry) : entry;
    }

    private static long[] tidy(EntryFormat format, long[] entry) {
        long[] used = format.used(entry);
        return IntStream.range(0, EntryFormat.WORDS)
                .mapToLong(q -> entry[q] & used[q])
                .toArray();
    }

    /** Another entry; or, three times of four, one to three bits of the start are others, with what is not used then cleared or not. */
    private static long[] target(EntryFormat format, long[] start, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return entry(format, random);
        }
        long[] target = start.clone();
        for (int flips = random.nextInt(MOST_FLIPS + 1); flips > 0; flips--) {
            target[random.nextInt(EntryFormat.WORDS)] ^= 1L << random.nextInt(Long.SIZE);
        }
        return random.nextBoolean() ? tidy(format, target) : target;
    }

    /** The contents that differ from those before: each is followed by a sync. */
    private static List<List<Long>> distinct(List<List<Long>> contents) {
        List<List<Long>> distinct = new ArrayList<>();
        for (List<Long> content : contents) {
            if (distinct.isEmpty() || !content.equals(distinct.get(distinct.size() - 1))) {
                distinct.add(content);
            }
        }
        return distinct;
    }

    @ParameterizedTest
    @EnumSource(EntryFormat.class)
    void formulaAndModelAgreeOnRandomEntries(EntryFormat format) {
        EntryFunctions<Long> formula = formula(format);
        EntryFunctions<Long> code = new EntryCode(format);
        int[] updates = IntStream.range(0, RANDOM_INPUTS)
                .parallel()
                .map(i -> {
                    SplittableRandom random = new SplittableRandom(i);
                    List<Long> start = com.google.common.primitives.Longs.asList(entry(format, random));
                    List<Long> target = com.google.common.primitives.Longs.asList(
                            target(format, com.google.common.primitives.Longs.toArray(start), random));
                    Supplier<String> input = () -> "input " + i + ": " + start + " " + target;
                    assertEquals(code.used(start), formula.used(start), input);
                    assertEquals(code.updateSafe(start, target), formula.updateSafe(start, target), input);
                    Course<Long> course = code.update(start, target);
                    Course<Long> computed = formula.update(start, target);
                    assertEquals(course.diff(), computed.diff(), input);
                    assertEquals(distinct(course.contents()), distinct(computed.contents()), input);
                    return Math.min(Long.bitCount(course.diff()), 2);
                })
                .toArray();
        for (int kind = 0; kind <= 2; kind++) {
            int wanted = kind;
            assertTrue(
                    IntStream.of(updates).filter(diff -> diff == wanted).count() > RANDOM_INPUTS / 20, "kind " + kind);
        }
    }

    @Test
    void formulaAndDriverAgreeOnTheRecordedUpdates() throws IOException {
        int replayed = 0;
        for (JsonObject vector : RecordedVectors.with("kind")) {
            EntryFormat format =
                    EntryFormat.valueOf(vector.get("kind").getAsString().toUpperCase(Locale.ROOT));
            List<Long> start = words(vector.getAsJsonArray("start"));
            Course<Long> course = formula(format).update(start, words(vector.getAsJsonArray("target")));
            ImmutableList.Builder<List<Long>> contents = ImmutableList.builder();
            contents.add(start);
            for (JsonElement sync : vector.getAsJsonArray("syncs")) {
                contents.add(words(sync.getAsJsonArray()));
            }
            assertEquals(vector.get("diff").getAsLong(), course.diff(), vector::toString);
            assertEquals(contents.build(), distinct(course.contents()), vector::toString);
            replayed++;
        }
        assertTrue(replayed > 0, "no recorded update");
    }

    private static List<Long> words(JsonArray array) {
        return array.asList().stream()
                .map(word -> Long.parseUnsignedLong(word.getAsString().substring(2), 16))
                .collect(toImmutableList());
    }
}
