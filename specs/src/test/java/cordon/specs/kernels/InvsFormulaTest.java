package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import cordon.model.kernel.Invs;
import cordon.model.kernel.Invs.Inv;
import cordon.specs.kernels.InvsFunctions.Array;
import cordon.specs.kernels.InvsFunctions.Keys;
import cordon.specs.kernels.InvsFunctions.Unref;
import cordon.symbolic.word.Longs;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The formulas of merge, unref and purge compute what the model computes, and what the driver was recorded to do. */
class InvsFormulaTest {
    private static final int RANDOM_INPUTS = 1_000_000;
    private static final int MOST_ENTRIES = 6;
    private static final int MOST_NAMED = 4;
    private static final ImmutableList<Invs.Type> TYPES = ImmutableList.copyOf(Invs.Type.values());
    private static final int NUMBER_BITS = 28;
    private static final long NUMBER = (1L << NUMBER_BITS) - 1;
    private static final int TYPE_BITS = 3;
    private static final long TYPE = (1L << TYPE_BITS) - 1;

    private static final InvsFunctions<Long, Boolean> FORMULA = new InvsFormula<>(Longs.LONGS);
    private static final InvsFunctions<Long, Boolean> CODE = new InvsCode(InvsFormulaTest::inv, InvsFormulaTest::key);

    /** SMMU, type, ID and, of an ATC, Substream ID: the parts of the key, from the highest bits to the lowest. */
    private static long key(Inv inv) {
        long high = ((long) inv.smmu() << TYPE_BITS) | TYPES.indexOf(inv.type());
        long upper = (high << NUMBER_BITS) | inv.id();
        return (upper << NUMBER_BITS) | (inv.type().isAts() ? inv.ssid() : 0);
    }

    private static Inv inv(long key) {
        long upper = key >>> NUMBER_BITS;
        long high = upper >>> NUMBER_BITS;
        return new Inv((int) (high >>> TYPE_BITS), TYPES.get((int) (high & TYPE)), (int) (upper & NUMBER), (int)
                (key & NUMBER));
    }

    /** Few values of each part, so that equal and nearly equal keys are frequent; sorted, but for one time of eight. */
    private static List<Long> keys(SplittableRandom random, int number) {
        LongStream keys = IntStream.range(0, number)
                .mapToLong(k -> key(new Inv(
                        random.nextInt(2),
                        TYPES.get(random.nextInt(TYPES.size())),
                        random.nextInt(2),
                        random.nextInt(2))));
        return (random.nextInt(8) == 0 ? keys : keys.sorted()).boxed().collect(toImmutableList());
    }

    private static List<Boolean> present(SplittableRandom random, int number) {
        return IntStream.range(0, number).mapToObj(k -> random.nextInt(8) > 0).collect(toImmutableList());
    }

    /** Keys and users of the entries that are present. */
    private static List<List<Long>> entries(Array<Long, Boolean> array) {
        return IntStream.range(0, array.keys().size())
                .filter(array.present()::get)
                .<List<Long>>mapToObj(
                        k -> ImmutableList.of(array.keys().get(k), array.users().get(k)))
                .collect(toImmutableList());
    }

    private static List<Long> answers(Unref<Long, Boolean> unref, Keys<Long, Boolean> named) {
        return IntStream.range(0, named.keys().size())
                .filter(named.present()::get)
                .mapToObj(unref.left()::get)
                .collect(toImmutableList());
    }

    @Test
    void formulaAndModelAgreeOnRandomArrays() {
        IntStream.range(0, RANDOM_INPUTS).parallel().forEach(i -> {
            SplittableRandom random = new SplittableRandom(i);
            int size = random.nextInt(MOST_ENTRIES + 1);
            List<Long> users =
                    IntStream.range(0, size).mapToObj(k -> random.nextLong(3)).collect(toImmutableList());
            Array<Long, Boolean> array = new Array<>(keys(random, size), users, present(random, size));
            int number = random.nextInt(MOST_NAMED + 1);
            Keys<Long, Boolean> named = new Keys<>(keys(random, number), present(random, number));
            Supplier<String> input = () -> "input " + i + ": " + array + " " + named;
            assertEquals(entries(CODE.merge(array, named)), entries(FORMULA.merge(array, named)), input);
            assertEquals(entries(CODE.purge(array)), entries(FORMULA.purge(array)), input);
            Unref<Long, Boolean> unref = CODE.unref(array, named);
            Unref<Long, Boolean> computed = FORMULA.unref(array, named);
            assertEquals(entries(unref.array()), entries(computed.array()), input);
            assertEquals(answers(unref, named), answers(computed, named), input);
        });
    }

    @Test
    void formulaAndDriverAgreeOnTheRecordedSequences() throws IOException {
        int replayed = 0;
        for (JsonObject vector : RecordedVectors.with("ops")) {
            Array<Long, Boolean> array = new Array<>(List.of(), List.of(), List.of());
            for (JsonElement op : vector.getAsJsonArray("ops")) {
                array = replay(array, op.getAsJsonObject());
            }
            replayed++;
        }
        assertTrue(replayed > 0, "no recorded sequence");
    }

    private static Array<Long, Boolean> replay(Array<Long, Boolean> before, JsonObject op) {
        Array<Long, Boolean> after = before;
        switch (op.get("op").getAsString()) {
            case "merge" -> after = FORMULA.merge(before, named(op));
            case "unref" -> {
                Unref<Long, Boolean> unref = FORMULA.unref(before, named(op));
                assertEquals(
                        op.getAsJsonArray("arg_users").asList().stream()
                                .map(JsonElement::getAsLong)
                                .toList(),
                        unref.left(),
                        op::toString);
                after = unref.array();
            }
            default -> after = FORMULA.purge(before);
        }
        List<List<Long>> expected = op.getAsJsonArray("arr").asList().stream()
                .map(JsonElement::getAsJsonArray)
                .<List<Long>>map(fields ->
                        ImmutableList.of(key(inv(fields)), fields.get(4).getAsLong()))
                .toList();
        assertEquals(expected, entries(after), op::toString);
        return new Array<>(
                expected.stream().map(entry -> entry.get(0)).toList(),
                expected.stream().map(entry -> entry.get(1)).toList(),
                expected.stream().map(entry -> true).toList());
    }

    private static Keys<Long, Boolean> named(JsonObject op) {
        List<Long> keys = op.getAsJsonArray("arg").asList().stream()
                .map(fields -> key(inv(fields.getAsJsonArray())))
                .toList();
        return new Keys<>(keys, keys.stream().map(each -> true).toList());
    }

    private static Inv inv(JsonArray fields) {
        return new Inv(
                fields.get(0).getAsInt(),
                TYPES.get(fields.get(1).getAsInt()),
                fields.get(2).getAsInt(),
                fields.get(3).getAsInt());
    }
}
