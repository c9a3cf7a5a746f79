package cordon.specs.kernels;

import cordon.symbolic.word.Words;

/** Where the functions of an entry come from: the model, or in a test a variant of it that is wrong. */
public interface Entries {
    /** The formula. */
    <W, B> EntryFunctions<W> formula(Words<W, B> words);

    /** The code that the formula stands for. */
    EntryFunctions<Long> code();
}
