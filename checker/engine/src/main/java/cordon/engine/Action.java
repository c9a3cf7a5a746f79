package cordon.engine;

/**
 * The name of an action, for people.
 *
 * @param process who acts: the lane of a counterexample, such as {@code CPU0}
 * @param procedure what it is executing: a function of the modelled software or a section of a specification
 * @param label the step inside the procedure, with its arguments
 */
public record Action(String process, String procedure, String label) {

    /** {@code process: procedure: label}. */
    @Override
    public String toString() {
        return process + ": " + procedure + ": " + label;
    }
}
