package cordon.engine.expression;

import cordon.engine.expression.Expression.And;
import cordon.engine.expression.Expression.Compares;
import cordon.engine.expression.Expression.Constant;
import cordon.engine.expression.Expression.Element;
import cordon.engine.expression.Expression.Enabled;
import cordon.engine.expression.Expression.ForEach;
import cordon.engine.expression.Expression.HasValue;
import cordon.engine.expression.Expression.Implies;
import cordon.engine.expression.Expression.IsMember;
import cordon.engine.expression.Expression.IsSet;
import cordon.engine.expression.Expression.Not;
import cordon.engine.expression.Expression.Or;
import cordon.engine.expression.Expression.Rest;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints expressions with as few parentheses as the grammar allows. */
final class Printer {
    private static final Pattern BARE_VALUE = Pattern.compile("-|[A-Za-z0-9_.]+( [A-Za-z0-9_.]+)*");

    private Printer() {}

    static String print(Expression expression) {
        if (expression instanceof Constant constant) {
            return constant.value() ? "true" : "false";
        } else if (expression instanceof Not not) {
            return "!"
                    + (not.of() instanceof HasValue || not.of() instanceof IsMember || not.of() instanceof Compares
                            ? "(" + print(not.of()) + ")" // "!a = b" is read so, but not by people
                            : unary(not.of()));
        } else if (expression instanceof And and) {
            return and.all().stream().map(Printer::unary).collect(Collectors.joining(" & "));
        } else if (expression instanceof Or or) {
            return joined(or.any());
        } else if (expression instanceof Implies implies) {
            return premise(implies.premise()) + " -> " + print(implies.conclusion());
        } else if (expression instanceof ForEach each) {
            return (each.all() ? "for all " : "for some ") + each.index().name() + " " + each.variable() + ": "
                    + print(each.body());
        } else if (expression instanceof IsSet set) {
            return element(set.element());
        } else if (expression instanceof HasValue value) {
            return element(value.element()) + " " + value.comparison().sign() + " " + value(value.value());
        } else if (expression instanceof IsMember is) {
            return element(is.element()) + " " + is.comparison().sign() + " " + is.variable();
        } else if (expression instanceof Compares compares) {
            return element(compares.left()) + " " + compares.comparison().sign() + " " + element(compares.right());
        } else if (expression instanceof Rest rest) {
            return next(rest.next()) + "rest";
        } else if (expression instanceof Enabled enabled) {
            return next(enabled.next()) + "enabled(" + quoted(enabled.label()) + ")";
        } else if (expression instanceof Taken taken) {
            return next(taken.next()) + "taken(" + quoted(taken.label()) + ")";
        }
        Since since = (Since) expression;
        return next(since.next()) + "since(" + quoted(since.label()) + ")";
    }

    /** The name of an element; a number in it may be a variable. */
    static String element(Element element) {
        String members = element.members().stream()
                .map(member -> member.index().name() + " " + member.number())
                .collect(Collectors.joining(", "));
        return next(element.next()) + element.field().name() + (members.isEmpty() ? "" : "[" + members + "]");
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A value in the form of an expression. */
    static String value(String value) {
        return BARE_VALUE.matcher(value).matches() ? value : quoted(value);
    }

    private static String joined(List<Expression> any) {
        return any.stream()
                .map(one -> one instanceof And ? print(one) : unary(one))
                .collect(Collectors.joining(" | "));
    }

    private static String premise(Expression premise) {
        return premise instanceof And || premise instanceof Or ? print(premise) : unary(premise);
    }

    private static String unary(Expression expression) {
        boolean binary = expression instanceof And
                || expression instanceof Or
                || expression instanceof Implies
                || expression instanceof ForEach; // which reaches as far as it can
        return binary ? "(" + print(expression) + ")" : print(expression);
    }

    private static String next(boolean next) {
        return next ? "next." : "";
    }
}
