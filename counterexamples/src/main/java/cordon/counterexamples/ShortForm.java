package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording.Cause;
import cordon.counterexamples.Recording.Read;
import cordon.counterexamples.Recording.Step;
import cordon.engine.schema.Field.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A counterexample for somebody in a hurry: what was searched, and the steps that matter most.
 *
 * @param about the version of the series, the program that found it, and what is assumed
 * @param steps the numbers of at most {@link #MOST} steps, in order
 */
record ShortForm(String about, ImmutableList<Integer> steps) {
    /** More than that are not read in a hurry. */
    static final int MOST = 15;

    private static final int FEWEST = 10;

    /** A step in a text: {@code at step 40}. */
    private static final Pattern NAMED = Pattern.compile("\\bstep (\\d{1,6})\\b");

    /** What is taken if not much is known of the reasons: what waited for another process, else what changed something. */
    private static final ImmutableList<Predicate<Step>> KINDS = ImmutableList.of(
            step -> step.matters() && step.takesUp() > 0,
            step -> step.matters() && step.changes().stream().anyMatch(change -> change.role() != Role.CONTROL),
            step -> true);

    /** That of {@code recording}. */
    static ShortForm of(Recording recording) {
        return new ShortForm(
                recording.isPlain()
                        ? "Searched: " + recording.origin().title() + "."
                        : "Searched: " + series(recording) + ". Found by: " + recording.build() + ". Assumed: "
                                + recording.inWhichWorld(),
                chosen(recording));
    }

    private static String series(Recording recording) {
        String design = "design " + recording.origin().design();
        return recording
                .assumed()
                .map(assumed -> design + " (" + (assumed.patches().isEmpty() ? "no patch" : assumed.patches()) + ")")
                .orElse(design);
    }

    /**
     * The last step, those that the text beside the steps names, the first of a loop, those that the end hangs on with their reasons, or
     * else the last of each process, and the first of each process; if that is not many, also those that these take up, and then the last
     * ones.
     */
    private static ImmutableList<Integer> chosen(Recording recording) {
        Set<Integer> chosen = new LinkedHashSet<>();
        List<Step> steps = recording.steps();
        if (!steps.isEmpty()) {
            chosen.add(steps.size());
        }
        Stream.of(recording.finding().orElse(""), recording.summary())
                .flatMap(text -> NAMED.matcher(text).results())
                .map(named -> Integer.valueOf(named.group(1)))
                .filter(n -> n >= 1 && n <= steps.size())
                .forEach(chosen::add);
        recording.loopStart().ifPresent(before -> chosen.add(Math.min(before + 1, steps.size())));
        recording.causes().stream().map(Cause::since).forEach(chosen::add);
        Reasons.of(recording).forEach(reason -> {
            chosen.add(reason.of());
            chosen.add(reason.reader());
        });
        ImmutableList<Integer> all =
                IntStream.rangeClosed(1, steps.size()).boxed().collect(toImmutableList());
        if (recording.causes().isEmpty()) {
            chosen.addAll(firstOfEach(all.reverse(), steps));
        }
        chosen.addAll(firstOfEach(all, steps));
        List<Integer> open = new ArrayList<>(chosen);
        for (int i = 0; i < open.size() && chosen.size() < MOST; i++) {
            Step step = steps.get(open.get(i) - 1);
            if (step.takesUp() > 0 && chosen.add(step.takesUp())) {
                open.add(step.takesUp());
            }
            step.reads().stream().map(Read::since).filter(chosen::add).forEach(open::add);
        }
        for (Predicate<Step> kind : KINDS) {
            for (int n = steps.size(); n > 0 && chosen.size() < FEWEST; n--) {
                if (kind.test(steps.get(n - 1))) {
                    chosen.add(n);
                }
            }
        }
        return chosen.stream().limit(MOST).sorted().collect(toImmutableList());
    }

    /** Of {@code numbers} the first of each process but those of the environment. */
    private static ImmutableList<Integer> firstOfEach(List<Integer> numbers, List<Step> steps) {
        Set<String> seen = new HashSet<>();
        return numbers.stream()
                .filter(n -> !Reasons.isOfTheEnvironment(steps.get(n - 1).process()))
                .filter(n -> seen.add(steps.get(n - 1).process()))
                .collect(toImmutableList());
    }
}
