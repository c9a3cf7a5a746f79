package cordon.engine.expression;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.List;
import java.util.stream.Stream;

/**
 * A formula about a state of a system, or about a step and the states before and after it. The names in it are those that a {@link
 * Vocabulary} knows; {@link Parser} makes it of a text, and {@link #text} is such a text.
 *
 * <pre>
 * implication = disjunction [ "->" implication ]
 * disjunction = conjunction { "|" conjunction }
 * conjunction = unary { "&amp;" unary }
 * unary       = "!" unary | "(" implication ")" | "true" | "false"
 *             | ( "for some" | "for all" ) INDEX VARIABLE ":" implication
 *             | [ "next." ] ( "rest" | ( "enabled" | "taken" | "since" ) "(" LABEL ")" )
 *             | element [ ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) ( VALUE | VARIABLE | element ) ]
 * element     = [ "next." ] FIELD [ "[" INDEX ( NUMBER | VARIABLE ) { "," INDEX ( NUMBER | VARIABLE ) } "]" ]
 * </pre>
 *
 * <p>FIELD, INDEX, NUMBER and VALUE are written as {@link cordon.engine.schema.Schema.Change} prints them. A VALUE with other
 * characters than letters, digits, dots and single blanks stands in quotation marks, and so does a LABEL.
 */
public sealed interface Expression {

    /** The expression as a text that parses to an equal expression. */
    default String text() {
        return Printer.print(this);
    }

    /** The expression and all expressions in it, outermost first. */
    default Stream<Expression> parts() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(Expression::parts));
    }

    /** The expressions that it is made of directly. */
    default List<Expression> children() {
        return ImmutableList.of();
    }

    /** The elements that it looks at itself, apart from its {@link #children}. */
    default List<Element> elements() {
        return ImmutableList.of();
    }

    /** Whether it cannot tell apart the members of an interchangeable index, apart from its {@link #children}. */
    default boolean isSymmetric() {
        return elements().stream()
                .allMatch(element -> element.field().naming().isEmpty()
                        && element.members().stream()
                                .noneMatch(m -> m.index().interchangeable()
                                        && Character.isDigit(m.number().charAt(0))));
    }

    /** True or false. */
    record Constant(boolean value) implements Expression {}

    /** The opposite. */
    record Not(Expression of) implements Expression {
        @Override
        public List<Expression> children() {
            return ImmutableList.of(of);
        }
    }

    /** All of at least two. */
    record And(List<Expression> all) implements Expression {
        @Override
        public List<Expression> children() {
            return all;
        }
    }

    /** At least one of at least two. */
    record Or(List<Expression> any) implements Expression {
        @Override
        public List<Expression> children() {
            return any;
        }
    }

    /** The second, if the first. */
    record Implies(Expression premise, Expression conclusion) implements Expression {
        @Override
        public List<Expression> children() {
            return ImmutableList.of(premise, conclusion);
        }
    }

    /**
     * An expression for each member of an index.
     *
     * @param all whether it has to be true of all members, and not of some
     * @param index the index, one of those called so with the most members
     * @param variable the name of the member in {@code body}
     * @param body what is said of a member
     */
    record ForEach(boolean all, Index index, String variable, Expression body) implements Expression {
        @Override
        public List<Expression> children() {
            return ImmutableList.of(body);
        }
    }

    /**
     * A place in an index.
     *
     * @param index the index
     * @param number a number of a member, in decimal, or a variable that stands for one
     */
    record Member(Index index, String number) {}

    /**
     * An element of a field.
     *
     * @param next whether it is that of the state after the step
     * @param field the field
     * @param members one for each index of {@code field}
     */
    record Element(boolean next, Field field, List<Member> members) {}

    /** An element is not 0. */
    record IsSet(Element element) implements Expression {
        @Override
        public List<Element> elements() {
            return ImmutableList.of(element);
        }
    }

    /** An element compared with a value as it is printed. */
    record HasValue(Element element, Comparison comparison, String value) implements Expression {
        @Override
        public List<Element> elements() {
            return ImmutableList.of(element);
        }
    }

    /**
     * An element compared with the number of a member.
     *
     * @param index the index that the variable is of
     * @param variable stands for the member
     */
    record IsMember(Element element, Comparison comparison, Index index, String variable) implements Expression {
        @Override
        public List<Element> elements() {
            return ImmutableList.of(element);
        }

        @Override
        public boolean isSymmetric() {
            return !index.interchangeable() && Expression.super.isSymmetric();
        }
    }

    /** Two elements compared as numbers. */
    record Compares(Element left, Comparison comparison, Element right) implements Expression {
        @Override
        public List<Element> elements() {
            return ImmutableList.of(left, right);
        }
    }

    /** No action that counts as progress is enabled. */
    record Rest(boolean next) implements Expression {}

    /** An action that fits {@code label} is enabled. */
    record Enabled(boolean next, String label) implements Expression {
        @Override
        public boolean isSymmetric() {
            return false;
        }
    }

    /** A step that was taken before fits a label. */
    sealed interface Past extends Expression {

        /** Whether it is said of the state after the step. */
        boolean next();

        /** A part of the label. */
        String label();

        @Override
        default boolean isSymmetric() {
            return false;
        }
    }

    /** The step that led to the state fits {@code label}. Of an initial state it is false. */
    record Taken(boolean next, String label) implements Past {}

    /** Some step that led to the state, or to one before it, fits {@code label}. */
    record Since(boolean next, String label) implements Past {}
}
