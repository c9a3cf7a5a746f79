package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.base.Joiner.MapJoiner;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.command.Answer;
import cordon.command.Model;
import cordon.command.UsageException;
import cordon.counterexamples.Assumed;
import cordon.counterexamples.Origin;
import cordon.engine.Trace;
import cordon.engine.explore.Verdict;
import cordon.engine.expression.Question;
import cordon.engine.expression.Vocabulary;
import cordon.engine.property.Property;
import cordon.model.Settings;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Sighting;
import cordon.specs.question.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run of a scenario as commands see it: its world, its properties, and what the findings say of their violations. */
final class RunModel implements Model {
    private static final MapJoiner CHOICES = Joiner.on(", ").withKeyValueSeparator('=');

    private final Run run;
    private final Supplier<World> world;

    /** The model of {@code run}, whose world is built when it is first asked for. */
    RunModel(Run run) {
        this.run = run;
        this.world = Suppliers.memoize(() -> built(run));
    }

    private static World built(Run run) {
        try {
            return run.world();
        } catch (IllegalArgumentException e) { // its parameters contradict each other
            throw new UsageException(e);
        }
    }

    /** The run. */
    Run run() {
        return run;
    }

    @Override
    public String kind() {
        return "scenario";
    }

    @Override
    public World system() {
        return Objects.requireNonNull(world.get());
    }

    @Override
    public Origin origin() {
        return new Origin(run.scenario().name(), run.design(), run.parameters());
    }

    @Override
    public ImmutableList<Property> properties() {
        return run.properties(system());
    }

    @Override
    public ImmutableList<Property> allProperties() {
        return run.allProperties(system());
    }

    @Override
    public Vocabulary vocabulary() {
        return Subject.vocabulary(system());
    }

    @Override
    public String expression() {
        return "ste.EATS[sid 0] = 0 & rest";
    }

    @Override
    public Map<String, Question> questions() throws IOException {
        return Home.questions().questions(run, system());
    }

    @Override
    public String command(String verb) {
        return "./cordon " + verb + " " + run.scenario().name() + " " + run.designOption()
                + run.parameters().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
    }

    @Override
    public String build() throws IOException {
        return Home.build();
    }

    @Override
    public String settings() {
        return CHOICES.join(run.settings().all());
    }

    @Override
    public Optional<Assumed> assumed() {
        ImmutableMap<String, String> differing = run.settings().differencesFrom(Settings.DEFAULT);
        return Optional.of(new Assumed(
                Joiner.on(", ").join(run.patches()),
                CHOICES.join(differing),
                run.settings().all().size() - differing.size()));
    }

    @Override
    public Optional<String> why(Property property, Trace trace) {
        return Findings.sighting(system(), property, trace).map(Sighting::why);
    }

    @Override
    public String explain(Property property, Trace trace) {
        return why(property, trace).orElseGet(() -> property.explain(trace) + " (No finding explains it.)");
    }

    @Override
    public ImmutableList<String> causes() {
        return Findings.ALL.stream().map(Finding::name).collect(toImmutableList());
    }

    /** Of a search that asks questions only, which no finding is about. */
    @Override
    public Answer answer(Property property, Verdict verdict) {
        return verdict instanceof Verdict.Violated violated
                ? new Answer(
                        property,
                        verdict,
                        "",
                        facts(
                                ImmutableMap.of(),
                                false,
                                violated.counterexample().isEmpty()))
                : Answer.of(property, verdict);
    }

    /** What JSON says of a violation. */
    static ImmutableMap<String, Object> facts(
            Map<String, ? extends Object> findings, boolean unexplained, boolean searchedBehind) {
        return ImmutableMap.of("findings", findings, "unexplained", unexplained, "searchedBehind", searchedBehind);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", run.scenario().name());
        json.put("design", run.design());
        json.put("patches", run.patches().stream().map(Enum::name).toList());
        json.put("parameters", run.parameters());
        return json;
    }

    @Override
    public String stepOf(int action) {
        return system().stepOf(action).name();
    }
}
