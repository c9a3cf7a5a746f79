package cordon.model.hardware;

/**
 * Arithmetic on queue pointers (smmu.md A.2; SMMUv3 specification 3.5.1).
 *
 * <p>A pointer of a queue of {@code 2^n} slots has {@code n} index bits and, above them, a wrap bit that changes each
 * time the index passes the end. Pointers are {@code 0 .. 2^(n+1)-1}.
 *
 * @param log2Size {@code n}, 1 to 19
 */
public record QueueArithmetic(int log2Size) {

    /** The number of slots. */
    public int slots() {
        return 1 << log2Size;
    }

    /** Bits of a pointer. */
    public int pointerBits() {
        return log2Size + 1;
    }

    /** The slot that {@code p} points at: {@code Q_IDX}. */
    public int idx(int p) {
        return p & (slots() - 1);
    }

    /** The wrap bit of {@code p}, in place: {@code Q_WRP}. */
    public int wrp(int p) {
        return p & slots();
    }

    /** {@code p} moved on by {@code k} slots. */
    public int inc(int p, int k) {
        return (p + k) & (2 * slots() - 1);
    }

    /** How many slots {@code to} is ahead of {@code from}, {@code 0 .. 2^(n+1)-1}. */
    public int distance(int from, int to) {
        return (to - from) & (2 * slots() - 1);
    }

    /** Whether nothing is queued. */
    public boolean empty(int prod, int cons) {
        return idx(prod) == idx(cons) && wrp(prod) == wrp(cons);
    }

    /** Whether every slot is in use. */
    public boolean full(int prod, int cons) {
        return idx(prod) == idx(cons) && wrp(prod) != wrp(cons);
    }

    /** The number of unused slots; meaningful for {@linkplain #legal legal} pointers. */
    public int space(int prod, int cons) {
        return wrp(prod) == wrp(cons) ? slots() - (idx(prod) - idx(cons)) : idx(cons) - idx(prod);
    }

    /** Whether {@code cons} has gone past {@code p}; meaningful while it is less than a whole wrap behind or ahead. */
    public boolean consumed(int cons, int p) {
        return wrp(cons) == wrp(p) ? idx(cons) > idx(p) : idx(cons) <= idx(p);
    }

    /**
     * Whether the pointers are one of empty, full, PROD ahead in the same wrap, PROD behind in the next wrap. With any
     * other combination the SMMU may consume unknown entries or stop.
     */
    public boolean legal(int prod, int cons) {
        return wrp(prod) == wrp(cons) ? idx(prod) >= idx(cons) : idx(prod) <= idx(cons);
    }
}
