package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.Scenario;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The models of some scenarios, in all their variants and designs: what they have in common is said once. */
final class Catalogue {
    private static final Splitter WORDS =
            Splitter.on(CharMatcher.anyOf(" .,:;()[]")).omitEmptyStrings();

    private final ImmutableList<Run> runs;

    /** Of one scenario, or of all. */
    Catalogue(Optional<Scenario> scenario) {
        runs = Run.defaultSuite().stream()
                .filter(run -> scenario.isEmpty() || run.scenario().equals(scenario.get()))
                .collect(toImmutableList());
    }

    /** Builds each model in turn, in the order of the suite. */
    void forEach(BiConsumer<Run, World> use) {
        runs.forEach(run -> use.accept(run, run.world()));
    }

    /** Some of the scenarios, in few words. */
    String scenarios(Set<String> some) {
        Set<String> others = new LinkedHashSet<>();
        runs.forEach(run -> others.add(run.scenario().name()));
        int all = others.size();
        others.removeAll(some);
        if (all == 1 || some.size() < others.size()) {
            return String.join(", ", some);
        }
        return others.isEmpty() ? "all scenarios" : "all but " + String.join(", ", others);
    }

    /**
     * Those of {@code things} in whose name {@code pattern} occurs, upper and lower case being the same.
     *
     * @param kind what they are, singular
     * @throws UsageException if there is none
     */
    static <T> List<T> fitting(String kind, String pattern, Collection<T> things, Function<T, String> nameOf) {
        String part = Ascii.toLowerCase(pattern);
        List<T> fitting = things.stream()
                .filter(thing -> Ascii.toLowerCase(nameOf.apply(thing)).contains(part))
                .toList();
        if (fitting.isEmpty()) {
            ImmutableSet<String> words = things.stream()
                    .map(nameOf)
                    .flatMap(name -> Stream.concat(Stream.of(name), WORDS.splitToStream(name)))
                    .collect(ImmutableSet.toImmutableSet());
            throw new UsageException("no " + kind + " fits '" + pattern + "'" + Names.suggestion(pattern, words));
        }
        return fitting;
    }
}
