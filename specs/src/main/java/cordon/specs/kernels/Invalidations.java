package cordon.specs.kernels;

import cordon.symbolic.word.Words;

/** Where the functions of arrays of invalidations come from: the model, or in a test a variant of it that is wrong. */
public interface Invalidations {
    /** The formula. */
    <W, B> InvsFunctions<W, B> formula(Words<W, B> words);

    /** The code that the formula stands for, where {@code keys} are all the keys that there are. */
    InvsFunctions<Long, Boolean> code(Iterable<Long> keys);
}
