package cordon.symbolic;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.differ;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

/**
 * Election of a leader in a ring (Chang and Roberts 1979) as Ivy has it (Padon et al., PLDI 2016, section 3): nodes send identifiers to
 * their successors, which pass on the greater ones. A node stands for its identifier. The invariant is the published one.
 */
public final class RingLeader extends Protocol {
    private final Sort node = sort("node");
    private final Variable a = new Variable("a", node);
    private final Variable b = new Variable("b", node);
    private final Variable c = new Variable("c", node);
    private final Variable d = new Variable("d", node);
    private final Relation below = given(relation("below", node, node));
    private final Relation between = given(relation("between", node, node, node));

    /** The protocol. */
    public RingLeader() {
        Relation leader = relation("leader", node);
        Relation pending = relation("pending", node, node); // the identifier of the first is on its way to the second
        axiom("order-is-reflexive", "", forall(below.of(a, a), a));
        axiom("order-is-transitive", "", forall(implies(and(below.of(a, b), below.of(b, c)), below.of(a, c)), a, b, c));
        axiom("order-is-antisymmetric", "", forall(implies(and(below.of(a, b), below.of(b, a)), same(a, b)), a, b));
        axiom("order-is-total", "", forall(or(below.of(a, b), below.of(b, a)), a, b));
        ring();

        step("send", a, b).when(next(a, b)).set(pending, a, b).saying("{a} sends its identifier to {b}");
        step("become leader", a).when(pending.of(a, a)).set(leader, a).saying("{a} receives its own identifier");
        step("pass on", a, b, d)
                .when(and(pending.of(a, b), differ(a, b), below.of(b, a), next(b, d)))
                .clear(pending, a, b)
                .set(pending, a, d)
                .saying("{b} passes the identifier of {a} on to {d}");
        step("drop", a, b)
                .when(and(pending.of(a, b), differ(a, b), not(below.of(b, a))))
                .clear(pending, a, b)
                .saying("{b} drops the identifier of {a}");

        property(
                "one-leader",
                "There is one leader at most.",
                forall(implies(and(leader.of(a), leader.of(b)), same(a, b)), a, b));
        invariant(
                "leader-is-greatest",
                "A leader has the greatest identifier.",
                forall(implies(leader.of(a), below.of(b, a)), a, b));
        invariant(
                "own-identifier-is-greatest",
                "An identifier that comes home is the greatest.",
                forall(implies(pending.of(a, a), below.of(b, a)), a, b));
        invariant(
                "passed-is-smaller",
                "An identifier on its way has passed smaller ones only.",
                forall(implies(and(pending.of(a, c), between.of(a, b, c)), below.of(b, a)), a, b, c));
    }

    /** The axioms of a ring; {@code between(a, b, c)}: who goes from a passes b before c. */
    private void ring() {
        axiom(
                "ring-continues",
                "",
                forall(implies(and(between.of(a, b, c), between.of(a, c, d)), between.of(a, b, d)), a, b, c, d));
        axiom("ring-has-one-direction", "", forall(implies(between.of(a, b, c), not(between.of(a, c, b))), a, b, c));
        axiom("ring-turns", "", forall(implies(between.of(a, b, c), between.of(b, c, a)), a, b, c));
        axiom(
                "ring-is-total",
                "",
                forall(or(between.of(a, b, c), between.of(a, c, b), same(a, b), same(a, c), same(b, c)), a, b, c));
    }

    private Formula next(Variable from, Variable to) {
        Variable other = new Variable("other", node);
        return and(
                differ(from, to), forall(or(between.of(from, to, other), same(other, from), same(other, to)), other));
    }
}
