package cordon.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a step makes of a formula, and what it makes of a state, agree: in random states, reachable or not. */
class SubstitutionTest {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    /** Assignments of every sort: to one tuple, to all, to those with a condition, two to one tuple, with a quantifier, and a swap. */
    private static final class Everything extends Protocol {
        private final Sort node = sort("node");
        private final Sort thing = sort("thing");
        private final Variable a = new Variable("a", node);
        private final Variable b = new Variable("b", node);
        private final Variable x = new Variable("x", thing);
        private final Variable y = new Variable("y", thing);

        Everything() {
            Relation p = relation("p", node);
            Relation q = relation("q", node, node);
            Relation r = relation("r", node, thing);
            Choice<Colour> colour = choice("colour", Colour.class, thing);
            step("one", a, x).when(p.of(a)).set(r, a, x).clear(p, a).put(colour, Colour.BLUE, x);
            step("all", a).when(Formula.exists(q.of(a, b), b)).set(q, a, b).clear(r, a, x);
            step("some", x)
                    .putWhere(Formula.exists(r.of(a, y), a), colour, Colour.GREEN, y)
                    .put(colour, Colour.RED, x);
            step("twice", a, b).clear(p, b).set(p, a).set(q, b, b);
            step("diagonal").when(Formula.forall(p.of(a), a)).set(q, a, a);
            step("swap").copy(q.of(b, a), q, a, b);
            step("copy", x).copy(Formula.and(colour.is(Colour.RED, x), p.of(a)), p, a);
            property("p", "", Formula.forall(Formula.implies(p.of(a), Formula.exists(r.of(a, x), x)), a));
            property("q", "", Formula.exists(Formula.forall(q.of(a, b), b), a));
            property("same", "", Formula.forall(Formula.implies(q.of(a, b), Formula.same(a, b)), a, b));
            property("colour", "", Formula.exists(colour.in(List.of(Colour.RED, Colour.BLUE), x), x));
            property(
                    "shadow",
                    "",
                    Formula.forall(Formula.or(p.of(a), Formula.exists(Formula.and(r.of(a, y), q.of(a, a)), a, y)), a));
        }
    }

    @Test
    void bothSidesAgree() {
        Protocol protocol = new Everything();
        Instance instance = Instance.of(protocol, 2, 2);
        FiniteSystem system = new FiniteSystem(protocol, instance);
        ImmutableMap<Symbol, Field> fields = system.fields();
        Random random = new Random(1);
        Successors successors = new Successors(system.schema().words());
        int compared = 0;
        for (int i = 0; i < 2_000; i++) {
            long[] state = new long[system.schema().words()];
            fields.forEach((symbol, field) -> {
                for (int element = 0; element < field.size(); element++) {
                    field.set(state, element, random.nextInt(symbol.values().size()));
                }
            });
            successors.clear();
            system.successors(state, successors);
            for (int n = 0; n < successors.count(); n++) {
                int action = successors.action(n);
                for (Clause clause : protocol.properties()) {
                    Formula before = Substitution.before(system.step(action), clause.formula());
                    Evaluator evaluator =
                            new Evaluator(instance, fields, system.step(action).parameters());
                    Evaluator.Test test = evaluator.test(before);
                    int[] members = new int[evaluator.slots()];
                    int[] chosen = system.members(action).toArray();
                    System.arraycopy(chosen, 0, members, 0, chosen.length);
                    Evaluator after = new Evaluator(instance, fields, List.of());
                    Evaluator.Test holds = after.test(clause.formula());
                    assertEquals(
                            holds.holds(successors.state(n), new int[after.slots()]),
                            test.holds(state, members),
                            () -> clause + " after " + system.action(action) + " in "
                                    + system.schema().format(state));
                    compared++;
                }
            }
        }
        assertTrue(compared > 50_000, () -> "too few comparisons");
    }

    /** The swap of q(a, b) and q(b, a) gives q(a, a) what it has. */
    @Test
    void aStepLeavesAloneWhatItDoesNotAssignTo() {
        Protocol protocol = new Everything();
        Map<String, List<String>> left = Map.of(
                "one", List.of("q", "same"),
                "all", List.of("colour"),
                "some", List.of("p", "q", "same", "shadow"),
                "twice", List.of("colour"),
                "diagonal", List.of("p", "colour"),
                "swap", List.of("p", "colour", "shadow"),
                "copy", List.of("q", "same", "colour"));
        for (Step step : protocol.steps()) {
            assertEquals(
                    left.get(step.name()),
                    protocol.properties().stream()
                            .filter(clause -> step.leaves(clause.formula()))
                            .map(Clause::name)
                            .toList(),
                    step.name());
        }
    }
}
