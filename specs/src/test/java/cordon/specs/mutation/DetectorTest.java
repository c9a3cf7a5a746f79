package cordon.specs.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.engine.explore.Bounds;
import cordon.model.machine.Effect;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is noticed only by what the right model does not show. */
class DetectorTest {
    private static final Path EXPECTED = Path.of(System.getProperty("cordon.home", ".."), "specs", "expected");
    private static final Fault NONE = new Fault("nothing is wrong", ImmutableMap.of());
    private static final String PROBE = "p1-without-its-change-to-the-probe-done-whatever-the-answer";
    private static final int FEW_STATES = 12_000;

    static Stream<Cell> smallCells() throws IOException {
        return Cell.all(List.of(NONE), Cell.runs(), Expectations.load(EXPECTED)).stream()
                .filter(cell -> cell.right().states() < FEW_STATES);
    }

    /** Most of the runs show findings, and some lack something reachable: none of that is news. */
    @ParameterizedTest
    @MethodSource("smallCells")
    void theRightModelIsNotNoticed(Cell cell) {
        Examined examined = new Detector(Bounds.unlimited()).examine(cell);
        assertEquals("survives", examined.text(), cell::title);
        assertTrue(examined.survives());
        assertTrue(examined.states() >= cell.right().states(), "every state is searched");
    }

    @Test
    void aViolationThatVanishesIsNews() throws IOException {
        assertEquals(
                List.of("recovered-device-works vanished"),
                texts(examine(fault(PROBE), Runs.v2("probe", "devices=obedient"))));
    }

    @Test
    void aViolationThatNoFindingCoversIsNews() throws IOException {
        assertEquals(
                List.of("no-stale-dma violated @24", "flush-contract violated @24"),
                texts(examine(fault("tlbi-removes-nothing"), Runs.v2("strict-unmap", "hwSyncPolicy=silent"))));
    }

    @Test
    void aViolationByAnotherFindingIsNews() throws IOException {
        assertEquals(
                List.of("users-are-exact violated @173 by flag-changes-ats-of-attached-pasids"),
                texts(examine(
                        fault("reset-device-done-leaves-ats-broken-set"),
                        Runs.v2("second-member", "tasks=reset pasid=on devices=idle,idle rounds=0 queueLog2=4"))));
    }

    @Test
    void somethingReachableThatIsLostIsNews() throws IOException {
        assertEquals(
                List.of("page-reused unreachable"),
                texts(examine(fault("no-page-is-used-again"), Runs.v2("strict-unmap", ""))));
    }

    @Test
    void aSearchThatIsCutSaysSo() throws IOException {
        Examined cut = new Detector(Bounds.unlimited().withMaxStates(5))
                .examine(cell(fault("no-page-is-used-again"), Runs.v2("strict-unmap", "")));
        assertEquals("cut", cut.text());
        assertEquals("the limit on the number of states was reached", cut.cut());
    }

    @Test
    void aModelThatThrowsIsNeitherNoticedNorASurvivor() throws IOException {
        Change thrower = new Change() {
            @Override
            public boolean apply(Place place, Effect right, long[] s, int arg) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void require(Place place, long[] s) {
                place.get("at");
            }
        };
        Fault broken = Fault.of("the step throws", "page allocator reuse", thrower);
        Examined thrown = new Detector(Bounds.unlimited()).examine(cell(broken, Runs.v2("strict-unmap", "")));
        assertEquals("throws IllegalStateException: broken", thrown.text());
        assertEquals(List.of(false, false), List.of(thrown.isNoticed(), thrown.survives()));
    }

    private static Fault fault(String name) {
        return Mutants.FAULTS.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Cell cell(Fault fault, Run run) throws IOException {
        return Cell.all(List.of(fault), List.of(run), Expectations.load(EXPECTED))
                .get(0);
    }

    private static ImmutableList<Notice> examine(Fault fault, Run run) throws IOException {
        return ImmutableList.copyOf(
                new Detector(Bounds.unlimited()).examine(cell(fault, run)).notices());
    }

    private static List<String> texts(List<Notice> notices) {
        return notices.stream().map(Notice::toString).toList();
    }
}
