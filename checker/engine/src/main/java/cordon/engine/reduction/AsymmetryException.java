package cordon.engine.reduction;

/** Things that were declared interchangeable are not, for the system or for a property. */
public final class AsymmetryException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** {@code message}: for whom. */
    public AsymmetryException(String message) {
        super(message);
    }

    /** The property called {@code name} tells them apart. */
    public static AsymmetryException ofProperty(String name) {
        return new AsymmetryException("the property " + name + " tells apart what is declared interchangeable");
    }
}
