package cordon.specs.kernels;

import cordon.symbolic.word.Words;

/** Where the functions of a queue come from: the model, or in a test a variant of it that is wrong. */
public interface Queues {
    /** The formula for a queue of {@code 2^log2Size} slots. */
    <W, B> QueueFunctions<W, B> formula(Words<W, B> words, int log2Size);

    /** The code that the formula stands for. */
    QueueFunctions<Long, Boolean> code(int log2Size);
}
