package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.specs.Expectations;
import cordon.specs.ExpectedRun;
import cordon.specs.Outcome;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is new, known, vanished, shorter, longer, changed or incomplete in one search: the one definition of these words.
 *
 * <p>A violation is the same as an expected one if it is of the same property and has the same cause: the same finding, or none. Its
 * length is compared after that. So a violation stays known when the model gets other fields or another order of steps.
 *
 * <ul>
 *   <li>Where nobody has recorded what to expect, a violation that a finding explains is known, for the finding accepts its trace. Any
 *       other is new.
 *   <li>Vanished is only what a search has looked for to its end, and behind the known findings. A search that ended early says
 *       incomplete instead.
 *   <li>Longer is only what a search for shortest traces says. Any search may find a shorter one.
 *   <li>A property that is violated in a search which ended early is incomplete besides, for it may be violated in other ways.
 * </ul>
 */
public final class Comparison {
    private final Optional<ExpectedRun> expected;
    private final Found found;
    private final ImmutableList.Builder<Item> items = ImmutableList.builder();

    private Comparison(Optional<ExpectedRun> expected, Found found) {
        this.expected = expected;
        this.found = found;
    }

    /** The items of a search, in the order of its properties; {@code expected} is empty if nobody has said what to expect of it. */
    public static ImmutableList<Item> of(Optional<ExpectedRun> expected, Found found) {
        return new Comparison(expected, found).items();
    }

    /** Of a search of a suite that has to be recorded, and is not. */
    public static Item unrecorded() {
        return Item.ofSearch(Kind.CHANGED, "no verdicts are expected; --record-expected records them");
    }

    /** Of a search that has no verdict. */
    static Item notSearched(String reason) {
        return Item.ofSearch(Kind.INCOMPLETE, "not searched to its end: " + reason);
    }

    private ImmutableList<Item> items() {
        found.run().verdicts().forEach((property, text) -> {
            Outcome outcome = Outcome.parse(text);
            Optional<String> wanted =
                    expected.flatMap(run -> Optional.ofNullable(run.verdicts().get(property)));
            add(property, outcome, wanted);
        });
        if (found.whole() && found.stopped().isEmpty()) {
            expected.ifPresent(this::addWhatIsMissing);
        }
        found.stopped()
                .ifPresent(reason ->
                        items.add(Item.ofSearch(Kind.INCOMPLETE, "the search ended early because " + reason)));
        return items.build();
    }

    private void addWhatIsMissing(ExpectedRun run) {
        run.verdicts().keySet().stream()
                .filter(Predicate.not(found.run().verdicts()::containsKey))
                .forEach(property ->
                        items.add(Item.of(Kind.CHANGED, property, "expected, but not a property of this search")));
        Expectations.differentSize(run, found.run()).forEach(line -> items.add(Item.ofSearch(Kind.CHANGED, line)));
    }

    private void add(String property, Outcome outcome, Optional<String> wanted) {
        ImmutableList.Builder<Item> here = ImmutableList.builder();
        Optional<ImmutableMap<String, Optional<Integer>>> causes = expected.map(
                run -> wanted.map(Outcome::parse).map(Outcome::causes).orElse(ImmutableMap.of()));
        outcome.causes().forEach((cause, steps) -> here.add(violation(property, cause, steps, causes)));
        if (isOpen(outcome)) {
            here.add(Item.of(
                    Kind.INCOMPLETE,
                    property,
                    (outcome.isViolation() ? "may be violated in other ways: " : "not decided: ")
                            + "the search ended early because "
                            + found.stopped().orElse("it does not decide this")));
        } else if (outcome.isSearchedBehind()) {
            causes.ifPresent(all -> all.forEach((cause, steps) -> {
                if (!outcome.causes().containsKey(cause)) {
                    here.add(Item.ofViolation(
                            Kind.VANISHED,
                            property,
                            cause,
                            named(cause, steps) + " is expected and was not found; found: " + outcome));
                }
            }));
        }
        ImmutableList<Item> known = here.build();
        items.addAll(known);
        boolean said = known.stream().anyMatch(item -> item.kind() != Kind.KNOWN);
        if (!said && expected.isPresent() && isChanged(outcome, wanted)) {
            items.add(Item.of(
                    Kind.CHANGED,
                    property,
                    wanted.map(text -> "expected " + text + ", found ").orElse("no verdict is expected; found ")
                            + outcome));
        }
    }

    private boolean isOpen(Outcome outcome) {
        return outcome.verdict().equals("incomplete")
                || (outcome.isViolation() && found.stopped().isPresent());
    }

    /** Another search than that for all shortest traces decides the verdict, and gives no figures. */
    private boolean isChanged(Outcome outcome, Optional<String> wanted) {
        boolean exact = found.shortest() && outcome.isSearchedBehind();
        return !wanted.map(text -> exact ? text : Outcome.parse(text).verdict())
                .equals(Optional.of(exact ? outcome.toString() : outcome.verdict()));
    }

    private Item violation(
            String property,
            String cause,
            Optional<Integer> steps,
            Optional<ImmutableMap<String, Optional<Integer>>> causes) {
        String name = named(cause, steps);
        if (causes.isEmpty()) {
            Kind kind = cause.equals(Outcome.UNEXPLAINED) ? Kind.NEW : Kind.KNOWN;
            return Item.ofViolation(
                    kind, property, cause, name + "; nobody has recorded what to expect of this search");
        }
        Optional<Integer> before = causes.get().get(cause);
        if (before == null) {
            return Item.ofViolation(Kind.NEW, property, cause, name + " is not expected");
        }
        Kind kind = kind(before, steps);
        String than = kind == Kind.KNOWN ? ", as expected" : ", expected" + length(before);
        return Item.ofViolation(kind, property, cause, name + than);
    }

    private Kind kind(Optional<Integer> before, Optional<Integer> now) {
        if (before.isEmpty() || now.isEmpty() || before.equals(now)) {
            return Kind.KNOWN;
        } else if (now.get() < before.get()) {
            return Kind.SHORTER;
        }
        return found.shortest() ? Kind.LONGER : Kind.KNOWN;
    }

    private static String named(String cause, Optional<Integer> steps) {
        String who = cause.equals(Outcome.UNEXPLAINED) ? "a violation that no finding explains" : "finding " + cause;
        return who + length(steps);
    }

    private static String length(Optional<Integer> steps) {
        return steps.map(n -> " @" + n).orElse("");
    }
}
