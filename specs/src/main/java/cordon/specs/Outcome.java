package cordon.specs;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Asking;
import cordon.engine.property.Property;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is written down.
 *
 * @param verdict {@code holds}, {@code vacuous}, {@code violated}, {@code reachable}, {@code unreachable} or {@code incomplete}
 * @param steps the length of the trace that shows it, where there is one
 * @param known of a violation: the findings that explain it, each with the length of its shortest trace, and whether there is
 *     anything else; otherwise empty
 */
public record Outcome(String verdict, @Nullable Integer steps, String known) {
    /** What stands in the place of a finding where none explains a violation. */
    public static final String UNEXPLAINED = "unexplained";

    private static final String NOTHING_ELSE = "nothing else";
    private static final String NOT_BEHIND = "not searched behind";
    private static final Set<String> NO_CAUSES = ImmutableSet.of("", NOTHING_ELSE, NOT_BEHIND);
    private static final String STEPS = "(?: @(\\d{1,9}))?";
    private static final Pattern TEXT = Pattern.compile("([^@:]+?)" + STEPS + "(?:: (.*))?");
    private static final Pattern CAUSE = Pattern.compile("(.+?)" + STEPS);

    /** The outcome that {@code verdict} on {@code property} is, the findings aside. */
    public static Outcome of(Property property, Verdict verdict) {
        return new Outcome(
                verdict.word(property), verdict.trace().map(Trace::length).orElse(null), "");
    }

    /** The outcome that {@code answer} is. */
    public static Outcome of(Answer answer) {
        Outcome plain = of(answer.property(), answer.verdict());
        return plain.isViolation() && Asking.questionOf(answer.property()).isEmpty()
                ? new Outcome(plain.verdict, plain.steps, known(answer))
                : plain;
    }

    private static String known(Answer answer) {
        List<String> parts = new ArrayList<>();
        for (Sighting sighting : answer.sightings()) {
            parts.add(sighting.finding().name()
                    + sighting.trace().map(trace -> " @" + trace.length()).orElse(""));
        }
        if (answer.isUnexplained()) {
            parts.add(UNEXPLAINED
                    + answer.beyond().map(trace -> " @" + trace.length()).orElse(""));
        } else {
            parts.add(answer.behind() ? NOTHING_ELSE : NOT_BEHIND);
        }
        return String.join(", ", parts);
    }

    /** The outcome that {@link #toString} gave as {@code text}; of another text, a verdict that no search has. */
    public static Outcome parse(String text) {
        Matcher outcome = TEXT.matcher(text);
        return outcome.matches()
                ? new Outcome(
                        outcome.group(1),
                        steps(outcome).orElse(null),
                        Optional.ofNullable(outcome.group(3)).orElse(""))
                : new Outcome(text, null, "");
    }

    private static Optional<Integer> steps(Matcher matcher) {
        return Optional.ofNullable(matcher.group(2)).map(Integer::valueOf);
    }

    /**
     * Of a violation, its causes, each with the length of its shortest trace if it has one: findings, and {@link #UNEXPLAINED}, which
     * every violation of a question is, for findings are not about questions. Of anything else, nothing.
     */
    public ImmutableMap<String, Optional<Integer>> causes() {
        if (!isViolation()) {
            return ImmutableMap.of();
        } else if (known.isEmpty()) {
            return ImmutableMap.of(UNEXPLAINED, Optional.ofNullable(steps));
        }
        ImmutableMap.Builder<String, Optional<Integer>> causes = ImmutableMap.builder();
        for (String part : Splitter.on(", ").split(known)) {
            Matcher cause = CAUSE.matcher(part);
            if (!NO_CAUSES.contains(part) && cause.matches()) {
                causes.put(cause.group(1), steps(cause));
            }
        }
        return causes.buildKeepingLast();
    }

    /** Whether the search went on behind the known findings: only then there are no other causes. */
    public boolean isSearchedBehind() {
        return !known.endsWith(NOT_BEHIND);
    }

    /** Whether the property is not satisfied. */
    public boolean isViolation() {
        return verdict.equals("violated") || verdict.equals("unreachable");
    }

    /** {@code violated @30: sync-fault-is-hidden @30, nothing else}. */
    @Override
    public String toString() {
        return verdict + (steps == null ? "" : " @" + steps) + (known.isEmpty() ? "" : ": " + known);
    }
}
