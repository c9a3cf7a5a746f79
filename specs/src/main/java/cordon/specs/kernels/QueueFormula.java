package cordon.specs.kernels;

import cordon.symbolic.word.Words;

/**
 * The arithmetic of queue pointers as a formula, in the words of {@link cordon.model.hardware.QueueArithmetic}.
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public class QueueFormula<W, B> implements QueueFunctions<W, B> {
    private final Words<W, B> words;
    private final long slots;

    /** Of a queue of {@code 2^log2Size} slots, 1 to 19. */
    public QueueFormula(Words<W, B> words, int log2Size) {
        this.words = words;
        this.slots = 1L << log2Size;
    }

    @Override
    public W idx(W pointer) {
        return words.masked(pointer, slots - 1);
    }

    @Override
    public W wrp(W pointer) {
        return words.masked(pointer, slots);
    }

    @Override
    public W inc(W pointer, W count) {
        return words.masked(words.plus(pointer, count), 2 * slots - 1);
    }

    @Override
    public W distance(W from, W to) {
        return words.masked(words.minus(to, from), 2 * slots - 1);
    }

    @Override
    public B empty(W prod, W cons) {
        return words.both(words.same(idx(prod), idx(cons)), words.same(wrp(prod), wrp(cons)));
    }

    @Override
    public B full(W prod, W cons) {
        return words.both(words.same(idx(prod), idx(cons)), words.negation(words.same(wrp(prod), wrp(cons))));
    }

    @Override
    public W space(W prod, W cons) {
        return words.choice(
                words.same(wrp(prod), wrp(cons)),
                words.minus(words.word(slots), words.minus(idx(prod), idx(cons))),
                words.minus(idx(cons), idx(prod)));
    }

    @Override
    public B consumed(W cons, W pointer) {
        B sameWrap = words.same(wrp(cons), wrp(pointer));
        B past = words.less(idx(pointer), idx(cons));
        B notBefore = words.negation(words.less(idx(pointer), idx(cons)));
        return words.either(words.both(sameWrap, past), words.both(words.negation(sameWrap), notBefore));
    }

    @Override
    public B legal(W prod, W cons) {
        B sameWrap = words.same(wrp(prod), wrp(cons));
        B notBehind = words.negation(words.less(idx(prod), idx(cons)));
        B notAhead = words.negation(words.less(idx(cons), idx(prod)));
        return words.either(words.both(sameWrap, notBehind), words.both(words.negation(sameWrap), notAhead));
    }
}
