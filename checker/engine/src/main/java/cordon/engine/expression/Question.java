package cordon.engine.expression;

import com.google.common.collect.ImmutableList;
import cordon.engine.expression.Expression.Past;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of one or two expressions.
 *
 * @param kind what is asked
 * @param expressions as many as the kind needs
 */
public record Question(Kind kind, List<Expression> expressions) {
    /** The sign between the two expressions of {@code leads-to}. */
    public static final String THEN = " ~> ";

    /** The kinds of questions, with the word that begins the text of one. */
    public enum Kind {
        /** No reachable state is so. */
        NEVER("never"),
        /** Some reachable state is so. */
        REACH("reach"),
        /** No step is so. */
        STEP("step"),
        /** After a state that is like the first, every fair run comes to one that is like the second. */
        LEADS_TO("leads-to");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word that the text of such a question begins with. */
        public String word() {
            return word;
        }
    }

    /**
     * The question {@code text}: the word of a kind and an expression, or {@code leads-to EXPRESSION ~> EXPRESSION}.
     *
     * @throws ExpressionException if it is none, with the column of the first fault
     */
    public static Question parse(String text, Vocabulary vocabulary) throws ExpressionException {
        String stripped = text.strip();
        int blank = stripped.indexOf(' ');
        String word = blank < 0 ? stripped : stripped.substring(0, blank);
        Optional<Kind> kind = kindOf(stripped);
        if (kind.isEmpty() || blank < 0) {
            throw new ExpressionException(
                    1,
                    "expected never, reach, step or leads-to, and an expression; not "
                            + Parser.shown("'" + word + "'"));
        }
        // The columns in a message are those of the text: what comes before an expression becomes blanks.
        String rest = " ".repeat(text.indexOf(word) + word.length()) + stripped.substring(blank);
        if (kind.get() != Kind.LEADS_TO) {
            return of(kind.get(), vocabulary, rest);
        }
        int then = rest.indexOf(THEN);
        if (then < 0) {
            throw new ExpressionException(rest.length() + 1, "expected '~>' and what the first expression leads to");
        }
        return of(
                kind.get(),
                vocabulary,
                rest.substring(0, then),
                " ".repeat(then + THEN.length()) + rest.substring(then + THEN.length()));
    }

    /** The kind of the question {@code text}, by its first word; empty if that is none of the words. */
    public static Optional<Kind> kindOf(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> text.startsWith(kind.word + " "))
                .findFirst();
    }

    /**
     * The question of {@code kind} about {@code texts}.
     *
     * @throws ExpressionException if one of them is no expression
     */
    public static Question of(Kind kind, Vocabulary vocabulary, String... texts) throws ExpressionException {
        ImmutableList.Builder<Expression> expressions = ImmutableList.builder();
        for (String text : texts) {
            Expression expression =
                    kind == Kind.STEP ? Parser.ofStep(text, vocabulary) : Parser.ofState(text, vocabulary);
            expressions.add(expression);
        }
        return new Question(kind, expressions.build());
    }

    /** The question as a text that {@link #parse} understands. */
    public String text() {
        return kind.word + " "
                + String.join(THEN, expressions.stream().map(Expression::text).toList());
    }

    /** The parts of labels that {@code taken} and {@code since} speak of. */
    public List<String> labels() {
        return expressions.stream()
                .flatMap(Expression::parts)
                .filter(Past.class::isInstance)
                .map(part -> ((Past) part).label())
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether a search for its answer has to remember how a state was reached. */
    public boolean needsMemory() {
        return kind == Kind.LEADS_TO
                || expressions.stream()
                        .flatMap(Expression::parts)
                        .anyMatch(part -> part instanceof Since || (part instanceof Taken taken && !taken.next()));
    }

    /**
     * Whether it cannot tell apart the members of an interchangeable index: it names none by its number, in no value and in no label.
     */
    public boolean isSymmetric() {
        return expressions.stream().flatMap(Expression::parts).allMatch(Expression::isSymmetric);
    }

    /** The question that a witness of this one answers with a violation: of {@code reach E} it is {@code never E}. */
    public Question refutedByWitness() {
        return kind == Kind.REACH ? new Question(Kind.NEVER, expressions) : this;
    }
}
