package cordon.counterexamples;

import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All states of a small system as a graph in the language of Graphviz: states are numbered in the order in which a breadth-first
 * search finds them, and an edge says who takes which step. Steps that change nothing have no edge.
 */
public final class StateGraphDot {
    private final TransitionSystem system;
    private final Schema schema;
    private final Map<long[], Integer> numbers;
    private final List<long[]> states = new ArrayList<>();

    private StateGraphDot(TransitionSystem system) {
        this.system = system;
        this.schema = system.schema();
        this.numbers = new TreeMap<>(schema::compare);
    }

    /** The graph of {@code system}; empty if it has more than {@code most} states. */
    public static Optional<String> of(TransitionSystem system, int most) {
        return new StateGraphDot(system).graph(most);
    }

    private Optional<String> graph(int most) {
        StringBuilder out =
                new StringBuilder("digraph states {\n  node [shape=box, fontsize=9];\n  edge [fontsize=8];\n");
        Successors successors = new Successors(schema.words());
        system.initialStates(successors);
        for (int i = 0; i < successors.count(); i++) {
            number(successors.state(i));
        }
        int initial = states.size();
        for (int n = 0; n < states.size(); n++) {
            if (states.size() > most) {
                return Optional.empty();
            }
            long[] state = states.get(n);
            out.append(String.format(
                    Locale.ROOT,
                    "  %d [tooltip=\"%s\"%s];%n",
                    n,
                    quoted(schema.format(state)),
                    n < initial ? ", style=bold" : ""));
            successors.clear();
            system.successors(state, successors);
            Map<String, Integer> edges = new LinkedHashMap<>();
            for (int i = 0; i < successors.count(); i++) {
                long[] next = successors.state(i);
                if (schema.compare(state, next) != 0) {
                    edges.put(label(successors.action(i), state, next), number(next));
                }
            }
            int from = n;
            edges.forEach((label, to) ->
                    out.append(String.format(Locale.ROOT, "  %d -> %d [label=\"%s\"];%n", from, to, label)));
        }
        return Optional.of(out.append("}\n").toString());
    }

    private int number(long[] state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        long[] copy = state.clone();
        numbers.put(copy, states.size());
        states.add(copy);
        return states.size() - 1;
    }

    private String label(int action, long[] before, long[] after) {
        Action step = system.action(action, before);
        String changes = schema.diff(before, after).stream()
                .filter(change -> change.field().role() != Role.CONTROL)
                .map(change -> "\\n" + quoted(change.toString()))
                .collect(Collectors.joining());
        return quoted(step.process() + ": " + step.label()) + changes;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
