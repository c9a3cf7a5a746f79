package cordon.prover;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Sort;
import cordon.symbolic.Formula;
import cordon.symbolic.Formula.And;
import cordon.symbolic.Formula.Not;
import cordon.symbolic.Formula.Or;
import cordon.symbolic.Formula.Quantified;
import cordon.symbolic.Formula.Same;
import cordon.symbolic.Formula.Value;
import cordon.symbolic.Protocol;
import cordon.symbolic.Symbol;
import cordon.symbolic.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Formulas as Z3 has them: a sort is an uninterpreted one, a symbol of {@code 2^n} values or fewer is {@code n} predicates, the bits of the
 * number of its value. So there are no functions between sorts.
 */
final class Encoding {
    private final Context z3;
    private final Map<cordon.symbolic.Sort, Sort> sorts = new HashMap<>();
    private final Map<Symbol, List<FuncDecl<?>>> bits = new HashMap<>();
    private final List<BoolExpr> wellFormed = new ArrayList<>();

    Encoding(Context z3, Protocol protocol) {
        this.z3 = z3;
        protocol.sorts().forEach(sort -> sorts.put(sort, z3.mkUninterpretedSort(sort.name())));
        for (Symbol symbol : protocol.symbols()) {
            int values = symbol.values().size();
            List<FuncDecl<?>> predicates = new ArrayList<>();
            for (int bit = 0; 1 << bit < values; bit++) {
                predicates.add(z3.mkFuncDecl(
                        symbol.name() + "." + bit,
                        symbol.sorts().stream().map(this::sort).toArray(Sort[]::new),
                        z3.getBoolSort()));
            }
            bits.put(symbol, predicates);
            for (int value = values; value < 1 << predicates.size(); value++) {
                wellFormed.add(never(symbol, value));
            }
        }
    }

    Sort sort(cordon.symbolic.Sort sort) {
        return Objects.requireNonNull(sorts.get(sort));
    }

    /** What is so of every state: no symbol has a number that stands for no value. */
    List<BoolExpr> wellFormed() {
        return wellFormed;
    }

    /** The constant that stands for a free variable. */
    Expr<?> constant(Variable variable) {
        return z3.mkConst(variable.name(), sort(variable.sort()));
    }

    /** {@code symbol} has {@code value} for {@code members}. */
    BoolExpr equal(Symbol symbol, int value, Expr<?>... members) {
        List<FuncDecl<?>> predicates = Objects.requireNonNull(bits.get(symbol));
        BoolExpr[] literals = new BoolExpr[predicates.size()];
        for (int bit = 0; bit < literals.length; bit++) {
            BoolExpr set = (BoolExpr) predicates.get(bit).apply(members);
            literals[bit] = (value >> bit & 1) == 1 ? set : z3.mkNot(set);
        }
        return z3.mkAnd(literals);
    }

    private BoolExpr never(Symbol symbol, int value) {
        Expr<?>[] members = symbol.sorts().stream()
                .map(sort -> z3.mkFreshConst(sort.name(), sort(sort)))
                .toArray(Expr<?>[]::new);
        BoolExpr not = z3.mkNot(equal(symbol, value, members));
        return members.length == 0 ? not : z3.mkForall(members, not, 1, null, null, null, null);
    }

    /** {@code formula}; each free variable is its {@link #constant}. */
    BoolExpr encode(Formula formula) {
        if (formula instanceof Value value) {
            return equal(
                    value.symbol(),
                    value.value(),
                    value.members().stream().map(this::constant).toArray(Expr<?>[]::new));
        } else if (formula instanceof Same same) {
            return z3.mkEq(constant(same.left()), constant(same.right()));
        } else if (formula instanceof Not not) {
            return z3.mkNot(encode(not.of()));
        } else if (formula instanceof And and) {
            return z3.mkAnd(and.of().stream().map(this::encode).toArray(BoolExpr[]::new));
        } else if (formula instanceof Or or) {
            return z3.mkOr(or.of().stream().map(this::encode).toArray(BoolExpr[]::new));
        }
        Quantified quantified = (Quantified) formula;
        Expr<?>[] bound = quantified.variables().stream().map(this::constant).toArray(Expr<?>[]::new);
        BoolExpr body = encode(quantified.of());
        return quantified.universal()
                ? z3.mkForall(bound, body, 1, null, null, null, null)
                : z3.mkExists(bound, body, 1, null, null, null, null);
    }
}
