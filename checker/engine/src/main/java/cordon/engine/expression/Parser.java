package cordon.engine.expression;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.expression.Expression.And;
import cordon.engine.expression.Expression.Compares;
import cordon.engine.expression.Expression.Constant;
import cordon.engine.expression.Expression.Element;
import cordon.engine.expression.Expression.Enabled;
import cordon.engine.expression.Expression.ForEach;
import cordon.engine.expression.Expression.Implies;
import cordon.engine.expression.Expression.IsSet;
import cordon.engine.expression.Expression.Not;
import cordon.engine.expression.Expression.Or;
import cordon.engine.expression.Expression.Rest;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import cordon.engine.expression.Lexer.Kind;
import cordon.engine.expression.Lexer.Token;
import cordon.engine.schema.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes an {@link Expression} of a text, by recursive descent: one method for each rule of the grammar. Every name is looked up in a
 * {@link Vocabulary} and every value in its field, so that a faulty expression is refused before anything is explored.
 */
public final class Parser {
    /** The deepest nesting of parentheses, quantifiers and negations that is read. */
    static final int MAX_DEPTH = 100;

    private static final int MAX_SHOWN = 60; // characters of a name in a message
    private static final ImmutableSet<String> OPERATORS =
            ImmutableSet.of("and", "or", "AND", "OR"); // so called elsewhere
    private static final ImmutableList<String> WITH_LABEL = ImmutableList.of("enabled", "taken", "since");

    private final Vocabulary vocabulary;
    private final boolean steps;
    private final Elements elements;
    private final ImmutableList<Token> tokens;
    private final Map<String, Index> variables = new HashMap<>();
    private int position;
    private int depth;

    private Parser(String text, Vocabulary vocabulary, boolean steps) throws ExpressionException {
        this.vocabulary = vocabulary;
        this.steps = steps;
        this.elements = new Elements(vocabulary, variables);
        this.tokens = Lexer.tokens(text);
    }

    /**
     * An expression about one state.
     *
     * @throws ExpressionException if {@code text} is none, with the column of the first fault
     */
    public static Expression ofState(String text, Vocabulary vocabulary) throws ExpressionException {
        return new Parser(text, vocabulary, false).whole();
    }

    /**
     * An expression about a step: {@code next.} leads to the state after it.
     *
     * @throws ExpressionException if {@code text} is none, with the column of the first fault
     */
    public static Expression ofStep(String text, Vocabulary vocabulary) throws ExpressionException {
        return new Parser(text, vocabulary, true).whole();
    }

    /** The element that {@code text} names; empty if it is more than the name of a field, or none. */
    static Optional<Element> element(String text, Vocabulary vocabulary) throws ExpressionException {
        Parser parser = new Parser(text, vocabulary, false);
        if (!parser.elements.names(parser.here().text())) {
            return Optional.empty();
        }
        Element element = parser.element();
        return parser.here().kind() == Kind.END ? Optional.of(element) : Optional.empty();
    }

    private Expression whole() throws ExpressionException {
        Expression expression = implication();
        if (here().kind() != Kind.END) {
            refuseWordFor("&", "and");
            refuseWordFor("|", "or");
            throw fault("expected an operator or the end, not " + shown(here()));
        }
        return expression;
    }

    private Expression implication() throws ExpressionException {
        enter();
        Expression premise = joined("|", this::conjunction, Or::new);
        Expression result = accept("->") ? new Implies(premise, implication()) : premise;
        depth--;
        return result;
    }

    private Expression conjunction() throws ExpressionException {
        return joined("&", this::unary, And::new);
    }

    /** One rule of the grammar. */
    @FunctionalInterface
    private interface Rule {
        Expression parse() throws ExpressionException;
    }

