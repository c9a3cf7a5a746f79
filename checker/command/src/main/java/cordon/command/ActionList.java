package cordon.command;

import cordon.engine.Action;
import cordon.engine.TransitionSystem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What {@code list --labels} prints: the actions that systems have, as counterexamples print them. */
final class ActionList {
    /** By what is printed after the process: the processes. */
    private final Map<String, Set<String>> processes = new LinkedHashMap<>();

    /** Adds the actions of {@code system}. */
    void add(TransitionSystem system) {
        IntStream.range(0, system.actionCount())
                .mapToObj(system::action)
                .forEach(action -> processes
                        .computeIfAbsent(words(action), words -> new LinkedHashSet<>())
                        .add(action.process()));
    }

    private static String words(Action action) {
        return action.procedure().isEmpty() ? action.label() : action.procedure() + ": " + action.label();
    }

    /** The actions in whose words {@code pattern} occurs, in order of declaration. */
    List<String> fitting(String pattern) {
        return Names.fitting("label", pattern, processes.keySet(), words -> words);
    }

    /** Prints a line for each of {@code some}, with the processes that take it. */
    void print(List<String> some, PrintStream out) {
        some.forEach(words -> out.println(
                Lines.wrapped("", "    ", words + "  (by " + String.join(", ", processes.get(words)) + ")")));
    }

    /** The same for machines. */
    List<Map<String, Object>> json(List<String> some) {
        return some.stream()
                .map(words -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("label", words);
                    json.put("processes", processes.get(words));
                    return json;
                })
                .toList();
    }
}
