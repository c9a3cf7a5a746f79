package cordon.prover;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import cordon.symbolic.word.Words;
import java.util.List;

/** Words as Z3 has them: bit vectors, of which a function makes an expression instead of a number. */
final class BitVectors implements Words<BitVecExpr, BoolExpr> {
    private static final int BITS = 64;

    private final Context z3;

    BitVectors(Context z3) {
        this.z3 = z3;
    }

    /** A word that may be any. */
    BitVecExpr unknown(String name) {
        return z3.mkBVConst(name, BITS);
    }

    @Override
    public BitVecExpr word(long value) {
        return z3.mkBV(value, BITS);
    }

    @Override
    public BitVecExpr and(BitVecExpr left, BitVecExpr right) {
        return z3.mkBVAND(left, right);
    }

    @Override
    public BitVecExpr or(BitVecExpr left, BitVecExpr right) {
        return z3.mkBVOR(left, right);
    }

    @Override
    public BitVecExpr complement(BitVecExpr word) {
        return z3.mkBVNot(word);
    }

    @Override
    public BitVecExpr plus(BitVecExpr left, BitVecExpr right) {
        return z3.mkBVAdd(left, right);
    }

    @Override
    public BitVecExpr minus(BitVecExpr left, BitVecExpr right) {
        return z3.mkBVSub(left, right);
    }

    @Override
    public BitVecExpr choice(BoolExpr condition, BitVecExpr yes, BitVecExpr no) {
        return (BitVecExpr) z3.mkITE(condition, yes, no);
    }

    @Override
    public BoolExpr same(BitVecExpr left, BitVecExpr right) {
        return z3.mkEq(left, right);
    }

    @Override
    public BoolExpr less(BitVecExpr left, BitVecExpr right) {
        return z3.mkBVULT(left, right);
    }

    @Override
    public BoolExpr negation(BoolExpr truth) {
        return z3.mkNot(truth);
    }

    @Override
    public BoolExpr all(List<BoolExpr> truths) {
        return z3.mkAnd(truths.toArray(new BoolExpr[0]));
    }

    @Override
    public BoolExpr any(List<BoolExpr> truths) {
        return z3.mkOr(truths.toArray(new BoolExpr[0]));
    }
}
