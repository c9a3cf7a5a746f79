package cordon.specs.mutation;

import cordon.model.World;
import cordon.specs.Run;

/**
 * A wrong world, and the property that must notice.
 *
 * @param fault what is wrong with it
 * @param property the property it must violate
 * @param run the scenario in which it does; the right model satisfies the property there
 */
public record Mutant(Fault fault, String property, Run run) {

    /** With one step that is changed. */
    public Mutant(String wrong, String property, Run run, String step, Change change) {
        this(Fault.of(wrong, step, change), property, run);
    }

    /** The wrong model. */
    public World world() {
        return fault.in(run);
    }

    @Override
    public String toString() {
        return property + ": " + fault.wrong();
    }
}