    private Expression joined(String sign, Rule operand, Function<ImmutableList<Expression>, Expression> join)
            throws ExpressionException {
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(operand.parse());
        } while (accept(sign));
        return operands.size() == 1 ? operands.get(0) : join.apply(ImmutableList.copyOf(operands));
    }

    private Expression unary() throws ExpressionException {
        if (accept("!")) {
            enter();
            Expression of = unary();
            depth--;
            return new Not(of);
        }
        if (accept("(")) {
            Expression inner = implication();
            expect(")");
            return inner;
        }
        Token first = here();
        if (first.kind() != Kind.WORD) {
            throw fault(
                    "expected a field, 'rest', 'enabled', 'taken', 'since', 'for', '!' or '(', not " + shown(first));
        }
        if (first.text().equals("true") || first.text().equals("false")) {
            position++;
            return new Constant(first.text().equals("true"));
        }
        if (first.text().equals("for")) {
            return forEach();
        }
        refuseWordFor("!", "not");
        boolean next = first.text().startsWith("next.");
        String word = next ? first.text().substring(5) : first.text();
        if (next && !steps) {
            throw fault("'next.' is only for an expression about a step (--step)");
        }
        if (word.equals("rest")) {
            position++;
            needSystem(first);
            return new Rest(next);
        }
        if (WITH_LABEL.contains(word) && tokens.get(position + 1).is("(")) {
            return withLabel(next, word);
        }
        return comparison();
    }

    private Expression forEach() throws ExpressionException {
        position++;
        boolean all = here().isWord("all");
        if (!all && !here().isWord("some")) {
            throw fault("expected 'some' or 'all', not " + shown(here()));
        }
        position++;
        Token name = word("an index such as device");
        Index index = vocabulary
                .index(name.text())
                .orElseThrow(() -> new ExpressionException(
                        name.column(),
                        "no index " + shown(name) + "; expected 'for some INDEX VARIABLE:' with one of "
                                + vocabulary.indices().stream()
                                        .map(Index::name)
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
        Token variable = word("a variable");
        if (!variable.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new ExpressionException(
                    variable.column(), "expected a variable, which begins with a letter, not " + shown(variable));
        }
        if (variables.containsKey(variable.text())) {
            throw new ExpressionException(
                    variable.column(), "the variable " + shown(variable) + " stands for something else here");
        }
        expect(":");
        variables.put(variable.text(), index);
        Expression body = implication();
        variables.remove(variable.text());
        return new ForEach(all, index, variable.text(), body);
    }

    private Expression withLabel(boolean next, String word) throws ExpressionException {
        Token name = here();
        needSystem(name);
        position += 2;
        Token label = here();
        if (label.kind() != Kind.QUOTED) {
            throw fault("expected a part of a step's label in quotation marks, not " + shown(label));
        }
        if (vocabulary.fitting(label.text()).isEmpty()) {
            throw fault(vocabulary.noLabel(label.text()));
        }
        position++;
        expect(")");
        return switch (word) {
            case "enabled" -> new Enabled(next, label.text());
            case "taken" -> new Taken(next, label.text());
            default -> new Since(next, label.text());
        };
    }

    private Expression comparison() throws ExpressionException {
        Token first = here();
        Element left = element();
        Optional<Comparison> comparison = comparisonSign();
        if (comparison.isEmpty()) {
            if (!Values.areFlags(left.field())) {
                throw new ExpressionException(
                        first.column(),
                        left.field().name() + " is no flag: expected " + first.text() + " = VALUE, with "
                                + Elements.values(left.field()));
            }
            return new IsSet(left);
        }
        int begin = position;
        String value = valueText();
        Token at = tokens.get(begin);
        if (begin == position) {
            throw fault("expected a value or a field, not " + shown(at));
        }
        boolean quoted = at.kind() == Kind.QUOTED;
        Optional<Expression> compared = elements.compared(left, comparison.get(), value, at);
        if (compared.isPresent()) {
            return compared.get();
        }
        if (!quoted && elements.names(at.text())) {
            position = begin;
            Element right = element();
            elements.requireComparable(left, comparison.get(), right, at);
            return new Compares(left, comparison.get(), right);
        }
        throw elements.noValue(left.field(), value, at);
    }

    private Optional<Comparison> comparisonSign() {
        for (Comparison comparison : Comparison.values()) {
            if (accept(comparison.sign())) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    /** The quoted text, the words or the hyphen here. */
    private String valueText() {
        if (here().kind() == Kind.QUOTED || here().is("-")) {
            return tokens.get(position++).text();
        }
        int begin = position;
        while (here().kind() == Kind.WORD && !(position > begin && OPERATORS.contains(here().text()))) {
            position++;
        }
        return tokens.subList(begin, position).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    private Element element() throws ExpressionException {
        Token name = word("a field");
        if (name.text().startsWith("next.") && !steps) {
            throw new ExpressionException(name.column(), "'next.' is only for an expression about a step (--step)");
        }
        List<Token> members = new ArrayList<>();
        if (accept("[")) {
            do {
                members.add(word("an index such as device"));
                if (here().kind() != Kind.WORD) {
                    throw new ExpressionException(
                            members.get(members.size() - 1).column(),
                            "expected an index and a number or a variable, as in " + elements.example(name));
                }
                members.add(word("a number or a variable"));
            } while (accept(","));
            expect("]");
        }
        return elements.element(name, members);
    }

    /** A word for an operator is not read; where none of this vocabulary begins so, it is what was meant. */
    private void refuseWordFor(String sign, String word) throws ExpressionException {
        if (here().kind() == Kind.WORD && Ascii.equalsIgnoreCase(here().text(), word) && !elements.names(word)) {
            throw fault("expected " + sign + " for " + shown(here()));
        }
    }

    private void needSystem(Token at) throws ExpressionException {
        if (vocabulary.system().isEmpty()) {
            throw new ExpressionException(
                    at.column(), shown(at) + " needs a system, and only its fields are known here");
        }
    }

    private Token word(String expected) throws ExpressionException {
        if (here().kind() != Kind.WORD) {
            throw fault("expected " + expected + ", not " + shown(here()));
        }
        return tokens.get(position++);
    }

    private void enter() throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw fault("nested deeper than " + MAX_DEPTH);
        }
    }

    private Token here() {
        return tokens.get(position);
    }

    private boolean accept(String sign) {
        boolean is = here().is(sign);
        position += is ? 1 : 0;
        return is;
    }

    private void expect(String sign) throws ExpressionException {
        if (!accept(sign)) {
            throw fault("expected '" + sign + "', not " + shown(here()));
        }
    }

    private ExpressionException fault(String message) {
        return new ExpressionException(here().column(), message);
    }

    static String shown(Token token) {
        return shown(token.shown());
    }

    /** In one line, and not too long. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }
}
