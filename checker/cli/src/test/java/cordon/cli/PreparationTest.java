package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.cli.Shell.Result;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits are limits of what comes before a search, too: the model of four devices with PASIDs takes a quarter of a minute. */
class PreparationTest {
    @TempDir
    private Path home;

    @Test
    void theLimitOfTimeIsThatOfTheModelToo() throws Exception {
        Result result = new Shell(home).cordon(large("3s"));
        assertEquals(3, result.code(), result.out() + result.err());
        assertTrue(result.err().contains("building the model of strict-unmap, design v2"), result.err());
        assertTrue(
                result.err()
                        .endsWith("cordon: INCOMPLETE: the model was not built to its end, because the time limit was "
                                + "reached\n"),
                result.err());
    }

    @Test
    void aSignalEndsTheBuilding() throws Exception {
        Shell shell = new Shell(home);
        Process process = shell.startUntil("building the model", "stderr", large("1h"));
        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(2, TimeUnit.SECONDS));
        assertEquals(3, process.exitValue());
        assertTrue(shell.result(process).err().contains("because it was interrupted"));
    }

    private static String[] large(String time) {
        return new String[] {
            "check", "strict-unmap", "--set", "pasid=on", "--set", "devices=mute,mute,mute,mute", "--time", time
        };
    }
}
