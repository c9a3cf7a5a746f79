package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.model.kernel.EntryFormat;
import cordon.specs.kernels.CdFormula;
import cordon.specs.kernels.Entries;
import cordon.specs.kernels.EntryFunctions;
import cordon.specs.kernels.EntryTheorems;
import cordon.specs.kernels.SteFormula;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An update of an entry that is wrong in one place is refuted, and each property refutes some. */
class WrongEntriesTest {
    private static final long S1DSS = 3;
    private static final long SHCFG = 3L << 44;
    private static final long EATS_TRANS = 1L << 28;

    /** What is wrong with the groups of stores of an STE. */
    private enum Fault {
        CRITICAL_WORD_FIRST,
        ONE_GROUP,
        NO_BREAK,
        ALWAYS_BREAK,
        CRITICAL_WORD_NOT_LEFT_ALONE,
        EATS_BIT_BY_BIT,
        LAST_GROUP_FORGOTTEN,
        A_STORE_TOO_MANY,
        NO_LAST_GROUP_AFTER_A_BREAK
    }

    private static <T> List<T> each(IntFunction<T> word) {
        return IntStream.range(0, EntryFormat.WORDS).mapToObj(word).toList();
    }

    /** STEs that are written with a fault. */
    private static final class WrongSte<W, B> extends SteFormula<W, B> {
        private final Fault fault;

        WrongSte(Words<W, B> words, Fault fault) {
            super(words);
            this.fault = fault;
        }

        @Override
        public Course<W> update(List<W> start, List<W> target) {
            Words<W, B> words = words();
            Course<W> right = super.update(start, target);
            W diff = right.diff();
            B broken = words.negation(words.same(words.and(diff, words.minus(diff, words.word(1))), words.word(0)));
            B hitless = words.negation(words.either(broken, words.same(diff, words.word(0))));
            List<W> first = right.contents().get(1);
            List<W> second = right.contents().get(2);
            List<W> zero = each(q -> q == 0 ? words.word(0) : start.get(q));
            List<W> zeroElseTarget = each(q -> q == 0 ? words.word(0) : target.get(q));
            List<W> critical = each(q -> words.choice(words.isSet(diff, 1L << q), target.get(q), start.get(q)));
            List<W> otherEats = each(q -> q != 1
                    ? first.get(q)
                    : words.or(words.masked(first.get(q), ~EATS_TRANS), words.masked(target.get(q), EATS_TRANS)));
            List<List<W>> contents = switch (fault) {
                case CRITICAL_WORD_FIRST ->
                    List.of(start, either(hitless, critical, first), either(hitless, target, second), target);
                case ONE_GROUP -> List.of(start, target, target, target);
                case NO_BREAK -> List.of(start, either(broken, target, first), either(broken, target, second), target);
                case ALWAYS_BREAK -> List.of(start, zero, zeroElseTarget, target);
                case CRITICAL_WORD_NOT_LEFT_ALONE ->
                    List.of(start, either(hitless, unusedUpdate(start, target), first), second, target);
                case EATS_BIT_BY_BIT -> List.of(start, either(hitless, otherEats, first), second, target);
                case LAST_GROUP_FORGOTTEN -> List.of(start, first, second, either(hitless, second, target));
                case A_STORE_TOO_MANY -> List.of(start, first, second, zeroElseTarget, target);
                case NO_LAST_GROUP_AFTER_A_BREAK -> List.of(start, first, either(broken, target, second), target);
            };
            return new Course<>(diff, contents);
        }

        private List<W> either(B condition, List<W> yes, List<W> no) {
            return each(q -> words().choice(condition, yes.get(q), no.get(q)));
        }
    }

    /** A driver that believes the SMMU not to look at SHCFG. */
    private static final class ForgetfulSte<W, B> extends SteFormula<W, B> {
        ForgetfulSte(Words<W, B> words) {
            super(words);
        }

