package cordon.specs.kernels;

import com.google.common.collect.ImmutableList;
import cordon.specs.kernels.InvsFunctions.Array;
import cordon.specs.kernels.InvsFunctions.Unref;
import cordon.symbolic.word.Words;
import java.util.stream.IntStream;

/** The properties of arrays of invalidations. */
enum InvsProperty {
    SORTED("merge", "stays-sorted", "The merged array is sorted.", Order.SORTED) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Array<W, B> merged = o.merged();
            return o.isSorted(merged.keys(), merged.present());
        }
    },

    ONCE("merge", "nothing-twice", "No key is in the merged array twice.", Order.STRICT) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Array<W, B> merged = o.merged();
            return o.isStrict(merged.keys(), merged.present());
        }
    },

    NO_TRASH("merge", "no-trash", "The merged array has no trash.", Order.ANY) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Array<W, B> merged = o.merged();
            return o.all(merged, k -> o.isLive(merged, k));
        }
    },

    NOTHING_ELSE(
            "merge",
            "one-user-more",
            "The merged array has the live entries, each with one user more if it is added, and what is added beside them with one user.",
            Order.STRICT) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Words<W, B> words = o.words();
            Array<W, B> array = o.array();
            Array<W, B> merged = o.merged();
            B kept = o.all(
                    array,
                    k -> words.implies(
                            o.isLive(array, k),
                            o.someLive(
                                    merged,
                                    array.keys().get(k),
                                    m -> words.same(
                                            merged.users().get(m),
                                            words.choice(
                                                    o.isNamed(array.keys().get(k)),
                                                    words.plus(array.users().get(k), words.word(1)),
                                                    array.users().get(k))))));
            B added = o.allNamed(j -> words.either(
                    o.hasLive(array, o.argument().keys().get(j)),
                    o.someLive(
                            merged,
                            o.argument().keys().get(j),
                            m -> words.same(merged.users().get(m), words.word(1)))));
            B nothingElse = o.all(
                    merged,
                    m -> words.either(
                            o.hasLive(array, merged.keys().get(m)),
                            o.isNamed(merged.keys().get(m))));
            return words.all(ImmutableList.of(kept, added, nothingElse));
        }
    },

    ONE_LESS(
            "unref",
            "one-user-less",
            "Each live entry that is named has one user less, and no other entry changes.",
            Order.STRICT) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Words<W, B> words = o.words();
            Array<W, B> array = o.array();
            Array<W, B> after = o.invs().unref(array, o.argument()).array();
            return o.all(
                    array,
                    k -> words.same(
                            after.users().get(k),
                            words.choice(
                                    words.both(
                                            o.isLive(array, k),
                                            o.isNamed(array.keys().get(k))),
                                    words.minus(array.users().get(k), words.word(1)),
                                    array.users().get(k))));
        }
    },

    CUT(
            "unref",
            "cuts-trash-at-the-end",
            "The array ends after its last live entry, and no entry before that is gone.",
            Order.ANY) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Words<W, B> words = o.words();
            Array<W, B> after = o.invs().unref(o.array(), o.argument()).array();
            int places = after.keys().size();
            return words.all(IntStream.range(0, places)
                    .mapToObj(k -> {
                        B liveLater = words.any(IntStream.range(k, places)
                                .mapToObj(later -> words.both(
                                        o.array().present().get(later),
                                        words.isSet(after.users().get(later), ~0L)))
                                .toList());
                        return words.alike(
                                after.present().get(k),
                                words.both(o.array().present().get(k), liveLater));
                    })
                    .toList());
        }
    },

    ANSWERS(
            "unref",
            "says-what-is-left",
            "For each key that is named unref says -1 if no live entry has it, 0 if its entry has become trash, and else 1.",
            Order.STRICT) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Words<W, B> words = o.words();
            Unref<W, B> unref = o.invs().unref(o.array(), o.argument());
            return o.allNamed(j -> {
                W key = o.argument().keys().get(j);
                W expected = words.choice(
                        o.hasLive(o.array(), key),
                        words.when(
                                o.someLive(
                                        o.array(),
                                        key,
                                        k -> words.negation(
                                                words.same(o.array().users().get(k), words.word(1)))),
                                1),
                        words.word(-1));
                return words.same(unref.left().get(j), expected);
            });
        }
    },

    BACK(
            "merge, unref",
            "unref-undoes-merge",
            "When what was merged is unreferenced, each is found, and the live entries and their users are those before.",
            Order.ANY) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Words<W, B> words = o.words();
            Unref<W, B> back = o.invs().unref(o.merged(), o.argument());
            B found = o.allNamed(j -> words.negation(words.same(back.left().get(j), words.word(-1))));
            return words.all(ImmutableList.of(
                    found, o.isContained(o.array(), back.array()), o.isContained(back.array(), o.array())));
        }
    },

    PURGE(
            "purge",
            "exactly-the-trash",
            "The purged array is sorted, has no trash, and has every live entry with its users.",
            Order.SORTED) {
        @Override
        <W, B> B claimed(InvsOperands<W, B> o) {
            Array<W, B> purged = o.invs().purge(o.array());
            return o.words()
                    .all(ImmutableList.of(
                            o.isSorted(purged.keys(), purged.present()),
                            o.all(purged, k -> o.isLive(purged, k)),
                            o.isContained(o.array(), purged),
                            o.isContained(purged, o.array())));
        }
    };

    /** What is assumed of array and argument. */
    enum Order {
        ANY(""),
        SORTED("array and argument are sorted"),
        STRICT("array and argument are sorted and have no key twice");

        private final String condition;

        Order(String condition) {
            this.condition = condition;
        }

        private <W, B> B assumed(InvsOperands<W, B> o) {
            return switch (this) {
                case ANY -> o.words().all(ImmutableList.of());
                case SORTED -> o.areSorted();
                case STRICT -> o.areStrict();
            };
        }
    }

    private final String function;
    private final String title;
    private final String meaning;
    private final Order order;

    InvsProperty(String function, String title, String meaning, Order order) {
        this.function = function;
        this.title = title;
        this.meaning = meaning;
        this.order = order;
    }

    String function() {
        return function;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    /** What is assumed, in words; empty if nothing is. */
    String condition() {
        return order.condition;
    }

    <W, B> B assumed(InvsOperands<W, B> o) {
        return o.words().both(o.keysAreOrdered(), order.assumed(o));
    }

    abstract <W, B> B claimed(InvsOperands<W, B> o);
}
