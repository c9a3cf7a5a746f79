package cordon.specs.finding;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.history.Automaton;
import cordon.engine.history.Remembering;
import cordon.engine.property.Property;
import cordon.model.World;
import cordon.specs.question.Subject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Properties asked of a world in such a way that a search goes on behind the known violations: for each property it finds the
 * shortest violation that each finding explains, and the shortest one that none explains.
 *
 * <p>The states that are searched remember where the automata of the findings stand ({@link Remembering}), so that two ways to one
 * state of the world are told apart where that matters. A property becomes several {@linkplain Part parts}, one for each finding
 * and one for what is beyond them. Each part is decided like any other property.
 *
 * <p>What cannot be divided while a search goes on, such as a property about what must happen in the end, is asked whole. Its one
 * counterexample is compared with the findings afterwards.
 */
public final class Interrogation {
    private final Subject subject;
    private final World world;
    private final ImmutableList<Property> asked;
    private final ImmutableListMultimap<Property, Case> cases;
    private final Optional<Remembering> memory;
    private final ImmutableListMultimap<Property, Property> parts; // one for each case, then that of what is beyond

    /** A finding that may explain violations of a property. */
    private record Case(Finding finding, Pattern pattern) {}

    private Interrogation(
            Subject subject, Collection<? extends Property> asked, List<Finding> findings, boolean behind) {
        this.subject = subject;
        this.world = subject.world();
        this.asked = ImmutableList.copyOf(asked);
        this.cases = cases(world, this.asked, findings);
        ImmutableList<Automaton> automata = behind ? automata() : ImmutableList.of();
        this.memory = automata.isEmpty() ? Optional.empty() : Optional.of(new Remembering(subject.system(), automata));
        this.parts = behind ? parts() : ImmutableListMultimap.of();
    }

    /** A search that goes on behind the violations that {@code findings} explain. */
    public static Interrogation behind(World world, Collection<? extends Property> asked, List<Finding> findings) {
        return behind(Subject.of(world), asked, findings);
    }

    /** The same of a world whose states remember what questions need. */
    public static Interrogation behind(Subject subject, Collection<? extends Property> asked, List<Finding> findings) {
        return new Interrogation(subject, asked, findings, true);
    }

    /** A search for a shortest violation of each property, which is then compared with {@code findings}. */
    public static Interrogation plain(Subject subject, Collection<? extends Property> asked, List<Finding> findings) {
        return new Interrogation(subject, asked, findings, false);
    }

    /** What is to be searched: the system of the subject, or one whose states remember besides what the findings need. */
    public TransitionSystem system() {
        return memory.isPresent() ? memory.get() : subject.system();
    }

    /** What the search is to be asked. */
    public ImmutableList<Property> questions() {
        return pieces().stream().map(Piece::question).collect(toImmutableList());
    }

    /**
     * One of the {@link #questions}.
     *
     * @param property the property that it is about
     * @param finding the finding whose violations it is about; empty for those that no finding explains, or of what is asked whole
     * @param question what the search is asked
     */
    public record Piece(Property property, Optional<Finding> finding, Property question) {}

    /** The questions, each with what it is about. */
    public ImmutableList<Piece> pieces() {
        ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
        for (Property property : asked) {
            ImmutableList<Property> divided = parts.get(property);
            for (int i = 0; i < divided.size() - 1; i++) {
                Finding finding = cases.get(property).get(i).finding();
                pieces.add(new Piece(property, Optional.of(finding), divided.get(i)));
            }
            pieces.add(new Piece(property, Optional.empty(), beyond(property)));
        }
        return pieces.build();
    }

    /**
     * The question whose violations are those of {@code property} that no finding explains, for whoever asks nothing else; or {@code
     * property} itself if it is asked whole.
     */
    public Property beyond(Property property) {
        return parts.containsKey(property)
                ? parts.get(property).get(cases.get(property).size())
                : property;
    }

    /** The answers, in the order of the properties, to what {@code report} says of the {@link #questions}; all traces are of the world. */
    public ImmutableList<Answer> answers(Report report) {
        return asked.stream()
                .map(property -> parts.containsKey(property)
                        ? ofParts(property, report)
                        : ofWhole(property, report.verdict(property)))
                .collect(toImmutableList());
    }

    private static ImmutableListMultimap<Property, Case> cases(
            World world, List<Property> asked, List<Finding> findings) {
        Map<Finding, Optional<Pattern>> patterns = new HashMap<>();
        ImmutableListMultimap.Builder<Property, Case> cases = ImmutableListMultimap.builder();
        for (Property property : asked) {
            for (Finding finding : findings) {
                if (finding.concerns(property, world)) {
                    patterns.computeIfAbsent(finding, f -> f.in(world))
                            .ifPresent(pattern -> cases.put(property, new Case(finding, pattern)));
                }
            }
        }
        return cases.build();
    }

