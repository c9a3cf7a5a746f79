package cordon.specs.kernels;

/**
 * The functions of {@link cordon.model.hardware.QueueArithmetic}, of a queue of some size (smmu.md A.2).
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public interface QueueFunctions<W, B> {
    /** The slot that a pointer points at. */
    W idx(W pointer);

    /** The wrap bit of a pointer, in place. */
    W wrp(W pointer);

    /** A pointer moved on by {@code count} slots. */
    W inc(W pointer, W count);

    /** How many slots {@code to} is ahead of {@code from}. */
    W distance(W from, W to);

    /** Whether nothing is queued. */
    B empty(W prod, W cons);

    /** Whether every slot is in use. */
    B full(W prod, W cons);

    /** The number of unused slots. */
    W space(W prod, W cons);

    /** Whether {@code cons} has gone past {@code pointer}. */
    B consumed(W cons, W pointer);

    /** Whether the SMMU accepts the two pointers. */
    B legal(W prod, W cons);
}
