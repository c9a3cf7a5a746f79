package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.command.ExitCode;
import cordon.command.Lines;
import cordon.engine.Trace;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Answer;
import cordon.prover.Examination;
import cordon.prover.Examination.Open;
import cordon.prover.Examination.Outcome;
import cordon.prover.Examination.Proved;
import cordon.prover.Examination.Refuted;
import cordon.prover.Induction.Loss;
import cordon.specs.proof.Later;
import cordon.specs.proof.QuarantineProtocol;
import cordon.symbolic.Clause;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found out about one protocol, for people and for machines.
 *
 * @param title the design, with what differs from the default
 * @param protocol that was examined
 * @param rows its properties
 */
record ProofReport(String title, QuarantineProtocol protocol, List<Examination.Row> rows) {
    private static final int NAME = 24;
    private static final String INDENT = "    ";
    /** {@code v2, fenceOrder=flag-first}, or {@code v4 +ATTACH_WAITS -P3}. */
    static String title(Optional<Later> later, ImmutableSet<Patch> patches, Settings settings) {
        String design = later.map(after -> after + changes(after.patches(), patches))
                .orElseGet(() -> Arrays.stream(Design.values())
                        .filter(each -> each.patches().equals(patches))
                        .map(each -> Ascii.toLowerCase(each.name()))
                        .findFirst()
                        .orElse(Joiner.on('+').join(patches)));
        String chosen = Joiner.on(", ").withKeyValueSeparator('=').join(settings.differencesFrom(Settings.DEFAULT));
        return design + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    private static String changes(Set<Patch> usual, Set<Patch> patches) {
        return Stream.concat(
                        Sets.difference(patches, usual).stream().map(patch -> " +" + patch),
                        Sets.difference(usual, patches).stream().map(patch -> " -" + patch))
                .collect(joining());
    }

    static ExitCode exitCode(List<ProofReport> reports) {
        List<Outcome> outcomes = reports.stream()
                .flatMap(report -> report.rows().stream())
                .map(Examination.Row::outcome)
                .collect(toImmutableList());
        return exitCode(
                outcomes.stream().anyMatch(Refuted.class::isInstance),
                outcomes.stream().allMatch(Proved.class::isInstance));
    }

    /** Of all rows together; a refutation is certain, whatever else is not known. */
    static ExitCode exitCode(boolean someIsRefuted, boolean allAreProved) {
        if (someIsRefuted) {
            return ExitCode.SAFETY;
        }
        return allAreProved ? ExitCode.HOLDS : ExitCode.INCOMPLETE;
    }

    private String assumed() {
        return "It is coarser than the model. " + protocol.assumptions() + " docs/proof.md has the rest.";
    }

    void print(PrintStream out) {
        out.println(Lines.wrapped("", "", "Abstract protocol, design " + title + ". " + assumed()));
        Set<Patch> unposted = Sets.intersection(protocol.patches(), Consistency.UNPOSTED);
        unposted.forEach(patch -> out.println(Lines.wrapped("", INDENT, patch + ", " + patch.summary() + ".")));
        for (Examination.Row row : rows) {
            out.println();
            out.println(Lines.wrapped(Strings.padEnd(row.property().name(), NAME, ' '), INDENT, text(row.outcome())));
            List<String> details = details(row.outcome());
            List<String> lines =
                    row.outcome() instanceof Proved ? ImmutableList.of(String.join(", ", details)) : details;
            lines.forEach(line -> out.println(Lines.wrapped(INDENT, INDENT + INDENT, line)));
        }
        out.println();
    }

    /** One line of a table, for a design called {@code what}: what is said of each property, in few words. */
    void printLine(String what, PrintStream out) {
        String outcomes = rows.stream()
                .map(row -> row.property().name() + " " + inShort(row.outcome()))
                .collect(joining(", "));
        out.println(Lines.wrapped(Strings.padEnd(what, NAME, ' '), INDENT, outcomes));
    }

    private static String inShort(Outcome outcome) {
        return outcome instanceof Proved
                ? "proved"
                : outcome instanceof Refuted refuted ? "@" + refuted.run().length() : "open";
    }

    private String text(Outcome outcome) {
        if (outcome instanceof Proved proved) {
            int needed = proved.clauses().size();
            return "proved for every size; "
                    + (needed == 1 ? "it suffices itself" : "these " + needed + " clauses suffice") + " of "
                    + protocol.clauses().size();
        } else if (outcome instanceof Refuted refuted) {
            return "refuted by a run of " + refuted.run().length() + " steps (" + refuted.instance() + ")";
        }
        Optional<Loss> loss = ((Open) outcome).loss();
        return loss.map(lost -> lost.why() instanceof Answer.Unknown unknown
                        ? "not known: Z3 says '" + unknown.reason() + "' of the step '" + lost.step() + "'"
                        : "not proved: the step '" + lost.step()
                                + "' does not keep it in the state below, which may be one that no " + "run reaches")
                .orElse("not known: it was not asked about");
    }

    private List<String> details(Outcome outcome) {
        if (outcome instanceof Proved proved) {
            return proved.clauses().stream().map(Clause::name).collect(toImmutableList());
        } else if (outcome instanceof Refuted refuted) {
            return steps(refuted.run());
        }
        return ((Open) outcome)
                .loss()
                .filter(loss -> loss.why() instanceof Answer.Failed)
                .map(loss -> ((Answer.Failed) loss.why()).state())
                .orElse(ImmutableList.of());
    }

    private static List<String> steps(Trace run) {
        ImmutableList.Builder<String> steps = ImmutableList.builder();
        for (int n = 1; n <= run.length(); n++) {
            steps.add(String.format(Locale.ROOT, "%2d  %s", n, run.step(n).label()));
        }
        return steps.build();
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("of", "abstract protocol");
        document.put("design", title);
        document.put("assumed", assumed());
        document.put("beside", words(protocol.beside()));
        document.put("patches", words(protocol.patches()));
        document.put("properties", rows.stream().map(this::json).toList());
        return document;
    }

    private static List<String> words(Set<?> some) {
        return some.stream().map(Object::toString).collect(toImmutableList());
    }

    private Map<String, Object> json(Examination.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("property", row.property().name());
        json.put("meaning", row.property().meaning());
        Outcome outcome = row.outcome();
        json.put(
                "outcome",
                outcome instanceof Proved ? "proved" : outcome instanceof Refuted ? "refuted" : "not proved");
        json.put("text", text(outcome));
        json.put(
                outcome instanceof Proved ? "clauses" : outcome instanceof Refuted ? "steps" : "state",
                details(outcome));
        return json;
    }
}