    private ImmutableList<Automaton> automata() {
        return cases.entries().stream()
                .filter(entry -> Part.canBeMadeOf(entry.getKey()))
                .map(entry -> entry.getValue().pattern().automaton())
                .filter(automaton -> automaton.length() > 0)
                .distinct()
                .collect(toImmutableList());
    }

    private ImmutableListMultimap<Property, Property> parts() {
        ImmutableListMultimap.Builder<Property, Property> builder = ImmutableListMultimap.builder();
        for (Property property : cases.keySet()) {
            if (Part.canBeMadeOf(property)) {
                Suspects suspects = new Suspects(world, property);
                ImmutableList<Case> known = cases.get(property);
                for (Case one : known) {
                    builder.put(
                            property,
                            Part.of(
                                    property,
                                    property.name() + " by " + one.finding().name(),
                                    (before, action, after) -> suspects.anyExplained(
                                            before, action, after, (t, d) -> accepts(one, before, after, t, d))));
                }
                builder.put(
                        property,
                        Part.of(
                                property,
                                property.name() + " beyond",
                                (before, action, after) -> !suspects.allExplained(
                                        before, action, after, (t, d) -> anyAccepts(known, before, after, t, d))));
            }
        }
        return builder.build();
    }

    private boolean anyAccepts(ImmutableList<Case> known, long[] before, long[] after, int thread, int device) {
        for (int i = 0; i < known.size(); i++) { // asked in a search: no iterator
            if (accepts(known.get(i), before, after, thread, device)) {
                return true;
            }
        }
        return false;
    }

    private boolean accepts(Case one, long[] before, long[] after, int thread, int device) {
        Pattern pattern = one.pattern();
        return pattern.holdsAtTheEnd(before, thread, device)
                && (pattern.automaton().length() == 0
                        || memory.orElseThrow()
                                .hasSeenAll(pattern.automaton(), after, pattern.binding(thread, device)));
    }

    private Answer ofParts(Property property, Report report) {
        ImmutableList<Property> all = parts.get(property);
        ImmutableList<Case> known = cases.get(property);
        ImmutableList.Builder<Sighting> sightings = ImmutableList.builder();
        for (int i = 0; i < known.size(); i++) {
            Finding finding = known.get(i).finding();
            counterexample(report.verdict(all.get(i)))
                    .map(this::inWorld)
                    .ifPresent(trace -> sightings.add(Sighting.of(finding, world, property, trace)
                            .orElseThrow(() -> new IllegalStateException(
                                    finding.name() + " does not accept what its part of the search found"))));
        }
        Verdict whole = all.stream()
                .map(report::verdict)
                .min(Comparator.comparing(Interrogation::severity))
                .orElseThrow();
        return new Answer(
                property,
                whole instanceof Verdict.Violated violated
                        ? new Verdict.Violated(violated.counterexample().map(this::inWorld))
                        : whole,
                sightings.build(),
                counterexample(report.verdict(all.get(known.size()))).map(this::inWorld),
                all.stream().map(report::verdict).noneMatch(Verdict.Incomplete.class::isInstance));
    }

    /** Violated before incomplete before true; of violations the shortest first. */
    private static int severity(Verdict verdict) {
        if (verdict instanceof Verdict.Violated) {
            return counterexample(verdict).map(Trace::length).orElse(0);
        }
        return verdict instanceof Verdict.Incomplete ? Integer.MAX_VALUE - 1 : Integer.MAX_VALUE;
    }

    private Answer ofWhole(Property property, Verdict verdict) {
        Optional<Trace> trace = counterexample(verdict).map(this::inWorld);
        Verdict inWorld = verdict;
        if (verdict instanceof Verdict.Violated) {
            inWorld = new Verdict.Violated(trace);
        } else if (verdict instanceof Verdict.Holds holds) {
            inWorld = new Verdict.Holds(holds.witness().map(this::inWorld));
        }
        boolean violated = verdict instanceof Verdict.Violated;
        ImmutableList<Sighting> sightings = cases.get(property).stream()
                .filter(one -> violated)
                .map(one -> trace.isPresent()
                        ? Sighting.of(one.finding(), world, property, trace.get())
                        : Optional.of(Sighting.ofUnreachable(one.finding())))
                .flatMap(Optional::stream)
                .collect(toImmutableList());
        Optional<Trace> beyond = sightings.isEmpty() ? trace : Optional.empty();
        return new Answer(property, inWorld, sightings, beyond, trace.isEmpty());
    }

    /** The path of the world that {@code trace}, a path of {@link #system}, stands for. */
    public Trace inWorld(Trace trace) {
        return subject.forget(memory.map(product -> product.withoutHistory(trace))
                        .orElseGet(() -> trace.in(subject.system())))
                .in(world);
    }

    private static Optional<Trace> counterexample(Verdict verdict) {
        return verdict instanceof Verdict.Violated violated ? violated.counterexample() : Optional.empty();
    }
}
