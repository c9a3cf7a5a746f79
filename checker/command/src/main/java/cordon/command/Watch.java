package cordon.command;

import com.google.common.base.Strings;
import cordon.counterexamples.Recording;
import cordon.counterexamples.Replay;
import cordon.engine.Trace;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Watched;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** A recording as a table: its steps, and the values of some expressions after each. */
final class Watch {
    private final Trace trace;
    private final List<String> titles = new ArrayList<>();
    private final List<List<String>> columns = new ArrayList<>();

    /**
     * The table of {@code recording}, taken in {@code model}.
     *
     * @throws UsageException if its steps are not possible there any more, or a text is no expression
     */
    Watch(Recording recording, Model model, List<String> texts) {
        Replay.Result result = Replay.of(recording, model.system(), Optional.empty(), false);
        if (result.impossible() > 0) {
            throw new UsageException("step " + result.impossible() + " of the recording is not possible any more");
        }
        this.trace = result.trace();
        for (String text : texts) {
            try {
                Watched watched = Watched.parse(text, model.vocabulary());
                titles.add(watched.text());
                columns.add(watched.along(trace));
            } catch (ExpressionException e) {
                throw new UsageException("--watch: " + e.getMessage());
            }
        }
    }

    /** Prints it; a value that is not the one of the line above is marked with {@code *}. */
    void print(PrintStream out) {
        for (int i = 0; i < titles.size(); i++) {
            out.println((char) ('A' + i % 26) + ": " + titles.get(i));
        }
        out.println();
        out.println("step  " + row(i -> Character.toString((char) ('A' + i % 26))));
        for (int n = 0; n <= trace.length(); n++) {
            int step = n;
            String values = row(i -> {
                String value = columns.get(i).get(step);
                return value + (step > 0 && !value.equals(columns.get(i).get(step - 1)) ? " *" : "");
            });
            out.println(Strings.padStart(Integer.toString(n), 4, ' ') + "  " + values + (n == 0 ? "" : trace.step(n)));
        }
    }

    private String row(IntFunction<String> cell) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            int width = columns.get(i).stream().mapToInt(String::length).max().orElse(0) + 4;
            row.append(Strings.padEnd(cell.apply(i), width, ' '));
        }
        return row.toString();
    }
}
