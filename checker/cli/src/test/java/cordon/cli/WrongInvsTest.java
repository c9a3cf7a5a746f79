package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import cordon.specs.kernels.Invalidations;
import cordon.specs.kernels.InvsFormula;
import cordon.specs.kernels.InvsFunctions;
import cordon.specs.kernels.InvsTheorems;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Arrays of invalidations that are changed wrongly in one place are refuted, and each property refutes some. */
class WrongInvsTest {
    private static final int ENTRIES = 3;
    private static final int NAMED = 2;

    /** What is wrong. */
    private enum Fault {
        MERGED_BACKWARDS,
        ADDED_TWICE,
        NOT_COUNTED,
        A_USER_TOO_FEW,
        UNREF_CHANGES_NOTHING,
        TRASH_NOT_CUT,
        ALWAYS_ONE_LEFT,
        NOT_PURGED,
        PURGED_OF_EVERYTHING
    }

    /** Arrays with a fault. */
    private static final class WrongInvs<W, B> extends InvsFormula<W, B> {
        private final Words<W, B> words;
        private final Fault fault;

        WrongInvs(Words<W, B> words, Fault fault) {
            super(words);
            this.words = words;
            this.fault = fault;
        }

        @Override
        public Array<W, B> merge(Array<W, B> array, Keys<W, B> add) {
            Array<W, B> right = super.merge(array, add);
            W one = words.word(1);
            return switch (fault) {
                case MERGED_BACKWARDS ->
                    new Array<>(
                            Lists.reverse(right.keys()), Lists.reverse(right.users()), Lists.reverse(right.present()));
                case ADDED_TWICE -> twice(right);
                case NOT_COUNTED -> super.merge(array, new Keys<>(ImmutableList.of(), ImmutableList.of()));
                case A_USER_TOO_FEW ->
                    new Array<>(
                            right.keys(),
                            right.users().stream()
                                    .map(users -> words.minus(users, one))
                                    .toList(),
                            right.present());
                default -> right;
            };
        }

        private Array<W, B> twice(Array<W, B> array) {
            return new Array<>(
                    array.keys().stream()
                            .flatMap(key -> ImmutableList.of(key, key).stream())
                            .toList(),
                    array.users().stream()
                            .flatMap(users -> ImmutableList.of(users, users).stream())
                            .toList(),
                    array.present().stream()
                            .flatMap(is -> ImmutableList.of(is, is).stream())
                            .toList());
        }

        @Override
        public Unref<W, B> unref(Array<W, B> array, Keys<W, B> remove) {
            Unref<W, B> right = super.unref(array, remove);
            return switch (fault) {
                case UNREF_CHANGES_NOTHING -> new Unref<>(array, right.left());
                case TRASH_NOT_CUT ->
                    new Unref<>(new Array<>(array.keys(), right.array().users(), array.present()), right.left());
                case ALWAYS_ONE_LEFT ->
                    new Unref<>(
                            right.array(),
                            right.left().stream().map(left -> words.word(1)).toList());
                default -> right;
            };
        }

        @Override
        public Array<W, B> purge(Array<W, B> array) {
            return switch (fault) {
                case NOT_PURGED -> array;
                case PURGED_OF_EVERYTHING -> new Array<>(ImmutableList.of(), ImmutableList.of(), ImmutableList.of());
                default -> super.purge(array);
            };
        }
    }

    private static Set<String> refuted(Fault fault) {
        return KernelsTest.refuted(InvsTheorems.of(
                new Invalidations() {
                    @Override
                    public <W, B> InvsFunctions<W, B> formula(Words<W, B> words) {
                        return new WrongInvs<>(words, fault);
                    }

                    @Override
                    public InvsFunctions<Long, Boolean> code(Iterable<Long> keys) {
                        return formula(Longs.LONGS);
                    }
                },
                ENTRIES,
                NAMED));
    }

    @Test
    void eachFaultIsRefutedAndEachPropertyRefutesOne() {
        Map<Fault, Set<String>> refuted = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            refuted.put(fault, refuted(fault));
        }
        assertEquals(Set.of("cuts-trash-at-the-end"), refuted.get(Fault.TRASH_NOT_CUT));
        assertEquals(Set.of("says-what-is-left"), refuted.get(Fault.ALWAYS_ONE_LEFT));
        assertEquals(KernelsTest.names(InvsTheorems.ofTheModel()), KernelsTest.union(refuted.values()));
    }
}
