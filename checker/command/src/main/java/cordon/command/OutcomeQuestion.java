package cordon.command;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import cordon.engine.Trace;
import cordon.engine.TransitionSystem;
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
 * @param model what is to be searched
 * @param of the names of the elements asked about, as counterexamples print them
 * @param at a part of the label of the steps after which a state is looked at; empty if that is where the world comes to rest
 * @param question the same in terms of the model
 */
public record OutcomeQuestion(Model model, List<String> of, String at, Question question) {

    /**
     * The question.
     *
     * @param fields names of fields and of elements, separated by commas
     * @param at as {@link #at}
     * @throws UsageException if something has no such name or value
     */
    public static OutcomeQuestion of(Model model, List<String> fields, Optional<String> at) {
        TransitionSystem system = model.system();
        List<String> items =
                fields.stream().flatMap(names -> split(names).stream()).toList();
        Set<String> once = new HashSet<>();
        for (String item : items) {
            if (!item.isBlank() && !once.add(oneSpaced(item))) {
                throw new UsageException("--of names '" + oneSpaced(item) + "' twice");
            }
        }
        ImmutableList<Element> elements = items.stream()
                .flatMap(name -> elements(system, name))
                .distinct()
                .collect(toImmutableList());
        Optional<String> label = at.map(OutcomeQuestion::oneSpaced);
        Moment moment = label.<Moment>map(part -> new Moment.After(actions(model.vocabulary(), part)))
                .orElseGet(() -> new Moment.Rest(rule(model)));
        return new OutcomeQuestion(
                model,
                elements.stream().map(Element::name).collect(toImmutableList()),
                label.orElse(""),
                new Question(system, moment, elements));
    }

    /** Searches for the answer, showing how it goes. */
    public Outcomes ask(int workers, Bounds bounds) {
        ProgressLine progress = new ProgressLine(System.err, model.title(), false);
        Outcomes outcomes = question.ask(workers, bounds, progress);
        progress.clear();
        return outcomes;
    }

    /**
     * An outcome as it is printed.
     *
     * @param values the value of each element, as counterexamples print it
     * @param ending {@code ends}, {@code stuck} or {@code after}; see {@link cordon.engine.outcome.Ending}
     * @param states the number of distinct states that have it; 0 if it does not come about
     * @param steps the length of a shortest trace to one of them; 0 if there is none
     */
    public record Row(List<String> values, String ending, long states, int steps) {}

    /** {@code outcomes}, found by {@link #ask}, as they are printed. */
    public List<Row> rows(Outcomes outcomes) {
        List<Map<Integer, String>> texts = IntStream.range(0, of.size())
                .mapToObj(i -> texts(
                        question.elements().get(i),
                        outcomes.found().keySet().stream()
                                .map(outcome -> outcome.values().get(i))
                                .collect(toImmutableSet())))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Outcome, Count> entry : outcomes.found().entrySet()) {
            Outcome outcome = entry.getKey();
            List<String> values = IntStream.range(0, of.size())
                    .mapToObj(i ->
                            String.valueOf(texts.get(i).get(outcome.values().get(i))))
                    .toList();
            rows.add(new Row(
                    values,
                    outcome.ending().toString(),
                    entry.getValue().states(),
                    entry.getValue().steps()));
        }
        return rows;
    }

    /** Each of {@code values} of {@code element} as it is printed, with its number too where another of them is printed alike. */
    public static Map<Integer, String> texts(Element element, Set<Integer> values) {
        ImmutableListMultimap<String, Integer> byText = Multimaps.index(values, element::format);
        return Maps.toMap(
                values,
                value -> element.format(value)
                        + (byText.get(element.format(value)).size() > 1 ? " (" + value + ")" : ""));
    }

    /** What is looked at and when, in words. */
    public String title() {
        return model.title() + ": "
                + (at.isEmpty() ? "where the world comes to rest" : "right after a step '" + at + "'");
    }

    /** The command that puts the question again; a shell may break it at any space, see {@link #oneSpaced}. */
    public String command() {
        return model.command("outcomes") + " --of \"" + String.join(",", of) + "\""
                + (at.isEmpty() ? "" : " --at \"" + at + "\"");
    }

    /** {@code text} with one space between two words, as names and labels have it: a command in a report is broken into lines. */
    private static String oneSpaced(String text) {
        return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
    }

    /** What the model says about a state in which it may rest; without a word of it, it may rest where nothing has to happen. */
    private static DeadlockFree rule(Model model) {
        return model.properties().stream()
                .filter(DeadlockFree.class::isInstance)
                .map(DeadlockFree.class::cast)
                .findFirst()
                .orElseGet(() -> new Resting(model.vocabulary()));
    }

    /** A state is at rest, and an end, where nothing is possible but what need never happen. */
    private record Resting(Vocabulary vocabulary) implements DeadlockFree {
        @Override
        public String name() {
            return "rest";
        }

        @Override
        public String meaning() {
            return "Nothing has to happen.";
        }

        @Override
        public boolean mayEnd(long[] state) {
            return true;
        }

        @Override
        public boolean isProgress(int action) {
            return vocabulary.isProgress(action);
        }

        @Override
        public String explain(Trace trace) {
            return "Nothing has to happen in the state after step " + trace.length() + ".";
        }
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
    private static Stream<Element> elements(TransitionSystem system, String name) {
        if (name.isEmpty()) {
            throw new UsageException("--of: expected names of fields, separated by commas, such as "
                    + system.schema().fields().get(0).elementName(0));
        }
        int bracket = name.indexOf('[');
        String fieldName = bracket < 0 ? name : name.substring(0, bracket).strip();
        Field field = Names.find("field", fieldName, system.schema().fields(), Field::name);
        List<Element> elements = Element.of(field).toList();
        return bracket < 0
                ? elements.stream()
                : Stream.of(Names.find("element of " + field.name(), name, elements, Element::name));
    }

    /** The actions whose labels contain {@code label}, as in an expression. */
    private static ImmutableSet<Integer> actions(Vocabulary vocabulary, String label) {
        BitSet actions = vocabulary.fitting(label);
        if (actions.isEmpty()) {
            throw new UsageException("--at: " + vocabulary.noLabel(label));
        }
        return actions.stream().boxed().collect(toImmutableSet());
    }
}
