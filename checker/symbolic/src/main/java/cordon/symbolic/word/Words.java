package cordon.symbolic.word;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Arithmetic on 64-bit words in two's complement, as {@code long} has it. A function over this interface has no branches: where Java has
 * an {@code if}, it computes both ways and chooses.
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public interface Words<W, B> {
    /** The word {@code value}. */
    W word(long value);

    /** The bits that both have. */
    W and(W left, W right);

    /** The bits that one of the two has. */
    W or(W left, W right);

    /** The bits that {@code word} lacks. */
    W complement(W word);

    /** The sum modulo 2^64. */
    W plus(W left, W right);

    /** The difference modulo 2^64. */
    W minus(W left, W right);

    /** The one word or the other. */
    W choice(B condition, W yes, W no);

    /** Whether the words are equal. */
    B same(W left, W right);

    /** Whether {@code left} is less, as a number without a sign. */
    B less(W left, W right);

    /** The opposite. */
    B negation(B truth);

    /** Whether all are so; true of an empty list. */
    B all(List<B> truths);

    /** Whether at least one is so; false of an empty list. */
    B any(List<B> truths);

    /** Whether both are so. */
    default B both(B left, B right) {
        return all(ImmutableList.of(left, right));
    }

    /** Whether one of the two is so. */
    default B either(B left, B right) {
        return any(ImmutableList.of(left, right));
    }

    /** Whether {@code conclusion} is so if {@code condition} is. */
    default B implies(B condition, B conclusion) {
        return either(negation(condition), conclusion);
    }

    /** Whether both or neither are so. */
    default B alike(B left, B right) {
        return both(implies(left, right), implies(right, left));
    }

    /** The bits of {@code word} that {@code mask} has. */
    default W masked(W word, long mask) {
        return and(word, word(mask));
    }

    /** Whether {@code word} has a bit of {@code mask}. */
    default B isSet(W word, long mask) {
        return negation(same(masked(word, mask), word(0)));
    }

    /** {@code mask} if {@code condition} is so, else 0. */
    default W when(B condition, long mask) {
        return choice(condition, word(mask), word(0));
    }
}
