package cordon.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.command.ExitCode;
import cordon.prover.Limits;
import cordon.prover.Verification;
import cordon.prover.Verification.Proved;
import cordon.prover.Verification.Refuted;
import cordon.specs.kernels.KernelTheorems;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import cordon.symbolic.word.Words;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequential functions of the model are proved, and a wrong variant of each is refuted by an input. */
class KernelsTest {
    @TempDir
    private Path home;

    private static final Limits LIMITS = Limits.NONE.resources(200_000_000);

    private static List<Verification.Row> rows(List<Theorem> theorems) {
        return new Verification(LIMITS, text -> {}).rows(theorems);
    }

    /** The properties that do not hold; each of the others is proved. */
    static Set<String> refuted(List<Theorem> theorems) {
        Set<String> refuted = new TreeSet<>();
        for (Verification.Row row : rows(theorems)) {
            if (row.outcome() instanceof Refuted) {
                refuted.add(row.theorem().name());
            } else {
                assertInstanceOf(Proved.class, row.outcome(), row.theorem()::name);
            }
        }
        return refuted;
    }

    static Set<String> names(List<Theorem> theorems) {
        return theorems.stream().map(Theorem::name).collect(toImmutableSet());
    }

    static Set<String> union(Collection<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(toImmutableSet());
    }

    /** A statement that claims nothing to be possible: proved only if what it assumes is never so. */
    private record Nothing(Statement statement) implements Statement {
        @Override
        public String title() {
            return statement.title();
        }

        @Override
        public List<String> inputs() {
            return statement.inputs();
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return statement.assumed(words, inputs);
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return words.any(List.of());
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            return !assumed(Longs.LONGS, inputs);
        }
    }

    @Test
    void everyPropertyOfTheModelIsProved() throws Exception {
        Result result = new Shell(home).cordon("prove", "--kernels", "--json");
        assertEquals(0, result.code(), result.err());
        JsonObject document = JsonParser.parseString(result.out()).getAsJsonObject();
        List<String> rows = new ArrayList<>();
        for (JsonElement row : document.getAsJsonArray("properties")) {
            assertEquals(
                    "proved for every input",
                    row.getAsJsonObject().get("outcome").getAsString());
            rows.add(row.getAsJsonObject().get("property").getAsString());
        }
        assertEquals(KernelTheorems.all().stream().map(Theorem::name).toList(), rows);
    }

    @Test
    void whatChangesNoFunctionIsRefused() throws Exception {
        for (List<String> other :
                List.of(List.of("--design", "base"), List.of("--property", "no-stale-dma"), List.of("--all"))) {
            Result result = new Shell(home)
                    .cordon(Stream.concat(Stream.of("prove", "--kernels"), other.stream())
                            .toArray(String[]::new));
            assertEquals(2, result.code(), result.err());
            assertTrue(result.err().contains("--kernels is about functions that no design changes"), result.err());
        }
    }

    @Test
    void whatIsNotDecidedIsNotProved() {
        Limits stopped = Limits.NONE.until(() -> true);
        KernelReport report = new KernelReport(new Verification(stopped, text -> {}).rows(KernelTheorems.all()));
        assertEquals(ExitCode.INCOMPLETE, report.exitCode());
        assertTrue(text(report).contains("not decided, 0.0 s"), text(report));
        assertTrue(text(report).contains("Z3 says 'stopped', 2^1 slots"), text(report));
    }

    @Test
    void aRefutationNamesTheInput() {
        Theorem theorem = KernelTheorems.all().get(0);
        Theorem wrong = new Theorem(
                "f", "p", "Meant.", "", List.of(new Always(theorem.statements().get(0))));
        KernelReport report = new KernelReport(rows(List.of(wrong)));
        assertEquals(ExitCode.SAFETY, report.exitCode());
        assertTrue(
                text(report)
                        .matches(
                                "(?s).*refuted, .*by this input, which the code of the model confirms:\\s+p=0x.*slots.*"),
                text(report));
    }

    /** Z3 has a handler of its own for Ctrl-C, which would end one question alone. */
    @Test
    void interruptsEndTheCommandAndNotOneQuestion() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "no /proc");
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        assumeTrue(
                (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 2) == 0, "started where Ctrl-C is ignored");
        Shell shell = new Shell(home);
        Process process = shell.startUntil("verifying", "stderr", "prove", "--kernels");
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(5, TimeUnit.SECONDS), "the command goes on");
        assertEquals(ExitCode.INCOMPLETE.number(), process.exitValue());
    }

    private static String text(KernelReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }

    @Test
    void everyPropertyHasANameOfItsOwnAndAnAssumptionThatCanBeSo() {
        Set<String> names = new LinkedHashSet<>();
        for (Theorem theorem : KernelTheorems.all()) {
            String name = theorem.function() + " " + theorem.name();
            assertTrue(names.add(name), name);
            List<Statement> never =
                    theorem.statements().stream().<Statement>map(Nothing::new).toList();
            for (Statement statement : never) {
                Theorem impossible = new Theorem(theorem.function(), theorem.name(), "", "", List.of(statement));
                assertEquals(Set.of(theorem.name()), refuted(List.of(impossible)), name);
            }
        }
    }

    /** The same with nothing assumed. */
    private record Always(Statement statement) implements Statement {
        @Override
        public String title() {
            return statement.title();
        }

        @Override
        public List<String> inputs() {
            return statement.inputs();
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return words.all(List.of());
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return statement.claimed(words, inputs);
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            return statement.claimed(Longs.LONGS, inputs);
        }
    }

    @Test
    void everyAssumptionIsNeeded() {
        for (Theorem theorem : KernelTheorems.all()) {
            if (!theorem.assumed().isEmpty()) {
                List<Statement> always = theorem.statements().stream()
                        .<Statement>map(Always::new)
                        .toList();
                Theorem stronger = new Theorem(theorem.function(), theorem.name(), "", "", always);
                assertEquals(
                        Set.of(theorem.name()), refuted(List.of(stronger)), theorem.function() + " " + theorem.name());
            }
        }
    }
}
