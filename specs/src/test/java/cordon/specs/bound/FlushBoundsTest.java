package cordon.specs.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.model.QuarantineModel;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.Runs;
import cordon.specs.mutation.Changes;
import cordon.specs.mutation.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlushBoundsTest {
    private static final Path HOME = Path.of(System.getProperty("cordon.home", ".."));

    /** Of the ATC_INV, of P7's retry, and of its fence if that waits behind a CMD_SYNC that is stuck. */
    @ParameterizedTest
    @CsvSource({
        "base, '', 1",
        "base, hwTimeout=above-1s, 1",
        "v2, '', 2",
        "v2, hwTimeout=above-1s, 4",
        "v2, retryStrategy=none hwTimeout=above-1s, 2",
        "base, hwSyncPolicy=sticky, 2",
        "v2, retryStrategy=none, 1",
        "v2, devices=obedient, 0",
    })
    void aFlushOfOneDeviceWaitsForEachOfItsSyncs(String design, String settings, int timeouts) {
        Waits waits = waits(run(design, "strict-unmap", settings).world(), false);
        assertEquals(timeouts, waits.inAll());
        assertEquals(timeouts, waits.irqsOff());
    }

    /** No thread and no command waits for a voluntary step. */
    @ParameterizedTest
    @CsvSource({
        "v2, strict-unmap, hwTimeout=above-1s",
        "v2, bad-answers, ''",
        "v2, shared-batch, ''",
        "v2, shared-batch, 'devices=mute,mute retryStrategy=bisect'",
        "base, shared-batch, hwTimeout=above-1s",
        "v2, detach, devices=mute",
        "v2, posted-writes, ''",
    })
    void theFiguresAreThoseOfTheWholeWorld(String design, String scenario, String settings) {
        Run run = run(design, scenario, settings);
        Waits some = waits(run.world(), false);
        Waits all = waits(run.world(), true);
        assertEquals(all.inAll(), some.inAll());
        assertEquals(all.irqsOff(), some.irqsOff());
        assertTrue(some.states() < all.states());
    }

    @Test
    void aFlushThatDoesNotNoticeTheFaultWaitsForFewer() throws IOException {
        Run run = Runs.v2("strict-unmap", "");
        Mutant mutant = new Mutant(
                "P7 ignores the result of the batch",
                "flush-contract",
                run,
                "__arm_smmu_domain_inv_range R4 result",
                Changes.having("list.ret", 0));
        Optional<String> difference = FlushBounds.load(HOME.resolve(Path.of("specs", "expected")))
                .difference(run, waits(mutant.world(), false));
        assertTrue(difference.orElseThrow().contains("found timeouts: 1 with"), difference::toString);
    }

    /** {@code ./cordon check --suite bounds --record-expected} writes the page anew. */
    @Test
    void thePageIsThatOfTheRecordedFigures() throws IOException {
        FlushBounds bounds = FlushBounds.load(HOME.resolve(Path.of("specs", "expected")));
        assertEquals(bounds.page(), Files.readString(HOME.resolve(Path.of("docs", "bounds.md"))));
        FlushBounds.runs().forEach(run -> assertTrue(bounds.of(run).isPresent(), run.title()));
    }

    private static Run run(String design, String scenario, String settings) {
        return design.equals("base") ? Runs.base(scenario, settings) : Runs.v2(scenario, settings);
    }

    private static Waits waits(World world, boolean whole) {
        return Waits.of((QuarantineModel) world, whole, 1, Bounds.unlimited()).orElseThrow();
    }
}
