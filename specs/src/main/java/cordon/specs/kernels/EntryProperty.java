package cordon.specs.kernels;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.word.Words;
import java.util.List;

/** The properties of {@code arm_smmu_write_entry}. */
enum EntryProperty {
    SETTLED(
            "used-depends-on-used",
            "If the start is the target in the bits that it uses, but for those that may change at any moment, both use the same bits.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words()
                    .implies(
                            o.looksLike(o.start(), o.target()),
                            o.areSame(o.entries().used(o.start()), o.entries().used(o.target())));
        }
    },

    EVERY_MOMENT(
            "no-mixture-at-any-moment",
            "Whichever words of a group the SMMU sees already: in the bits in use, but for those that may change at any moment, it sees "
                    + "the start or the target, or it sees V=0.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.atEveryMoment(o::isNoMixture);
        }
    },

    AFTER_SYNC("no-mixture-after-a-sync", "The same of the entry as a whole, after each sync.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.afterEverySync(o::isNoMixture);
        }
    },

    EATS(
            "eats-is-old-or-new",
            "An STE that is seen with V=1 has the EATS of the start or of the target, if it uses EATS.") {
        @Override
        boolean isOfCd() {
            return false;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.atEveryMoment(entry -> {
                Words<W, B> words = o.words();
                W eats = words.masked(entry.get(1), SteFormula.EATS);
                return words.any(ImmutableList.of(
                        words.negation(o.isValid(entry)),
                        words.negation(words.isSet(o.entries().used(entry).get(1), SteFormula.EATS)),
                        words.same(eats, words.masked(o.start().get(1), SteFormula.EATS)),
                        words.same(eats, words.masked(o.target().get(1), SteFormula.EATS))));
            });
        }
    },

    HITLESS(
            "hitless-stays-valid",
            "Unless two words lack bits that the target uses, V=1 is seen at every moment of an update between entries with V=1.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            Words<W, B> words = o.words();
            B stays = words.all(
                    ImmutableList.of(o.isValid(o.start()), o.isValid(o.target()), words.negation(o.isDisruptive())));
            return words.implies(stays, o.atEveryMoment(o::isValid));
        }
    },

    DISRUPTIVE(
            "disruptive-is-between-valid-ones",
            "Where two words lack bits that the target uses, start and target have V=1.") {
        @Override
        Tidy tidy() {
            return Tidy.TARGET;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.isDisruptive(), o.words().both(o.isValid(o.start()), o.isValid(o.target())));
        }
    },

    END("ends-at-the-target", "After the last group the entry is the target, bit by bit.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            List<List<W>> contents = o.course().contents();
            return o.areSame(contents.get(contents.size() - 1), o.target());
        }
    },

    NO_SYNC("no-sync-for-no-change", "There is no sync exactly if start and target are equal.") {
        @Override
        Tidy tidy() {
            return Tidy.TARGET;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().alike(o.syncsAre(0), o.areSame(o.start(), o.target()));
        }
    },

    AT_MOST_THREE("at-most-3-syncs", "There are no more than three syncs.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.syncsAreAtMost(3);
        }
    },

    ONE("at-most-1-sync-if-nothing-lacks", "If no word lacks bits that the target uses, there is one sync at most.") {
        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.diffIsEmpty(), o.syncsAreAtMost(1));
        }
    },

    FROM_INVALID("at-most-2-syncs-from-invalid", "From V=0 there are two syncs at most.") {
        @Override
        Tidy tidy() {
            return Tidy.TARGET;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.words().negation(o.isValid(o.start())), o.syncsAreAtMost(2));
        }
    },

    TO_INVALID("at-most-2-syncs-to-invalid", "To V=0 there are two syncs at most.") {
        @Override
        Tidy tidy() {
            return Tidy.BOTH;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.words().negation(o.isValid(o.target())), o.syncsAreAtMost(2));
        }
    },

    ONE_WORD("1-sync-for-one-word", "If start and target differ in one word alone, there is one sync.") {
        @Override
        Tidy tidy() {
            return Tidy.TARGET;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.differInOneWord(), o.syncsAre(1));
        }
    },

    DISRUPTIVE_SYNCS(
            "disruptive-takes-3-syncs", "Where two words lack bits that the target uses, there are three syncs.") {
        @Override
        Tidy tidy() {
            return Tidy.TARGET;
        }

        @Override
        <W, B> B claimed(EntryOperands<W, B> o) {
            return o.words().implies(o.isDisruptive(), o.syncsAre(3));
        }
    };

    private final String title;
    private final String meaning;

    EntryProperty(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    /** What it assumes of the ends. */
    Tidy tidy() {
        return Tidy.NOTHING;
    }

    /** Which ends have no bits that they do not use. */
    enum Tidy {
        NOTHING(""),
        TARGET("the target has no bits that it does not use"),
        BOTH("neither start nor target has bits that it does not use");

        private final String condition;

        Tidy(String condition) {
            this.condition = condition;
        }

        /** The same in words; empty if there is none. */
        String condition() {
            return condition;
        }

        <W, B> B assumed(EntryOperands<W, B> o) {
            return switch (this) {
                case NOTHING -> o.words().all(ImmutableList.of());
                case TARGET -> o.isTidy(o.target());
                case BOTH -> o.words().both(o.isTidy(o.start()), o.isTidy(o.target()));
            };
        }
    }

    abstract <W, B> B claimed(EntryOperands<W, B> o);

    boolean isOfCd() {
        return true;
    }
}
