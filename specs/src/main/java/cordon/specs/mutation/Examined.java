package cordon.specs.mutation;

import com.google.common.base.Joiner;
import cordon.specs.suite.Finished;
import java.util.List;

/**
 * The result of the search of a cell.
 *
 * @param title the cell in words, which names it
 * @param notices what notices the fault first of all; empty if nothing does
 * @param states how many states were searched
 * @param millis how long that took
 * @param cut as in {@link Finished}; blank where something notices
 * @param thrown what the wrong model threw; blank if nothing
 */
public record Examined(String title, List<Notice> notices, long states, long millis, String cut, String thrown)
        implements Finished {

    @Override
    public int news() {
        return notices.size();
    }

    /** Tells if something notices the fault. */
    public boolean isNoticed() {
        return !notices.isEmpty();
    }

    /** Tells if every state was searched, and nothing notices the fault. */
    public boolean survives() {
        return !isNoticed() && isComplete() && thrown.isEmpty();
    }

    /** The result in words. */
    public String text() {
        if (isNoticed()) {
            return Joiner.on(", ").join(notices);
        } else if (!thrown.isEmpty()) {
            return "throws " + thrown;
        }
        return isComplete() ? "survives" : "cut";
    }
}
