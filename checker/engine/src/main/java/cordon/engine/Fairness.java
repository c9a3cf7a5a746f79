package cordon.engine;

import java.util.Collections;
import java.util.List;

/**
 * Which infinite runs of a system are worth looking at: actions belong to classes, and a run is fair if it treats every class
 * fairly. A <em>weakly</em> fair class is not for ever enabled without ever being taken; a <em>strongly</em> fair one is not
 * enabled again and again without ever being taken. An action of no class need never be taken, and a run may rest for ever in
 * a state in which no class is enabled.
 *
 * @param classOf for each action its class, or {@link #NONE}
 * @param strong for each class whether it is strongly fair
 */
public record Fairness(List<Integer> classOf, List<Boolean> strong) {
    /** Of no class. */
    public static final int NONE = -1;

    /** Copies both. */
    public Fairness {
        classOf = List.copyOf(classOf);
        strong = List.copyOf(strong);
    }

    /** Of this many actions none ever has to be taken. */
    public static Fairness none(int actions) {
        return new Fairness(Collections.nCopies(actions, NONE), List.of());
    }
}
