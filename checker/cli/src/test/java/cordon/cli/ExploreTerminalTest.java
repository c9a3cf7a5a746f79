package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explore} at a terminal. */
class ExploreTerminalTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void start() {
        shell = new Shell(home);
    }

    @Test
    void aScenarioIsExploredByHand() throws Exception {
        Path saved = home.resolve("mine.cex.json");
        Result result = shell.answering(
                "1\n99\nsave " + home + "/none/x\nb\nb\nfind no such=1\nfind no-stale-dma\nsave " + saved + "\nq\n",
                "explore",
                "strict-unmap",
                "--design",
                "base");
        assertEquals(0, result.code(), result.err());
        for (String said : List.of(
                "iommu_map: map: take page 0",
                "expected a step from 1 to",
                "cannot write " + home + "/none/x",
                "this is the beginning",
                "no field 'no'",
                "30 further:",
                "VIOLATED: no-stale-dma: At step 30",
                "saved " + saved)) {
            assertTrue(result.out().contains(said), said + " is not in " + result.out());
        }
        assertEquals(12, shell.cordon("replay", saved.toString()).code());
    }

    /** The choices are below the help, and Enter repeats a step, and then a step back. */
    @Test
    void anEmptyLineRepeatsTheLastCommand() throws Exception {
        String out = explored("h\n1\n\nb\n\n");
        assertTrue(out.contains("quit\n\nAfter step 0:\n"), out);
        assertEquals(List.of(0, 0, 1, 2, 1, 0), lengths(out), out);
        assertTrue(out.contains("\n> "), out);
        assertEquals(List.of(0, 0, 1, 1), lengths(explored("\n1\nsave " + home.resolve("x.cex.json") + "\n\n")));
    }

    @Test
    void anUnknownWordIsAnsweredWithTheNearest() throws Exception {
        String out = explored("fnd ste.EATS = 0\nNO-stale-dma\nwxyz\nfind\n12\n");
        for (String said : List.of(
                "unknown command 'fnd ste.EATS = 0'; did you mean 'find'?",
                "unknown command 'NO-stale-dma'; did you mean 'find no-stale-dma'?",
                "unknown command 'wxyz'. expected a step from 1 to 3, or b, s, find, save, q; h for help",
                "find needs an expression or a property",
                "there is no step 12; expected a step from 1 to 3")) {
            assertTrue(out.contains(said), said + " is not in " + out);
        }
    }

    @Test
    void theStateIsATable() throws Exception {
        List<String> table = explored("s\n")
                .lines()
                .dropWhile(line -> !line.startsWith("> "))
                .map(line -> line.replaceFirst("^> ", ""))
                .takeWhile(line -> line.startsWith("  "))
                .toList();
        assertTrue(table.contains("  ste.EATS[sid 0]                   1"), table.toString());
        assertTrue(table.contains("  device.domains[substream 0]       1  (ghost)"), table.toString());
        assertTrue(table.contains("  at[context 0]                     iommu_map map  (control)"), table.toString());
    }

    @Test
    void whatCannotBeFoundIsSaidWithTheNumberOfStates() throws Exception {
        String out = explored("find CMDQ_PROD = 9\nfind ste.EATS[sid 0] = 9\nfind page.owner[page 0] = NOPE\n");
        for (String said : List.of(
                "none of the 164 states that can be reached from here",
                "no value of ste.EATS and no field: '9'; expected 0 to 1",
                "no value of page.owner and no field: 'NOPE'; expected one of FREE, DOMAIN, OTHER")) {
            assertTrue(out.contains(said), said + " is not in " + out);
        }
    }

    @Test
    void theLimitOfTimeEndsTheBuildingAndAFind() throws Exception {
        Result building = shell.cordon(large("--time", "3s"));
        assertEquals(3, building.code(), building.err());
        assertTrue(building.err().contains("INCOMPLETE: the model was not built to its end"), building.err());
        Result finding = shell.answering("find CMDQ_PROD = 15\n", "explore", "reset", "--time", "1s");
        assertEquals(0, finding.code(), finding.err());
        String found = finding.out();
        assertTrue(found.matches("(?s).*among the nearest [0-9,]+ states: the time limit was reached\n.*"), found);
    }

    @Test
    void aSignalEndsAFind() throws Exception {
        Files.writeString(home.resolve("stdin"), "find CMDQ_PROD = 15\n".repeat(100));
        Process process = shell.startUntil("> ", "stdout", "explore", "reset");
        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(3, TimeUnit.SECONDS));
        assertEquals(3, process.exitValue());
        assertTrue(shell.result(process).out().endsWith(" states: it was interrupted\n"));
    }

    @Test
    void aSignalEndsTheBuilding() throws Exception {
        Process process = shell.startUntil("building the model", "stderr", large());
        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(2, TimeUnit.SECONDS));
        assertEquals(3, process.exitValue());
    }

    private static String[] large(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("explore", "strict-unmap", "--set", "pasid=on", "--set", "devices=mute,mute,mute,mute"));
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    private String explored(String input) throws Exception {
        Result result = shell.answering(input, "explore", "strict-unmap", "--design", "base");
        assertEquals(0, result.code(), result.err());
        return result.out();
    }

    /** How long the path was each time that the choices were shown. */
    private static List<Integer> lengths(String out) {
        return out.lines()
                .filter(line -> line.startsWith("After step "))
                .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
                .toList();
    }
}
