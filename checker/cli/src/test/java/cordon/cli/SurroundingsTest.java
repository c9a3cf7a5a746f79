package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.engine.Trace;
import cordon.model.Design;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Induction;
import cordon.prover.Prover;
import cordon.specs.proof.Beside;
import cordon.specs.proof.QuarantineProtocol;
import cordon.specs.proof.Repair;
import cordon.specs.proof.Surroundings;
import cordon.symbolic.Clause;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is proved and refuted beside attaches, resets and the worker, and what the repairs are for. */
class SurroundingsTest {
    private static final ImmutableSet<Beside> EVERYBODY = ImmutableSet.copyOf(Beside.values());
    private static final Protocol REPAIRED = protocol(Design.V2.patches(), "", EVERYBODY, Repair.WITH_TWO_MARKS);

    private static final Protocol LOCKED_FLAG_FIRST =
            protocol(Design.V2.patches(), "fenceOrder=flag-first", EVERYBODY, Repair.WITH_A_LOCK);

    /** Steps that only forget something that nobody relies on, or change less without a part. */
    private static final String[] HARMLESS = {"evict", "drop", "refetch", "fault"};

    private static Protocol protocol(
            ImmutableSet<Patch> patches, String settings, ImmutableSet<Beside> beside, ImmutableSet<Repair> repairs) {
        return new QuarantineProtocol(patches, Settings.DEFAULT.with(settings), new Surroundings(beside, repairs));
    }

    /** As the model says of v2: attach-ignores-its-timeout, and attach-joins-behind-the-flush. */
    @ParameterizedTest
    @CsvSource({"ATTACH, 29, 29, 34, 35", "RESET, 42, 42, 36, 37"})
    void v2IsRefutedBeside(Beside beside, int dma, int contract, int flagged, int reported) {
        Protocol v2 = protocol(Design.V2.patches(), "", ImmutableSet.of(beside), ImmutableSet.of());
        assertEquals(List.of(dma, contract, flagged, reported), lengths(v2, 1, 1, 1));
    }

    /** Each of the repairs is needed. */
    @ParameterizedTest
    @CsvSource({
        "ATTACH_WAITS, 2, 1, 1, no-stale-dma, 34",
        "RESULT, 1, 1, 1, no-stale-dma, 30",
        "RESULT, 1, 1, 1, flagged-is-fenced, 36",
        "TWO_MARKS, 1, 2, 2, no-stale-dma, 47",
        "TWO_MARKS, 1, 1, 1, flagged-is-fenced, 37"
    })
    void withoutOneRepairAPropertyIsRefuted(
            Repair missing, int devices, int pages, int flushes, String property, int length) {
        assertRefutedWithout(missing, property, length, devices, pages, flushes);
    }

    /** Two devices, and a reset of one of them: some millions of states. */
    @Test
    @Tag("slow")
    void withoutAWaitOfTheDetachARecoveredDeviceIsFlagged() {
        assertRefutedWithout(Repair.DETACH_WAITS, "flagged-is-fenced", 54, 2, 1, 1);
    }

    private static void assertRefutedWithout(Repair missing, String property, int length, int... sizes) {
        ImmutableSet<Repair> others =
                ImmutableSet.copyOf(Sets.difference(Repair.WITH_TWO_MARKS, ImmutableSet.of(missing)));
        Protocol protocol = protocol(Design.V2.patches(), "", EVERYBODY, others);
        List<Clause> asked = protocol.properties().stream()
                .filter(clause -> clause.name().equals(property))
                .toList();
        assertEquals(
                Optional.of(length),
                new FiniteSystem(protocol, Instance.of(protocol, sizes))
                        .asking(asked).check().verdicts().values().stream()
                                .findFirst()
                                .flatMap(verdict -> verdict.trace().map(Trace::length)));
    }

    /** Of the shortest violations, by property as declared. */
    private static List<Integer> lengths(Protocol protocol, int... sizes) {
        return new FiniteSystem(protocol, Instance.of(protocol, sizes))
                .asking(protocol.properties()).check().verdicts().values().stream()
                        .map(verdict -> verdict.trace().map(Trace::length).orElse(0))
                        .toList();
    }

    @Test
    void theWorkerAloneDoesNoHarm() {
        assertAllIsProved(protocol(Design.V2.patches(), "", ImmutableSet.of(Beside.WORKER), ImmutableSet.of()));
    }

    @Test
    void v2WithEveryRepairIsProvedBesideEverything() {
        assertAllIsProved(REPAIRED);
    }

    /** The lock takes the place of the second mark if the CMD_SYNC of the fence is within it. */
    @Test
    void v2WithALockOverTheFenceIsProvedBesideEverything() {
        Protocol locked = protocol(Design.V2.patches(), "", EVERYBODY, Repair.WITH_A_LOCK);
        assertAllIsProved(locked);
        ProofTest.assertEachStepHasAPartThatIsNeeded(locked, HARMLESS);
    }

    /** As v4 has it: flag and EATS are stored under the lock, and the CMD_SYNC comes after. */
    @Test
    void aLockOverFlagAndStoreAloneIsRefutedByASecondFlush() {
        assertEquals(
                Optional.of(22),
                new FiniteSystem(LOCKED_FLAG_FIRST, Instance.of(LOCKED_FLAG_FIRST, 1, 2, 2))
                        .asking(LOCKED_FLAG_FIRST.properties().subList(0, 1)).check().verdicts().values().stream()
                                .findFirst()
                                .flatMap(verdict -> verdict.trace().map(Trace::length)));
    }

    /** Neither is needed for what is proved: P1 and P2 let a device that has recovered be used again. */
    @ParameterizedTest
    @EnumSource(names = {"P1", "P2"})
    void theSameWithout(Patch missing) {
        ImmutableSet<Patch> patches =
                ImmutableSet.copyOf(Sets.difference(Design.V2.patches(), ImmutableSet.of(missing)));
        assertAllIsProved(protocol(patches, "", EVERYBODY, Repair.WITH_TWO_MARKS));
    }

    private static void assertAllIsProved(Protocol protocol) {
        try (Prover prover = new Prover(protocol, ProofTest.LIMITS)) {
            Induction.Result result = new Induction(protocol, prover, text -> {}).largest(protocol.clauses());
            assertEquals(
                    List.of(),
                    protocol.properties().stream()
                            .filter(property -> !result.proves(property.name()))
                            .toList());
        }
    }

    /** With one device nobody else uses the ASID, and with one flush nobody skips it. */
    @Test
    void everyClauseOfTheRepairedDesignIsSoInEveryReachableState() {
        assertEquals(
                List.of(17_307L),
                ProofTest.statesInWhichEveryClauseIsSo(
                        REPAIRED, Set.of("no TLBI of the ASID", "skip"), new int[] {1, 1, 1}));
    }

    @Test
    @Tag("slow")
    void everyClauseOfTheRepairedDesignIsSoInLargerInstances() {
        assertEquals(
                List.of(3_297_051L),
                ProofTest.statesInWhichEveryClauseIsSo(REPAIRED, Set.of("no TLBI of the ASID"), new int[] {1, 2, 2}));
    }

    @Test
    void eachStepOfTheRepairedDesignHasAPartWithoutWhichAProofFails() {
        ProofTest.assertEachStepHasAPartThatIsNeeded(REPAIRED, HARMLESS);
    }
}
