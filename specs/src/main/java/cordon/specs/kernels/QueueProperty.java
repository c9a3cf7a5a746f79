package cordon.specs.kernels;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.word.Words;

/** The properties of queue pointers; where a producer and a consumer are meant, p is PROD and q is CONS. */
enum QueueProperty {
    PARTS("idx, wrp", "parts-of-a-pointer", "A pointer is its index plus its wrap bit, and the index is a slot.") {
        @Override
        String condition() {
            return "p is a pointer";
        }

        @Override
        <W, B> B assumed(QueueOperands<W, B> o) {
            return o.isPointer(o.p());
        }

        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            Words<W, B> words = o.words();
            W idx = o.queue().idx(o.p());
            W wrp = o.queue().wrp(o.p());
            return words.all(ImmutableList.of(
                    words.same(words.plus(idx, wrp), o.p()),
                    words.less(idx, words.word(o.slots())),
                    words.either(words.same(wrp, words.word(0)), words.same(wrp, words.word(o.slots())))));
        }
    },

    IN_RANGE("inc", "makes-a-pointer", "Any word moved on by any number is a pointer.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.isPointer(o.queue().inc(o.p(), o.k()));
        }
    },

    WRAPS(
            "inc",
            "wraps-at-the-end",
            "The step after the last slot leads to slot 0 and changes the wrap bit; no other does.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            Words<W, B> words = o.words();
            W after = o.queue().inc(o.p(), words.word(1));
            B last = words.same(o.queue().idx(o.p()), words.word(o.slots() - 1));
            W next = words.choice(last, words.word(0), words.plus(o.queue().idx(o.p()), words.word(1)));
            return words.both(
                    words.same(o.queue().idx(after), next),
                    words.alike(
                            last,
                            words.negation(
                                    words.same(o.queue().wrp(after), o.queue().wrp(o.p())))));
        }
    },

    ADDS("inc", "adds-up", "To move on by q and then by k is to move on by q+k.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words()
                    .same(
                            o.queue().inc(o.queue().inc(o.p(), o.q()), o.k()),
                            o.queue().inc(o.p(), o.words().plus(o.q(), o.k())));
        }
    },

    MOVES("inc, distance", "moves-by-its-number", "A pointer moved on by k, less than two wraps, is k ahead.") {
        @Override
        String condition() {
            return "k is less than two wraps";
        }

        @Override
        <W, B> B assumed(QueueOperands<W, B> o) {
            return o.isPointer(o.k());
        }

        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words().same(o.queue().distance(o.p(), o.queue().inc(o.p(), o.k())), o.k());
        }
    },

    LEADS(
            "inc, distance",
            "leads-there",
            "A pointer moved on by its distance to another is the other; a distance is less than two wraps.") {
        @Override
        String condition() {
            return "q is a pointer";
        }

        @Override
        <W, B> B assumed(QueueOperands<W, B> o) {
            return o.isPointer(o.q());
        }

        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            W distance = o.queue().distance(o.p(), o.q());
            return o.words()
                    .both(o.isPointer(distance), o.words().same(o.queue().inc(o.p(), distance), o.q()));
        }
    },

    EMPTY("empty", "distance-0", "A queue is empty exactly if PROD is 0 ahead of CONS.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words()
                    .alike(
                            o.queue().empty(o.p(), o.q()),
                            o.words().same(o.queued(), o.words().word(0)));
        }
    },

    FULL("full", "distance-of-a-wrap", "A queue is full exactly if PROD is as far ahead of CONS as there are slots.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words()
                    .alike(
                            o.queue().full(o.p(), o.q()),
                            o.words().same(o.queued(), o.words().word(o.slots())));
        }
    },

    LEGAL(
            "legal",
            "at-most-a-wrap",
            "Two pointers are legal exactly if PROD is no further ahead of CONS than there are slots.") {
        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words()
                    .alike(
                            o.queue().legal(o.p(), o.q()),
                            o.words().less(o.queued(), o.words().word(o.slots() + 1)));
        }
    },

    SPACE(
            "space",
            "the-slots-not-used",
            "The unused slots and the distance from CONS to PROD are all slots together.") {
        @Override
        String condition() {
            return "p and q are legal";
        }

        @Override
        <W, B> B assumed(QueueOperands<W, B> o) {
            return o.queue().legal(o.p(), o.q());
        }

        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            return o.words()
                    .same(
                            o.words().plus(o.queue().space(o.p(), o.q()), o.queued()),
                            o.words().word(o.slots()));
        }
    },

    /** The number of entries that were ever written is p, modulo 2^64; that of the consumed ones is k-(slots-1) larger. */
    CONSUMED("consumed", "is-past", "Consumed says whether the consumer's count is the larger one.") {
        @Override
        String condition() {
            return "the consumer is less than a wrap behind, and at most a wrap ahead";
        }

        @Override
        <W, B> B assumed(QueueOperands<W, B> o) {
            return o.isPointer(o.k());
        }

        @Override
        <W, B> B claimed(QueueOperands<W, B> o) {
            Words<W, B> words = o.words();
            W consumed = words.plus(o.p(), words.minus(o.k(), words.word(o.slots() - 1)));
            B larger = words.negation(words.less(o.k(), words.word(o.slots())));
            return words.alike(o.queue().consumed(o.pointer(consumed), o.pointer(o.p())), larger);
        }
    };

    private final String function;
    private final String title;
    private final String meaning;

    QueueProperty(String function, String title, String meaning) {
        this.function = function;
        this.title = title;
        this.meaning = meaning;
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
        return "";
    }

    <W, B> B assumed(QueueOperands<W, B> o) {
        return o.words().all(ImmutableList.of());
    }

    abstract <W, B> B claimed(QueueOperands<W, B> o);
}
