package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.engine.expression.Question;
import cordon.engine.property.DeadlockFree;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Answer;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.finding.Interrogation.Piece;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A run of the search and what became of it.
 *
 * @param run what was searched
 * @param world the model of it
 * @param report the report of the search
 * @param answers what it says of each property that was asked about, and of its violations
 * @param guards of a search for one property only: what has to be true besides, or a verdict on it is worth nothing
 */
record Search(Run run, World world, Report report, ImmutableList<Answer> answers, ImmutableList<Answer> guards) {

    /**
     * What to ask, and how.
     *
     * @param property the only property to ask about; empty for all
     * @param behind whether to go on behind the known findings
     * @param reasonNotToAsk why a question beside the scenario is not to be asked; empty if it is
     * @param told the exit code by what has been found, now and then while the search runs
     */
    record Inquiry(
            Optional<String> property,
            boolean behind,
            Function<Question, Optional<String>> reasonNotToAsk,
            Consumer<ExitCode> told) {
        /** About every property and question, going on behind the known findings. */
        static final Inquiry ALL = of(Optional.empty());

        /** About {@code property}, or everything, going on behind the known findings. */
        static Inquiry of(Optional<String> property) {
            return new Inquiry(property, true, question -> Optional.empty(), code -> {});
        }
    }

    /**
     * Searches.
     *
     * @throws UsageException if the run's parameters contradict each other or it does not have the property
     * @throws Preparation.Stopped if a bound ended the building of its model
     */
    static Search execute(Run run, Inquiry inquiry, Explorer explorer, Bounds bounds) throws IOException {
        Preparation prepared = Preparation.of(run, bounds);
        World world = prepared.world();
        Subject subject = Subject.of(world, questions(run, world, inquiry));
        ImmutableList<Property> properties = subject.with(run.properties(world));
        ImmutableList<Property> asked = properties;
        ImmutableList<Property> guards = ImmutableList.of();
        if (inquiry.property().isPresent()) {
            ImmutableList<Property> all = subject.with(run.allProperties(world));
            Property only = Names.find("property", inquiry.property().get(), all, Property::name);
            asked = ImmutableList.of(only);
            guards = properties.stream()
                    .filter(p -> p instanceof Reachable || p instanceof DeadlockFree)
                    .filter(p -> !p.name().equals(only.name()))
                    .collect(toImmutableList());
        }
        List<Property> all = Stream.of(asked, guards).flatMap(List::stream).toList();
        Interrogation interrogation = inquiry.behind()
                ? Interrogation.behind(subject, all, Findings.ALL)
                : Interrogation.plain(subject, all, Findings.ALL);
        Report report = search(
                run,
                interrogation,
                explorer,
                prepared.left(),
                violated(interrogation, ImmutableSet.copyOf(asked), inquiry.told()));
        ImmutableList<Answer> answers = interrogation.answers(report);
        return new Search(
                run, world, report, answers.subList(0, asked.size()), answers.subList(asked.size(), answers.size()));
    }

    /** The questions beside the scenario that are to be asked; of those that cannot be, the user is told. */
    private static Map<String, Question> questions(Run run, World world, Inquiry inquiry) throws IOException {
        Map<String, Question> asked = new LinkedHashMap<>();
        Home.questions().questions(run, world).forEach((name, question) -> {
            boolean wanted = inquiry.property().map(name::equals).orElse(true);
            Optional<String> reason = inquiry.reasonNotToAsk().apply(question);
            if (wanted && reason.isEmpty()) {
                asked.put(name, question);
            } else if (wanted) {
                System.err.println("cordon: the question " + name + " is not asked " + reason.get());
            }
        });
        return asked;
    }

    /** Tells {@code told} which of the {@code asked} properties are violated, as the exit code that this is. */
    private static Consumer<Statistics> violated(
            Interrogation interrogation, Set<Property> asked, Consumer<ExitCode> told) {
        ImmutableList<Piece> pieces = interrogation.pieces();
        return statistics -> told.accept(ExitCode.ofViolated(pieces.stream()
                .filter(piece -> asked.contains(piece.property())
                        && statistics.violated().contains(piece.question()))
                .map(Piece::property)
                .collect(toImmutableSet())));
    }

    /**
     * Searches until the questions of {@code subject}, a world of {@code run}, are answered.
     *
     * @param told as {@link Inquiry#told}
     */
    static Search ask(Run run, Subject subject, Explorer explorer, Bounds bounds, Consumer<ExitCode> told)
            throws IOException {
        ImmutableList<Property> asked = subject.with(List.of());
        Interrogation questions = Interrogation.plain(subject, asked, ImmutableList.of());
        Report report = search(run, questions, explorer, bounds, violated(questions, ImmutableSet.copyOf(asked), told));
        return new Search(run, subject.world(), report, questions.answers(report), ImmutableList.of());
    }

    private static Report search(
            Run run, Interrogation asked, Explorer explorer, Bounds bounds, Consumer<Statistics> also)
            throws IOException {
        Explorer telling = explorer.tellingAlso(also);
        return search(run, asked.system(), asked.questions(), telling, bounds);
    }

    /**
     * Searches {@code system} for {@code run}, showing how it goes.
     *
     * @throws IOException if it was to resume and could not
     */
    static Report search(Run run, TransitionSystem system, List<Property> asked, Explorer explorer, Bounds bounds)
            throws IOException {
        ProgressLine progress = new ProgressLine(System.err, run.title(), explorer.progressInJson());
        Report report = explorer.explore(system, asked, bounds, progress);
        progress.clear();
        return report;
    }
}
