package cordon.engine.expression;

import com.google.common.collect.ImmutableList;
import cordon.engine.expression.Expression.Element;
import cordon.engine.expression.Expression.HasValue;
import cordon.engine.expression.Expression.IsMember;
import cordon.engine.expression.Expression.Member;
import cordon.engine.expression.Lexer.Kind;
import cordon.engine.expression.Lexer.Token;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up elements and values in the fields of a vocabulary, for the {@link Parser}. */
final class Elements {
    private static final int MAX_VALUES_SHOWN = 12;

    private final Vocabulary vocabulary;
    private final Map<String, Index> variables; // those that are bound where the parser is

    Elements(Vocabulary vocabulary, Map<String, Index> variables) {
        this.vocabulary = vocabulary;
        this.variables = variables;
    }

    /** Whether {@code name} is that of a field, or {@code next.} and that of a field. */
    boolean names(String name) {
        return vocabulary.field(withoutNext(name)).isPresent();
    }

    /**
     * The element called {@code name}.
     *
     * @param members for each index its name, and the number or the variable after it
     */
    Element element(Token name, List<Token> members) throws ExpressionException {
        Field field = vocabulary
                .field(withoutNext(name.text()))
                .orElseThrow(() -> new ExpressionException(
                        name.column(),
                        "no field " + Parser.shown(name)
                                + Nearest.qualified(withoutNext(name.text()), vocabulary.fieldNames())
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse("")));
        if (members.size() != 2 * field.indices().size()) {
            throw new ExpressionException(
                    name.column(),
                    field.name() + " has " + field.indices().size()
                            + (field.indices().size() == 1 ? " index, not " : " indices, not ") + members.size() / 2
                            + "; did you mean " + field.elementName(0) + "?");
        }
        List<Member> found = new ArrayList<>();
        for (int i = 0; i < field.indices().size(); i++) {
            found.add(member(field, field.indices().get(i), members.get(2 * i), members.get(2 * i + 1)));
        }
        return new Element(name.text().startsWith("next."), field, ImmutableList.copyOf(found));
    }

    private Member member(Field field, Index index, Token name, Token number) throws ExpressionException {
        if (!name.text().equals(index.name())) {
            throw new ExpressionException(
                    name.column(),
                    field.name() + " has no index " + Parser.shown(name) + " here; did you mean " + field.elementName(0)
                            + "?");
        }
        Index ranged = variables.get(number.text());
        if (ranged == null && !number.text().matches("[0-9]{1,6}")) {
            throw new ExpressionException(
                    number.column(),
                    "expected a number from 0 to " + (index.size() - 1) + " or a variable of 'for', not "
                            + Parser.shown(number));
        }
        int last = ranged == null ? Integer.parseInt(number.text()) : ranged.size() - 1;
        if (last >= index.size()) {
            throw new ExpressionException(
                    number.column(),
                    field.name() + " has " + index.format(0)
                            + (index.size() == 1 ? " only" : " to " + (index.size() - 1))
                            + (ranged == null ? "" : "; the variable goes to " + last));
        }
        return new Member(index, ranged == null ? Integer.toString(last) : number.text());
    }

    /** {@code left} compared with {@code text}: one of its values, or a variable where it is a number; empty if that is neither. */
    Optional<Expression> compared(Element left, Comparison comparison, String text, Token at)
            throws ExpressionException {
        if (!Values.of(left.field(), text).isEmpty()) {
            requireOrder(left, comparison, at);
            return Optional.of(new HasValue(left, comparison, text));
        }
        Index ranged = variables.get(text);
        return ranged != null && at.kind() == Kind.WORD && Values.areNumbers(left.field())
                ? Optional.of(new IsMember(left, comparison, ranged, text))
                : Optional.empty();
    }

    /** That {@code text} is no value of {@code field}. */
    ExpressionException noValue(Field field, String text, Token at) {
        String nearest = (Values.areNumbers(field) ? Optional.<String>empty() : Nearest.name(text, Values.texts(field)))
                .map(value -> "; did you mean " + Printer.value(value) + "?")
                .orElse("");
        return new ExpressionException(
                at.column(),
                "no value of " + field.name() + " and no field: " + Parser.shown("'" + text + "'") + nearest
                        + (nearest.isEmpty() ? "; expected " : " expected ") + values(field));
    }

    /** Only numbers have an order. */
    private void requireOrder(Element left, Comparison comparison, Token at) throws ExpressionException {
        if (comparison.isOrder() && !Values.areNumbers(left.field())) {
            throw new ExpressionException(
                    at.column(), left.field().name() + " has no order: expected = or !=, not " + comparison.sign());
        }
    }

    /** Two elements can be compared if they are numbers, or have the same values. */
    void requireComparable(Element left, Comparison comparison, Element right, Token at) throws ExpressionException {
        boolean numbers = Values.areNumbers(left.field()) && Values.areNumbers(right.field());
        boolean alike = left.field().width() == right.field().width()
                && Values.texts(left.field()).equals(Values.texts(right.field()));
        if (!numbers && !alike) {
            throw new ExpressionException(
                    at.column(),
                    left.field().name() + " and " + right.field().name() + " have different values: "
                            + values(left.field()) + "; " + values(right.field()));
        }
        requireOrder(left, comparison, at);
    }

    /** Some values of a field, in the form of an expression. */
    static String values(Field field) {
        if (Values.areNumbers(field)) {
            return "0 to " + Values.greatest(field);
        }
        Set<String> texts = Values.texts(field);
        return "one of "
                + texts.stream().limit(MAX_VALUES_SHOWN).map(Printer::value).collect(Collectors.joining(", "))
                + (texts.size() > MAX_VALUES_SHOWN ? ", ..." : "");
    }

    /** An element of the field called {@code name}, or of any field. */
    String example(Token name) {
        return vocabulary
                .field(withoutNext(name.text()))
                .map(field -> field.elementName(0))
                .orElse("field[index 0]");
    }

    private static String withoutNext(String name) {
        return name.startsWith("next.") ? name.substring(5) : name;
    }
}
