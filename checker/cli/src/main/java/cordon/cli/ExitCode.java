package cordon.cli;

import com.google.common.collect.ImmutableList;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.DeadlockFree;

/** What the process returns to the shell. The numbers of violations are TLC's. */
enum ExitCode {
    /** Every property holds; in the suite: every verdict is the expected one. */
    HOLDS(0),
    /** The suite only: a verdict or a number of states is not the expected one. */
    DIFFERS(1),
    /** The command line makes no sense, or a file cannot be read or written. */
    USAGE(2),
    /** A bound, the memory or an interrupt ended a search before every property was decided. */
    INCOMPLETE(3),
    /** The system can get stuck. */
    DEADLOCK(11),
    /** An invariant is violated, or something that should be reachable is not. */
    SAFETY(12),
    /** A defect of Cordon. */
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The exit code of a single search. A violation is certain even when the search was incomplete. */
    static ExitCode of(Report report) {
        ImmutableList.Builder<ExitCode> codes = ImmutableList.builder();
        report.verdicts().forEach((property, verdict) -> {
            if (verdict instanceof Verdict.Violated) {
                codes.add(property instanceof DeadlockFree ? DEADLOCK : SAFETY);
            } else if (verdict instanceof Verdict.Incomplete) {
                codes.add(INCOMPLETE);
            }
        });
        ImmutableList<ExitCode> found = codes.build();
        for (ExitCode code : new ExitCode[] {SAFETY, DEADLOCK, INCOMPLETE}) {
            if (found.contains(code)) {
                return code;
            }
        }
        return HOLDS;
    }
}
