package cordon.engine.expression;

import cordon.engine.expression.Expression.And;
import cordon.engine.expression.Expression.Constant;
import cordon.engine.expression.Expression.ForEach;
import cordon.engine.expression.Expression.Implies;
import cordon.engine.expression.Expression.Not;
import cordon.engine.expression.Expression.Or;
import cordon.engine.expression.Expression.Taken;
import java.util.BitSet;
import java.util.List;

/** The actions by which a step can be as an expression says, as far as that can be told without a look at any state. */
final class Occasions {
    private final Vocabulary vocabulary;
    private final int actions;

    private Occasions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.actions = vocabulary.actionCount();
    }

    /** The actions of which a step may make {@code expression} true; of no other does any. */
    static BitSet of(Expression expression, Vocabulary vocabulary) {
        return new Occasions(vocabulary).of(expression, true);
    }

    /** Those by which {@code expression} may come to be {@code wanted}. */
    private BitSet of(Expression expression, boolean wanted) {
        if (expression instanceof Not not) {
            return of(not.of(), !wanted);
        } else if (expression instanceof And and) {
            return joined(and.all(), wanted, wanted);
        } else if (expression instanceof Or or) {
            return joined(or.any(), wanted, !wanted);
        } else if (expression instanceof Implies implies) {
            return joined(List.of(new Not(implies.premise()), implies.conclusion()), wanted, !wanted);
        } else if (expression instanceof ForEach each) {
            return of(each.body(), wanted); // no label has a variable in it
        } else if (expression instanceof Taken taken && taken.next()) {
            BitSet fitting = vocabulary.fitting(taken.label());
            if (!wanted) {
                fitting.flip(0, actions);
            }
            return fitting;
        }
        return all(!(expression instanceof Constant constant) || constant.value() == wanted);
    }

    /** The actions by which every one of {@code parts} may be {@code wanted}, or by which some one may. */
    private BitSet joined(List<Expression> parts, boolean wanted, boolean every) {
        BitSet joined = all(every);
        for (Expression part : parts) {
            BitSet of = of(part, wanted);
            if (every) {
                joined.and(of);
            } else {
                joined.or(of);
            }
        }
        return joined;
    }

    private BitSet all(boolean is) {
        BitSet all = new BitSet();
        all.set(0, actions, is);
        return all;
    }
}
