package cordon.cli;

/**
 * The name of a step as far as the source of the model tells it.
 *
 * @param procedure the function or section; empty if the source does not tell it in place
 * @param code the label in it, or the beginning of the label
 * @param whole whether {@code code} is all of the label
 */
record StepPattern(String procedure, String code, boolean whole) {

    /** Whether the step called {@code name} is meant. */
    boolean fits(String name) {
        String end = " " + code;
        if (procedure.isEmpty()) {
            return whole && name.endsWith(end);
        }
        return whole ? name.equals(procedure + end) : name.startsWith(procedure + end);
    }
}
