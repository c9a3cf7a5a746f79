package cordon.specs;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Parameter;
import cordon.specs.finding.Basis;
import cordon.specs.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The switches that all runs with a finding share, and that the finding does not name: no fact decides how the real system has them, and
 * each of these runs has at least one of them at another value than its default. Then it is not known that the finding rests on them, but
 * it was not seen without them.
 */
final class SharedSwitches {
    private SharedSwitches() {}

    /**
     * The switches in words, such as {@code hwTimeout=above-1s}: each run has at least one of them. Those that most runs have come first.
     * Empty if there is a run that has every switch as it is by default.
     *
     * @param runs all that show {@code finding}
     */
    static ImmutableList<String> of(Finding finding, List<Run> runs) {
        Set<Run> left = new HashSet<>(runs);
        List<String> shared = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> changed = left.stream()
                    .flatMap(run -> changed(run).stream())
                    .filter(value -> finding.basis().stream().noneMatch(basis -> isNamed(value, basis)))
                    .toList();
            ImmutableSet<String> values = ImmutableSet.copyOf(changed);
            if (values.isEmpty()) {
                return ImmutableList.of();
            }
            String most = values.stream()
                    .max(Comparator.comparingLong((String value) ->
                                    changed.stream().filter(value::equals).count())
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            shared.add(most);
            left.removeIf(run -> changed(run).contains(most));
        }
        return ImmutableList.copyOf(shared);
    }

    private static boolean isNamed(String value, Basis basis) {
        return basis.words().contains(value.substring(0, value.indexOf('=') + 1));
    }

    /** The switches of {@code run} that are not as they are by default. */
    private static ImmutableList<String> changed(Run run) {
        return Parameter.ALL.stream()
                .filter(parameter ->
                        isSwitch(parameter) && !run.settings().get(parameter).equals(parameter.defaultValue()))
                .map(parameter -> value(parameter, run))
                .collect(toImmutableList());
    }

    private static boolean isSwitch(Parameter<?> parameter) {
        return switch (parameter.knowledge().kind()) {
            case INFERRED, UNKNOWN -> true;
            case KNOWN, BOUND -> false;
        };
    }

    private static <T> String value(Parameter<T> parameter, Run run) {
        return parameter.name() + "=" + parameter.print(run.settings().get(parameter));
    }
}
