package cordon.symbolic.word;

import java.util.List;

/** Words that are numbers: a function over {@link Words} computes with them as any Java code does. */
public final class Longs implements Words<Long, Boolean> {
    /** The only one: it has no state. */
    public static final Longs LONGS = new Longs();

    private Longs() {}

    @Override
    public Long word(long value) {
        return value;
    }

    @Override
    public Long and(Long left, Long right) {
        return left & right;
    }

    @Override
    public Long or(Long left, Long right) {
        return left | right;
    }

    @Override
    public Long complement(Long word) {
        return ~word;
    }

    @Override
    public Long plus(Long left, Long right) {
        return left + right;
    }

    @Override
    public Long minus(Long left, Long right) {
        return left - right;
    }

    @Override
    public Long choice(Boolean condition, Long yes, Long no) {
        return condition ? yes : no;
    }

    @Override
    public Boolean same(Long left, Long right) {
        return left.equals(right);
    }

    @Override
    public Boolean less(Long left, Long right) {
        return Long.compareUnsigned(left, right) < 0;
    }

    @Override
    public Boolean negation(Boolean truth) {
        return !truth;
    }

    @Override
    public Boolean all(List<Boolean> truths) {
        return !truths.contains(false);
    }

    @Override
    public Boolean any(List<Boolean> truths) {
        return truths.contains(true);
    }
}
