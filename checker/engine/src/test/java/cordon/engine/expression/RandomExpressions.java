package cordon.engine.expression;

import com.google.common.collect.ImmutableList;
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
import cordon.engine.expression.Expression.Member;
import cordon.engine.expression.Expression.Not;
import cordon.engine.expression.Expression.Or;
import cordon.engine.expression.Expression.Rest;
import cordon.engine.expression.Expression.Since;
import cordon.engine.expression.Expression.Taken;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Expressions about a {@link Workshop}, chosen at random. */
final class RandomExpressions {
    private static final List<String> LABELS =
            List.of("switch the lamp", "machine 1", "make: M1", "take \"one\"", "wear B1: WEAR out", "e");

    private static final List<Comparison> ALL = List.of(Comparison.values());
    private static final List<Comparison> EQUALITY = List.of(Comparison.EQUAL, Comparison.UNEQUAL);

    private final Workshop workshop;
    private final Random random;
    private final boolean steps;
    private final List<String> variables = new ArrayList<>();

    RandomExpressions(Workshop workshop, Random random, boolean steps) {
        this.workshop = workshop;
        this.random = random;
        this.steps = steps;
    }

    /** An expression of at most {@code depth} nested ones. */
    Expression next(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(7)) {
            case 0 -> new Not(next(depth - 1));
            case 1 -> new And(several(depth - 1));
            case 2 -> new Or(several(depth - 1));
            case 3 -> new Implies(next(depth - 1), next(depth - 1));
            case 4 -> forEach(depth - 1);
            default -> leaf();
        };
    }

    private ImmutableList<Expression> several(int depth) {
        ImmutableList.Builder<Expression> all = ImmutableList.builder();
        for (int i = -2; i < random.nextInt(2); i++) {
            all.add(next(depth));
        }
        return all.build();
    }

    private Expression forEach(int depth) {
        String variable = "v" + variables.size();
        variables.add(variable);
        Expression each = new ForEach(random.nextBoolean(), workshop.machine, variable, next(depth));
        variables.remove(variable);
        return each;
    }

    private Expression leaf() {
        boolean next = steps && random.nextBoolean();
        String label = LABELS.get(random.nextInt(LABELS.size()));
        return switch (random.nextInt(13)) {
            case 0 -> new Constant(random.nextBoolean());
            case 1 -> new Rest(next);
            case 2 -> new Enabled(next, label);
            case 3 -> new Taken(next, label);
            case 4 -> new Since(next, label);
            case 5 -> new IsSet(element(next, workshop.lamp));
            case 6 -> new Compares(element(next, workshop.store), comparison(ALL), element(false, workshop.least));
            case 7 -> new Compares(element(next, workshop.made), comparison(EQUALITY), element(false, workshop.made));
            case 8 -> new HasValue(element(next, workshop.store), comparison(ALL), "" + random.nextInt(4));
            case 9 -> ofVariable(next);
            default -> ofValue(next, List.of(workshop.lamp, workshop.mode.field(), workshop.last, workshop.made));
        };
    }

    private Expression ofVariable(boolean next) {
        return variables.isEmpty()
                ? new IsSet(element(next, workshop.lamp))
                : new IsMember(
                        element(next, workshop.store),
                        comparison(ALL),
                        workshop.machine,
                        variables.get(random.nextInt(variables.size())));
    }

    private Expression ofValue(boolean next, List<Field> fields) {
        Field field = fields.get(random.nextInt(fields.size()));
        List<String> texts = List.copyOf(Values.texts(field));
        return new HasValue(element(next, field), comparison(EQUALITY), texts.get(random.nextInt(texts.size())));
    }

    private Comparison comparison(List<Comparison> some) {
        return some.get(random.nextInt(some.size()));
    }

    private Element element(boolean next, Field field) {
        return new Element(
                next, field, field.indices().stream().map(this::member).collect(ImmutableList.toImmutableList()));
    }

    private Member member(Index index) {
        return variables.isEmpty() || random.nextBoolean()
                ? new Member(index, "" + random.nextInt(index.size()))
                : new Member(index, variables.get(random.nextInt(variables.size())));
    }
}
