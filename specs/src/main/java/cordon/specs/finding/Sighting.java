package cordon.specs.finding;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.engine.property.StepInvariant;
import cordon.model.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A finding in one trace that its pattern accepts, or in a search that did not reach what a finding says is out of reach.
 *
 * @param finding the finding
 * @param trace the trace; empty if the finding is about something that cannot be reached
 * @param device the device that plays the role {@code d}
 * @param steps for each event and each condition, by name: the step at which the event happened, or since which the condition has
 *     been true; 0 if it was true at the beginning
 */
public record Sighting(Finding finding, Optional<Trace> trace, int device, Map<String, Integer> steps) {

    /**
     * The finding in {@code trace}, at whose end {@code property} is violated; empty if its pattern does not accept the trace. Of a
     * lasso, the conditions of the pattern have to be true of every state of the loop.
     *
     * @param trace a path of {@code world}
     */
    public static Optional<Sighting> of(Finding finding, World world, Property property, Trace trace) {
        return finding.concerns(property, world)
                ? finding.in(world).flatMap(pattern -> new Search(pattern, trace, property).of(finding, world))
                : Optional.empty();
    }

    /** Of something that cannot be reached, because of {@code finding}. */
    static Sighting ofUnreachable(Finding finding) {
        return new Sighting(finding, Optional.empty(), 0, ImmutableMap.of());
    }

    /** The words of the finding, with the roles and steps of the trace. */
    public String text() {
        return trace.isEmpty()
                ? finding.words().withoutTrace()
                : finding.words().in(this);
    }

    /** The words, what would repair it, and the name of the finding with what it rests on. */
    public String why() {
        String basis = finding.basis().stream().map(Basis::words).collect(Collectors.joining(", "));
        return text() + " Repair: " + finding.words().repair() + " (Finding " + finding.name()
                + (basis.isEmpty() ? "" : ", which rests on " + basis) + ".)";
    }

    /** The thread or device that took the step of {@code event}. */
    String actor(String event) {
        return trace.orElseThrow().step(step(event)).process();
    }

    /** The step of {@code event}. */
    int step(String event) {
        Integer step = steps.get(event);
        if (step == null) {
            throw new IllegalStateException(finding.name() + " speaks of " + event + ", and its pattern does not");
        }
        return step;
    }

    /** Tries a pattern on a trace. */
    private static final class Search {
        private final Pattern pattern;
        private final Trace trace;
        private final Property property;
        private final int judged; // the state that the conditions are about

        Search(Pattern pattern, Trace trace, Property property) {
            this.pattern = pattern;
            this.trace = trace;
            this.property = property;
            this.judged = Math.max(0, trace.length() - (property instanceof StepInvariant ? 1 : 0));
        }

        Optional<Sighting> of(Finding finding, World world) {
            int end = trace.length();
            int action = end == 0 ? -1 : trace.action(end);
            Sighting[] found = {null};
            new Suspects(world, property).anyExplained(trace.state(judged), action, trace.last(), (thread, device) -> {
                Map<String, Integer> steps = new HashMap<>();
                boolean accepted = holds(thread, device) && eventsHappened(thread, device, steps);
                if (accepted) {
                    pattern.conditions().forEach(c -> steps.put(c.name(), since(c, thread, device)));
                    found[0] = new Sighting(finding, Optional.of(trace), device, steps);
                }
                return accepted;
            });
            return Optional.ofNullable(found[0]);
        }

        private boolean holds(int thread, int device) {
            return IntStream.rangeClosed(trace.loopStart().orElse(judged), judged)
                    .allMatch(n -> pattern.holdsAtTheEnd(trace.state(n), thread, device));
        }

        private boolean eventsHappened(int thread, int device, Map<String, Integer> steps) {
            int binding = pattern.binding(thread, device);
            int place = 0;
            for (int n = 1; n <= trace.length(); n++) {
                int next =
                        pattern.automaton().next(place, binding, trace.state(n - 1), trace.action(n), trace.state(n));
                if (next > place) {
                    steps.put(pattern.events().get(place).name(), n);
                }
                place = next;
            }
            return place == pattern.automaton().length();
        }

        private int since(Pattern.Held condition, int thread, int device) {
            int step = judged;
            while (step > 0 && condition.test().test(trace.state(step - 1), thread, device)) {
                step--;
            }
            return step;
        }
    }
}
