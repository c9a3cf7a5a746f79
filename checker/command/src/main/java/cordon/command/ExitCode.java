package cordon.command;

import cordon.engine.explore.Verdict;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import java.util.HashSet;
import java.util.Set;

/** What the process returns to the shell. The numbers of violations are TLC's. */
public enum ExitCode {
    /** Every property holds; in the suite: every verdict is the expected one. */
    HOLDS(0),
    /** A verdict, a number of states, a table of outcomes, or what notices a mutant is not the expected one. */
    DIFFERS(1),
    /** The command line makes no sense, or a file cannot be read or written. */
    USAGE(2),
    /** A bound, the memory or an interrupt ended a search before every property was decided. */
    INCOMPLETE(3),
    /** The system can get stuck. */
    DEADLOCK(11),
    /** An invariant is violated, something that should be reachable is not, or a forbidden outcome comes about. */
    SAFETY(12),
    /** The property that was asked about holds, and nothing can be concluded from that: see {@link #isVacuous}. */
    VACUOUS(13),
    /** A defect of Cordon, or of its model of the SMMU. */
    INTERNAL(70),
    /**
     * This machine: no Java that starts, no build, no more threads, no standard output, a class missing. The launcher
     * says it too.
     */
    PLATFORM(71),
    /** A user's own system or property failed: it threw an exception, or is not a function of the state. The number is TLC's. */
    MODEL(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the shell gets: 0 to 255. */
    public int number() {
        return number;
    }

    /** The exit code of a single search. A violation is certain even when the search was incomplete. */
    public static ExitCode of(Searched search) {
        Set<Property> violated = new HashSet<>();
        for (Answer answer : search.answers()) {
            if (answer.verdict() instanceof Verdict.Violated) {
                violated.add(answer.property());
            }
        }
        boolean incomplete = search.answers().stream().anyMatch(a -> a.verdict() instanceof Verdict.Incomplete);
        if (incomplete || !violated.isEmpty()) {
            return ofViolated(violated);
        }
        return isVacuous(search) ? VACUOUS : HOLDS;
    }

    /** The exit code of a search by what it found to be violated so far. */
    public static ExitCode ofViolated(Set<Property> violated) {
        if (violated.isEmpty()) {
            return INCOMPLETE;
        }
        return violated.stream().allMatch(DeadlockFree.class::isInstance) ? DEADLOCK : SAFETY;
    }

    /** Whether it is about something that was found, and stays true whatever else is found. */
    boolean isCertain() {
        return this == DEADLOCK || this == SAFETY;
    }

    /**
     * Whether the one property that was asked about holds, and that says nothing: nothing put it to the test, or the model can get
     * stuck, or never does something that it should be able to do.
     */
    static boolean isVacuous(Searched search) {
        if (search.answers().size() != 1) {
            return false;
        }
        Verdict verdict = search.answers().get(0).verdict();
        boolean guarded = search.guards().stream().noneMatch(guard -> guard.verdict() instanceof Verdict.Violated);
        return verdict instanceof Verdict.Vacuous || (verdict instanceof Verdict.Holds && !guarded);
    }
}
