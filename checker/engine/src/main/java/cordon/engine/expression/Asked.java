package cordon.engine.expression;

import com.google.common.collect.Lists;
import cordon.engine.Trace;
import cordon.engine.expression.Compiler.Test;
import cordon.engine.expression.Expression.Element;
import cordon.engine.property.Eventually;
import cordon.engine.property.Invariant;
import cordon.engine.property.Reachable;
import cordon.engine.property.StepInvariant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the properties made of questions have in common: a name, a meaning, and the words about a trace. */
abstract class Asked {
    private static final int MAX_ELEMENTS = 24; // in the words about one state

    private final String name;
    private final Question question;
    private final Vocabulary vocabulary;

    /** What is asked about a state or a step; of leads-to, whether the obligation is open. */
    final Test test;

    Asked(String name, Question question, Vocabulary vocabulary, Test test) {
        this.name = name;
        this.question = question;
        this.vocabulary = vocabulary;
        this.test = test;
    }

    final Question question() {
        return question;
    }

    public final String name() {
        return name;
    }

    public final String meaning() {
        Expression first = question.expressions().get(0);
        return switch (question.kind()) {
            case NEVER -> "In no reachable state: " + first.text();
            case REACH -> "In some reachable state: " + first.text();
            case STEP -> "In no step: " + first.text();
            case LEADS_TO ->
                "After each state with " + first.text() + ", every fair run comes to a state with "
                        + question.expressions().get(1).text();
        };
    }

    /** The elements that the question looks at, at the end of {@code trace}, and the steps that it speaks of. */
    public final String explain(Trace trace) {
        int end = trace.length();
        List<String> words = new ArrayList<>();
        if (question.kind() == Question.Kind.STEP) {
            words.add("Before step " + end + ": " + values(trace.state(end - 1)) + ".");
        }
        words.add("After step " + end + ": " + values(trace.last()) + ".");
        question.labels().forEach(label -> taken(label, trace).ifPresent(words::add));
        words.addAll(more(trace));
        return String.join(" ", words);
    }

    /** Further sentences about {@code trace}. */
    List<String> more(Trace trace) {
        return List.of();
    }

    private String values(long[] state) {
        List<String> values = question.expressions().stream()
                .flatMap(Expression::parts)
                .flatMap(part -> part.elements().stream())
                .flatMap(element -> IntStream.range(0, element.field().size())
                        .filter(i -> fits(element, i))
                        .mapToObj(i -> element.field().elementName(i) + " = "
                                + element.field().format(element.field().get(state, i))))
                .distinct()
                .toList();
        return values.isEmpty()
                ? "the question looks at no field"
                : String.join(", ", values.subList(0, Math.min(values.size(), MAX_ELEMENTS)))
                        + (values.size() > MAX_ELEMENTS ? ", ..." : "");
    }

    /** Whether {@code element}, in which a variable stands for any member, may be number {@code i} of its field. */
    private static boolean fits(Element element, int i) {
        int rest = i;
        for (Expression.Member member : Lists.reverse(element.members())) {
            String number = Integer.toString(rest % member.index().size());
            if (Character.isDigit(member.number().charAt(0)) && !member.number().equals(number)) {
                return false;
            }
            rest /= member.index().size();
        }
        return true;
    }

    private Optional<String> taken(String label, Trace trace) {
        BitSet fitting = vocabulary.fitting(label);
        return IntStream.rangeClosed(1, trace.length())
                .filter(n -> fitting.get(trace.action(n)))
                .mapToObj(n -> "Step " + n + " is the first whose label has " + Printer.quoted(label) + " in it.")
                .findFirst();
    }

    /** No reachable state is so. */
    static final class Never extends Asked implements Invariant {
        Never(String name, Question question, Vocabulary vocabulary, Test test) {
            super(name, question, vocabulary, test);
        }

        @Override
        public boolean holds(long[] state) {
            return !test.holds(state, 0, state);
        }
    }

    /** Some reachable state is so. */
    static final class Reach extends Asked implements Reachable {
        Reach(String name, Question question, Vocabulary vocabulary, Test test) {
            super(name, question, vocabulary, test);
        }

        @Override
        public boolean reachedAtStart(long[] initial) {
            return test.holds(initial, 0, initial);
        }

        @Override
        public boolean reached(long[] before, int action, long[] after) {
            return test.holds(after, action, after);
        }
    }

    /** No step is so. */
    static final class Step extends Asked implements StepInvariant {
        private final BitSet occasions;

        Step(String name, Question question, Vocabulary vocabulary, Test test) {
            super(name, question, vocabulary, test);
            this.occasions = Occasions.of(question.expressions().get(0), vocabulary);
        }

        @Override
        public boolean judges(int action) {
            return occasions.get(action);
        }

        /** Any step answers the question, if only with: this is none of those. */
        @Override
        public boolean tests(int action) {
            return true;
        }

        @Override
        public boolean holds(long[] before, int action, long[] after) {
            return !test.holds(before, action, after);
        }
    }

    /** After a state like the first expression comes one like the second. */
    static final class LeadsTo extends Asked implements Eventually {
        /** As {@code pending} says: the first was true in this state or in an earlier one, and the second neither since then nor now. */
        LeadsTo(String name, Question question, Vocabulary vocabulary, Test pending) {
            super(name, question, vocabulary, pending);
        }

        @Override
        List<String> more(Trace trace) {
            int since = trace.since(state -> open(state, 0));
            return List.of((since == 0 ? "At the beginning" : "After step " + since)
                    + " the first expression is true; the second is not, then or in any later state of this run.");
        }

        @Override
        public int obligations() {
            return 1;
        }

        @Override
        public boolean open(long[] state, int obligation) {
            return test.holds(state, 0, state);
        }
    }
}
