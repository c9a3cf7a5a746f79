package cordon.specs.kernels;

import cordon.symbolic.word.Words;
import java.util.List;

/**
 * What a property of queue pointers is about.
 *
 * @param words how to compute
 * @param queue the functions
 * @param slots of the queue
 * @param inputs two words that are mostly pointers, and a number
 */
record QueueOperands<W, B>(Words<W, B> words, QueueFunctions<W, B> queue, long slots, List<W> inputs) {
    W p() {
        return inputs.get(0);
    }

    W q() {
        return inputs.get(1);
    }

    W k() {
        return inputs.get(2);
    }

    /** Whether {@code word} is 0 to {@code 2*slots-1}. */
    B isPointer(W word) {
        return words.less(word, words.word(2 * slots));
    }

    /** The pointer that stands for a count. */
    W pointer(W count) {
        return words.masked(count, 2 * slots - 1);
    }

    /** How far q, the consumer, is behind p, the producer. */
    W queued() {
        return queue.distance(q(), p());
    }
}
