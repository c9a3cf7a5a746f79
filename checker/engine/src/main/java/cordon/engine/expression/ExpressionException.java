package cordon.engine.expression;

/** An expression that cannot be understood. The message is one line: the column, the fault, and the expected or the nearest name. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    private final int column;

    ExpressionException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /** The column of the fault in the text, from 1. */
    public int column() {
        return column;
    }
}
