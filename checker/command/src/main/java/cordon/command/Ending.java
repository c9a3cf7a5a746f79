package cordon.command;

import cordon.command.SearchOptions.Order;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Eventually;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said of the end of a search: what it means that nothing was left, or what helps where the memory was full.
 *
 * @param sparing with what needs the least memory in this order: {@code --spill} or {@code --bitstate}
 * @param oneWorker with one thread
 */
public record Ending(Order order, boolean symmetry, boolean partialOrder, boolean sparing, boolean oneWorker) {

    /** Of a search that ended because there was nothing left. */
    public String exhausted() {
        if (partialOrder) {
            return "Every state that is reachable in the chosen order of steps was visited.";
        }
        return symmetry
                ? "Every reachable state was visited, or one that differs from it in the numbers of like things only."
                : "Every reachable state was visited.";
    }

    /** That a search was stopped, why, and what it had finished: a search for what must happen in the end is one of two parts. */
    public String stopped(Report report, Bound bound) {
        boolean endIsOpen = order == Order.BREADTH
                && report.verdicts().entrySet().stream()
                        .anyMatch(entry -> entry.getKey() instanceof Eventually
                                && entry.getValue().equals(new Verdict.Incomplete(bound)));
        if (report.exhaustive() && endIsOpen) {
            return "INCOMPLETE: the question about fair runs, what must happen in the end, was cut because "
                    + bound.reason() + ". The search for what must never happen had finished: " + exhausted();
        }
        return String.format(
                Locale.ROOT,
                "INCOMPLETE: the search stopped because %s.%s%s%s",
                bound.reason(),
                report.levels().isEmpty()
                        ? ""
                        : " All states up to " + Counts.of(report.completeDepth(), "step")
                                + " away were found and checked"
                                + (notExpanded(report).isEmpty() ? "." : ";"),
                notExpanded(report).map(rest -> " " + rest + ".").orElse(""),
                endIsOpen
                        ? " The question about fair runs, what must happen in the end, was not begun: it needs every state."
                        : "");
    }

    /** That states were found and not expanded, and how many; empty if the search does not know: it has no queue of them. */
    Optional<String> notExpanded(Report report) {
        return order == Order.BREADTH
                ? Optional.of(Counts.were(report.statistics().frontier(), "state") + " not expanded")
                : Optional.empty();
    }

    /**
     * What helps a search that {@code report} says was short of memory, as a sentence after a space; empty if it was not.
     *
     * @param moreMemory how a user gives it more
     */
    public String advice(Report report, String moreMemory) {
        if (!report.bound().equals(Optional.of(Bound.MEMORY))) {
            return "";
        }
        String more = " More memory: " + moreMemory;
        if (report.exhaustive()) {
            return " The graph of all states, which says what must happen in the end, did not fit." + more
                    + "; less of it: " + (oneWorker || report.statistics().diskBytes() > 0 ? "" : "--workers 1, or ")
                    + "--property with a property about what never happens.";
        }
        return switch (order) {
            case BREADTH ->
                sparing
                        ? more + "."
                        : more
                                + ", or the disk: --spill DIR; less of it: --search depth, and with --bitstate even less.";
            case DEPTH -> more + (sparing ? "" : "; less of it: --hash, and with --bitstate even less") + ".";
            case DEEPEN -> more + ".";
            case WALK -> more + "; less of it: a smaller --max-depth.";
        };
    }
}
