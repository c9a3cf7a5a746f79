package cordon.engine.expression;

import com.google.common.base.Ascii;
import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.Trace;
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
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an expression says at one place of a path, by looking at printed names and values and at the whole path. */
final class NaiveEvaluator {
    private final Workshop workshop;
    private final Trace path;
    private final int now;
    private final Map<String, Integer> variables = new HashMap<>();

    /** At the state {@code now} of {@code path}, or at the step after it. */
    NaiveEvaluator(Workshop workshop, Trace path, int now) {
        this.workshop = workshop;
        this.path = path;
        this.now = now;
    }

    boolean holds(Expression e) {
        if (e instanceof Constant constant) {
            return constant.value();
        } else if (e instanceof Not not) {
            return !holds(not.of());
        } else if (e instanceof And and) {
            return and.all().stream().allMatch(this::holds);
        } else if (e instanceof Or or) {
            return or.any().stream().anyMatch(this::holds);
        } else if (e instanceof Implies implies) {
            return !holds(implies.premise()) || holds(implies.conclusion());
        } else if (e instanceof ForEach each) {
            IntPredicate ofMember = member -> {
                variables.put(each.variable(), member);
                return holds(each.body());
            };
            IntStream members = IntStream.range(0, each.index().size());
            return each.all() ? members.allMatch(ofMember) : members.anyMatch(ofMember);
        } else if (e instanceof IsSet set) {
            return !printed(set.element()).equals("0");
        } else if (e instanceof HasValue value) {
            return compare(printed(value.element()), value.comparison(), value.value());
        } else if (e instanceof IsMember is) {
            return compare(printed(is.element()), is.comparison(), String.valueOf(variables.get(is.variable())));
        } else if (e instanceof Compares compares) {
            return compare(printed(compares.left()), compares.comparison(), printed(compares.right()));
        } else if (e instanceof Rest rest) {
            return enabled(rest.next()).noneMatch(Workshop::isProgress);
        } else if (e instanceof Enabled enabled) {
            return enabled(enabled.next()).anyMatch(action -> fits(action, enabled.label()));
        } else if (e instanceof Taken taken) {
            int n = at(taken.next());
            return n > 0 && fits(path.action(n), taken.label());
        }
        Since since = (Since) e;
        return IntStream.rangeClosed(1, at(since.next())).anyMatch(n -> fits(path.action(n), since.label()));
    }

    private int at(boolean next) {
        return next ? now + 1 : now;
    }

    private IntStream enabled(boolean next) {
        Successors out = new Successors(workshop.schema().words());
        workshop.successors(path.state(at(next)), out);
        return IntStream.range(0, out.count()).map(out::action);
    }

    private boolean fits(int action, String label) {
        Action printed = workshop.action(action);
        String wanted = Ascii.toLowerCase(label);
        return Ascii.toLowerCase(printed.toString()).contains(wanted)
                || Ascii.toLowerCase(printed.procedure() + " " + printed.label())
                        .contains(wanted);
    }

    private String printed(Element element) {
        String members = element.members().stream()
                .map(m -> m.index().name() + " "
                        + (variables.containsKey(m.number())
                                ? variables.get(m.number()).toString()
                                : m.number()))
                .collect(Collectors.joining(", "));
        String name = element.field().name() + (members.isEmpty() ? "" : "[" + members + "]");
        long[] state = path.state(at(element.next()));
        int i = IntStream.range(0, element.field().size())
                .filter(j -> element.field().elementName(j).equals(name))
                .findFirst()
                .orElseThrow();
        return element.field().format(element.field().get(state, i));
    }

    private static boolean compare(String a, Comparison comparison, String b) {
        return switch (comparison) {
            case EQUAL -> a.equals(b);
            case UNEQUAL -> !a.equals(b);
            default -> {
                int order = Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
                yield switch (comparison) {
                    case LESS -> order < 0;
                    case AT_MOST -> order <= 0;
                    case GREATER -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }
}
