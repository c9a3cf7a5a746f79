package cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import cordon.command.ExitCode;
import cordon.command.Lines;
import cordon.prover.Verification.Open;
import cordon.prover.Verification.Outcome;
import cordon.prover.Verification.Proved;
import cordon.prover.Verification.Refuted;
import cordon.prover.Verification.Row;
import cordon.symbolic.word.Statement;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found out about the sequential functions, for people and for machines.
 *
 * @param rows a property each
 */
record KernelReport(List<Row> rows) {
    private static final int NAME = 46;
    private static final String INDENT = "    ";
    private static final String ABOUT =
            "Sequential functions of the model, for every input. Z3 examines formulas; tests compare them with the model's code. docs/proof.md";

    ExitCode exitCode() {
        return ProofReport.exitCode(
                rows.stream().anyMatch(row -> row.outcome() instanceof Refuted),
                rows.stream().allMatch(row -> row.outcome() instanceof Proved));
    }

    void print(PrintStream out) {
        out.println(Lines.wrapped("", "", ABOUT));
        String function = "";
        for (Row row : rows) {
            if (!row.theorem().function().equals(function)) {
                function = row.theorem().function();
                out.println();
                out.println(function);
            }
            out.println("  " + Strings.padEnd(row.theorem().name(), NAME, ' ') + " " + summary(row));
            out.println(Lines.wrapped(INDENT, INDENT, row.theorem().meaning()));
            if (!row.theorem().assumed().isEmpty()) {
                out.println(Lines.wrapped(
                        INDENT, INDENT, "Assumed: " + row.theorem().assumed() + "."));
            }
            details(row.outcome()).forEach(line -> out.println(Lines.wrapped(INDENT, INDENT + INDENT, line)));
        }
        out.println();
    }

    private static String summary(Row row) {
        String seconds = String.format(Locale.ROOT, "%.1f s", row.time().toMillis() / 1000.0);
        return text(row.outcome()) + ", " + seconds;
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Proved) {
            return "proved for every input";
        }
        return outcome instanceof Refuted ? "refuted" : "not decided";
    }

    private static List<String> details(Outcome outcome) {
        if (outcome instanceof Refuted refuted) {
            return List.of("by this input, which the code of the model confirms: " + input(refuted));
        } else if (outcome instanceof Open open) {
            return List.of("Z3 says '" + open.reason() + "'" + of(open.statement()));
        }
        return List.of();
    }

    private static String of(Statement statement) {
        return statement.title().isEmpty() ? "" : ", " + statement.title();
    }

    /** The words that are not 0. */
    private static String input(Refuted refuted) {
        List<String> words = new ArrayList<>();
        values(refuted).forEach((name, value) -> {
            if (!value.equals("0x0")) {
                words.add(name + "=" + value);
            }
        });
        String given = words.isEmpty() ? "every word is 0" : Joiner.on(' ').join(words) + ", every other word is 0";
        return given + of(refuted.statement());
    }

    private static Map<String, String> values(Refuted refuted) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = refuted.statement().inputs();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), "0x" + Long.toHexString(refuted.inputs().get(i)));
        }
        return values;
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("of", "sequential functions");
        document.put("properties", rows.stream().map(KernelReport::json).toList());
        return document;
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("function", row.theorem().function());
        json.put("property", row.theorem().name());
        json.put("meaning", row.theorem().meaning());
        json.put("assumed", row.theorem().assumed());
        json.put("outcome", text(row.outcome()));
        json.put("milliseconds", row.time().toMillis());
        if (row.outcome() instanceof Refuted refuted) {
            json.put("statement", refuted.statement().title());
            json.put("input", values(refuted));
        } else if (row.outcome() instanceof Open open) {
            json.put("statement", open.statement().title());
            json.put("reason", open.reason());
        }
        return json;
    }
}
