package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import cordon.cli.Shell.Result;
import cordon.command.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from outside stays text, wherever it is printed. */
class ScreenTest {
    private static final String HOSTILE = "\u001b[31mred\u001b[2J\u009b2J\u007f\r\u0007\u202eevil\u2028\u200b";

    @TempDir
    private Path home;

    /** As an argument, as the name of a file, and in a file: as a member's name, as a value, and in text that is no JSON. */
    @Test
    void nothingFromOutsideControlsTheTerminal() throws Exception {
        Shell shell = new Shell(home);
        shell.cordon("check", "strict-unmap", "--design", "base");
        Path good = home.resolve("counterexamples/out/base-strict-unmap-no-stale-dma.cex.json");
        String text = Files.readString(good);
        String escaped =
                HOSTILE.replace("\u001b", "\\u001b").replace("\r", "\\r").replace("\u0007", "\\u0007");
        Path file = Files.writeString(
                home.resolve("name" + HOSTILE + ".cex.json"),
                text.replace("\"parameters\": {}", "\"parameters\": {\"" + escaped + "\": \"1\"}"));
        Path value = Files.writeString(
                home.resolve("value.cex.json"), text.replace("\"label\":\"P14: ", "\"label\":\"P14\u202e\u2028: "));
        Path broken = Files.writeString(home.resolve("broken.cex.json"), HOSTILE);
        for (List<String> arguments : List.of(
                List.of("check", HOSTILE),
                List.of("check", "strict-unmap", "--property", HOSTILE),
                List.of("check", "strict-unmap", "--set", HOSTILE + "=1"),
                List.of("check", "strict-unmap", "--set", "cpus=" + HOSTILE),
                List.of("check", "strict-unmap", "--time", HOSTILE),
                List.of("check", "strict-unmap", "--workers", HOSTILE),
                List.of("check", "strict-unmap", "--resume", HOSTILE),
                List.of("ask", "strict-unmap", "--never", HOSTILE),
                List.of("outcomes", "strict-unmap", "--of", HOSTILE),
                List.of("list", HOSTILE),
                List.of(HOSTILE),
                List.of("show", HOSTILE),
                List.of("show", file.toString()),
                List.of("replay", file.toString()),
                List.of("diff", file.toString(), file.toString()),
                List.of("show", value.toString()),
                List.of("show", value.toString(), "--colour"),
                List.of("show", value.toString(), "--as", "markdown"),
                List.of("show", value.toString(), "--as", "html"),
                List.of("diff", value.toString(), good.toString()),
                List.of("replay", value.toString()),
                List.of("show", broken.toString()))) {
            Result result = shell.cordon(arguments.toArray(String[]::new));
            String own = arguments.contains("--colour") ? "\u001b\\[(0|1|3[1-6])m" : "never";
            assertEquals(arguments.contains("--colour"), result.out().contains("\u001b[1m"), arguments.toString());
            String printed = (result.out() + result.err()).replaceAll(own, "");
            assertTrue(
                    printed.codePoints()
                            .allMatch(c -> c == '\n'
                                    || c == '\t'
                                    || !List.of((int) Character.CONTROL, (int) Character.FORMAT, (int)
                                                    Character.LINE_SEPARATOR)
                                            .contains(Character.getType(c))),
                    arguments + ": " + Screen.visible(printed));
        }
    }

    @Test
    void whatIsLongIsCut() throws Exception {
        Result result = new Shell(home).cordon("check", "x".repeat(100_000));
        assertEquals(2, result.code());
        assertTrue(result.err().length() < 10_000, "it is " + result.err().length() + " characters long");
    }

    @Test
    void inJsonItMeansTheSame() {
        String json = "{\"a\": \"\u009b\u202e\u007f \ud83d\ude00 \udb40\udc41 \u00e4\"}";
        assertEquals(JsonParser.parseString(json), JsonParser.parseString(Screen.visible(json)));
        assertEquals("\\u001b[2J \u00e4\n\t\\u000d", Screen.visible("\u001b[2J \u00e4\n\t\r"));
    }
}
