package cordon.engine.expression;

/** How two numbers are compared. */
public enum Comparison {
    /** Equal. */
    EQUAL("="),
    /** Not equal. */
    UNEQUAL("!="),
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** Greater. */
    GREATER(">"),
    /** Greater or equal. */
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** The sign in an expression. */
    public String sign() {
        return sign;
    }

    /** Whether it needs an order, and not just equality. */
    public boolean isOrder() {
        return this != EQUAL && this != UNEQUAL;
    }

    /** Whether {@code a} compares so with {@code b}. */
    public boolean holds(int a, int b) {
        return switch (this) {
            case EQUAL -> a == b;
            case UNEQUAL -> a != b;
            case LESS -> a < b;
            case AT_MOST -> a <= b;
            case GREATER -> a > b;
            case AT_LEAST -> a >= b;
        };
    }
}
