package cordon.cli.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;

/** What a report says of something that a check found, or did not find. {@link Comparison} decides which it is. */
public enum Kind {
    /** A violation that is not expected; of a search for which nobody has said what to expect, one that no finding explains. */
    NEW("violations that are not expected"),
    /** A violation that is expected; of a search for which nobody has said what to expect, one that a finding explains. */
    KNOWN("violations that are expected, or explained by a finding"),
    /** A violation that is expected, and that a search which came to its end did not find. */
    VANISHED("expected violations that are no more"),
    /** An expected violation with a shorter trace than expected. */
    SHORTER("expected violations with a shorter trace"),
    /** An expected violation with a longer trace than expected. */
    LONGER("expected violations with a longer trace"),
    /** Something else than expected that is no violation: a number of states, a witness, a vacuous verdict, a recorded counterexample. */
    CHANGED("other figures and verdicts that are not the expected ones"),
    /** Something that is not decided, because the search ended early or was not begun. */
    INCOMPLETE("what is not decided");

    /** What is not as it should be where nobody chose: everything but what is known. */
    public static final ImmutableSet<Kind> USUALLY_FAILING = Sets.immutableEnumSet(
            Arrays.stream(values()).filter(kind -> kind != KNOWN).toList());

    private final String meaning;

    Kind(String meaning) {
        this.meaning = meaning;
    }

    /** Its name on the command line and in reports. */
    public String word() {
        return Ascii.toLowerCase(name());
    }

    /** What the things of this kind are, in the plural. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is about a violation, which has the same identity whether it is new, known or gone. */
    boolean isOfViolation() {
        return this != CHANGED && this != INCOMPLETE;
    }
}
