package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import cordon.command.Names;
import cordon.command.ProgressLine;
import cordon.command.UsageException;
import cordon.counterexamples.Origin;
import cordon.engine.explore.Bounds;
import cordon.engine.expression.Vocabulary;
import cordon.engine.outcome.Element;
import cordon.engine.outcome.Moment;
import cordon.engine.outcome.Outcome;
import cordon.engine.outcome.Outcomes;
import cordon.engine.outcome.Outcomes.Count;
import cordon.engine.outcome.Question;
import cordon.engine.property.DeadlockFree;
import cordon.engine.schema.Field;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.outcome.GradedRow;
import cordon.specs.outcome.OutcomeRecord;
import cordon.specs.question.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question about outcomes, as a user puts it.
 *
 * @param run what is to be searched
 * @param of the names of the elements asked about, as counterexamples print them
 * @param at a part of the label of the steps after which a state is looked at; empty if that is where the world comes to rest
 * @param question the same in terms of the model
 */
record OutcomeQuestion(Run run, ImmutableList<String> of, String at, Question question) {

    /** The question about a model that is built here. */
    static OutcomeQuestion of(Run run, List<String> fields, Optional<String> at) {
        return of(run, new RunModel(run).system(), fields, at);
    }

    /**
     * The question.
     *
     * @param world the model of {@code run}
     * @param fields names of fields and of elements, separated by commas
     * @param at as {@link #at}
     * @throws UsageException if something has no such name or value
     */
    static OutcomeQuestion of(Run run, World world, List<String> fields, Optional<String> at) {
        List<String> items =
                fields.stream().flatMap(names -> split(names).stream()).toList();
        Set<String> once = new HashSet<>();
        for (String item : items) {
            if (!item.isBlank() && !once.add(oneSpaced(item))) {
                throw new UsageException("--of names '" + oneSpaced(item) + "' twice");
            }
        }
        ImmutableList<Element> elements =
                items.stream().flatMap(name -> elements(world, name)).distinct().collect(toImmutableList());
        Optional<String> label = at.map(OutcomeQuestion::oneSpaced);
        Moment moment = label.<Moment>map(part -> new Moment.After(actions(world, part)))
                .orElseGet(() -> new Moment.Rest(rule(run, world)));
        return new OutcomeQuestion(
                run,
                elements.stream().map(Element::name).collect(toImmutableList()),
                label.orElse(""),
                new Question(world, moment, elements));
    }

    /** The question that {@code recorded} answers. */
    static OutcomeQuestion of(OutcomeRecord recorded) {
        Run run = RunOptions.run(
                new Origin(recorded.scenario(), recorded.design(), ImmutableMap.copyOf(recorded.parameters())),
                Optional.empty());
        return of(run, recorded.of(), Optional.of(recorded.at()).filter(at -> !at.isEmpty()));
    }

    /** Searches for the answer, showing how it goes. */
    Outcomes ask(int workers, Bounds bounds) {
        ProgressLine progress = new ProgressLine(System.err, run.title(), false);
        Outcomes outcomes = question.ask(workers, bounds, progress);
        progress.clear();
        return outcomes;
    }

    /** {@code outcomes}, found by {@link #ask}, as they are written down before anybody has graded them. */
    OutcomeRecord record(Outcomes outcomes) {
        List<ImmutableMap<Integer, String>> texts = IntStream.range(0, of.size())
                .mapToObj(i -> texts(
                        question.elements().get(i),
                        outcomes.found().keySet().stream()
                                .map(outcome -> outcome.values().get(i))
                                .collect(toImmutableSet())))
                .toList();
        List<GradedRow> rows = new ArrayList<>();
        for (Map.Entry<Outcome, Count> entry : outcomes.found().entrySet()) {
            Outcome outcome = entry.getKey();
            List<String> values = IntStream.range(0, of.size())
                    .mapToObj(i ->
                            String.valueOf(texts.get(i).get(outcome.values().get(i))))
                    .toList();
            rows.add(GradedRow.found(
                    values,
                    outcome.ending().toString(),
                    entry.getValue().states(),
                    entry.getValue().steps()));
        }
        return record(rows);
    }

    /** Each of {@code values} of {@code element} as it is printed, with its number too where another of them is printed alike. */
    static ImmutableMap<Integer, String> texts(Element element, Set<Integer> values) {
        ImmutableListMultimap<String, Integer> byText = Multimaps.index(values, element::format);
        return Maps.toMap(
                values,
                value -> element.format(value)
                        + (byText.get(element.format(value)).size() > 1 ? " (" + value + ")" : ""));
    }

    /** The question as it is written down, without an answer. */
    OutcomeRecord unanswered() {
        return record(List.of());
    }

    private OutcomeRecord record(List<GradedRow> rows) {
        return new OutcomeRecord(run.scenario().name(), run.design(), run.parameters(), of, at, rows);
    }

    /** What is looked at and when, in words. */
    String title() {
        return run.title() + ": "
                + (at.isEmpty() ? "where the world comes to rest" : "right after a step '" + at + "'");
    }

    /** The command that puts the question again; a shell may break it at any space, see {@link #oneSpaced}. */
    String command() {
        return new RunModel(run).command("outcomes") + " --of \"" + String.join(",", of) + "\""
                + (at.isEmpty() ? "" : " --at \"" + at + "\"");
    }

    /** {@code text} with one space between two words, as names and labels have it: a command in a report is broken into lines. */
    private static String oneSpaced(String text) {
        return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
    }

    private static DeadlockFree rule(Run run, World world) {
        return run.properties(world).stream()
                .filter(DeadlockFree.class::isInstance)
                .map(DeadlockFree.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing says when " + run.title() + " may end"));
    }

    /** The parts of {@code names} between commas that are not in brackets. */
    private static ImmutableList<String> split(String names) {
        ImmutableList.Builder<String> parts = ImmutableList.builder();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= names.length(); i++) {
            char c = i == names.length() ? ',' : names.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if ((c == ',' && depth == 0) || i == names.length()) {
                parts.add(oneSpaced(names.substring(start, i)));
                start = i + 1;
            }
        }
        return parts.build();
    }

    /** All elements of the field called {@code name}, or the one that is called so. */
    private static Stream<Element> elements(World world, String name) {
        if (name.isEmpty()) {
            throw new UsageException("--of: expected names of fields, separated by commas, such as "
                    + world.schema().fields().get(0).elementName(0));
        }
        int bracket = name.indexOf('[');
        String fieldName = bracket < 0 ? name : name.substring(0, bracket).strip();
        Field field = Names.find("field", fieldName, world.schema().fields(), Field::name);
        List<Element> elements = Element.of(field).toList();
        return bracket < 0
                ? elements.stream()
                : Stream.of(Names.find("element of " + field.name(), name, elements, Element::name));
    }

    /** The actions whose labels contain {@code label}, as in an expression. */
    private static ImmutableSet<Integer> actions(World world, String label) {
        Vocabulary vocabulary = Subject.vocabulary(world);
        BitSet actions = vocabulary.fitting(label);
        if (actions.isEmpty()) {
            throw new UsageException("--at: " + vocabulary.noLabel(label));
        }
        return actions.stream().boxed().collect(toImmutableSet());
    }
}