        @Override
        public Course<W> update(List<W> start, List<W> target) {
            return new SteFormula<W, B>(words()) {
                @Override
                public List<W> used(List<W> entry) {
                    List<W> used = new ArrayList<>(super.used(entry));
                    used.set(1, words().masked(used.get(1), ~SHCFG));
                    return used;
                }
            }.update(start, target);
        }
    }

    /** A driver that lets EATS change early even where that is split-stage ATS. */
    private static final class HastySte<W, B> extends SteFormula<W, B> {
        HastySte(Words<W, B> words) {
            super(words);
        }

        @Override
        public Course<W> update(List<W> start, List<W> target) {
            return new SteFormula<W, B>(words()) {
                @Override
                public List<W> updateSafe(List<W> start, List<W> target) {
                    return each(q -> words().word(q == 1 ? EATS_TRANS : 0));
                }
            }.update(start, target);
        }
    }

    /** An SMMU that looks at S1DSS, although that is not among the bits in use. */
    private static final class CuriousSte<W, B> extends SteFormula<W, B> {
        CuriousSte(Words<W, B> words) {
            super(words);
        }

        @Override
        public List<W> used(List<W> entry) {
            B bypass = words().same(words().masked(entry.get(1), S1DSS), words().word(1));
            List<W> used = new ArrayList<>(super.used(entry));
            used.set(1, words().or(used.get(1), words().when(bypass, SHCFG)));
            return used;
        }
    }

    /** A driver that believes the SMMU not to look at TTB0. */
    private static final class ForgetfulCd<W, B> extends CdFormula<W, B> {
        ForgetfulCd(Words<W, B> words) {
            super(words);
        }

        @Override
        public Course<W> update(List<W> start, List<W> target) {
            return new CdFormula<W, B>(words()) {
                @Override
                public List<W> used(List<W> entry) {
                    List<W> used = new ArrayList<>(super.used(entry));
                    used.set(1, words().masked(used.get(1), ~(-1L >>> 12 & ~15L)));
                    return used;
                }
            }.update(start, target);
        }
    }

    /** The formula is its own code. */
    private interface Wrong extends Entries {
        @Override
        default EntryFunctions<Long> code() {
            return formula(Longs.LONGS);
        }
    }

    private static Set<String> refuted(Wrong entries) {
        return KernelsTest.refuted(EntryTheorems.of(EntryFormat.STE, entries));
    }

    private static Set<String> refuted(Fault fault) {
        return refuted(new Wrong() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new WrongSte<>(words, fault);
            }
        });
    }

    @Test
    void eachFaultIsRefutedAndEachPropertyRefutesOne() {
        Map<String, Set<String>> refuted = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            refuted.put(fault.name(), refuted(fault));
        }
        refuted.put("forgetful", refuted(new Wrong() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new ForgetfulSte<>(words);
            }
        }));
        refuted.put("hasty", refuted(new Wrong() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new HastySte<>(words);
            }
        }));
        refuted.put("curious", refuted(new Wrong() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new CuriousSte<>(words);
            }
        }));
        assertEquals(
                Set.of("no-mixture-at-any-moment", "no-mixture-after-a-sync"),
                refuted.get(Fault.CRITICAL_WORD_FIRST.name()));
        assertEquals(
                Set.of("no-mixture-at-any-moment", "disruptive-takes-3-syncs"), refuted.get(Fault.ONE_GROUP.name()));
        assertTrue(refuted.values().stream().noneMatch(Set::isEmpty), refuted::toString);
        assertEquals(KernelsTest.names(EntryTheorems.ofSte()), KernelsTest.union(refuted.values()));
    }

    @Test
    void aDriverThatForgetsBitsOfACdIsRefuted() {
        Set<String> refuted = KernelsTest.refuted(EntryTheorems.of(EntryFormat.CD, new Wrong() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new ForgetfulCd<>(words);
            }
        }));
        assertTrue(refuted.contains("no-mixture-after-a-sync"), refuted::toString);
    }
}
