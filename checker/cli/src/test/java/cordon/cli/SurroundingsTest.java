package cordon.cli;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.engine.Trace;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.prover.Induction;
import cordon.prover.Prover;
import cordon.specs.proof.Beside;
import cordon.specs.proof.Later;
import cordon.specs.proof.QuarantineProtocol;
import cordon.symbolic.Clause;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Instance;
import cordon.symbolic.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is proved and refuted beside attaches, resets and the worker, and what the changes that nobody has posted are for. */
class SurroundingsTest {
    private static final ImmutableSet<Beside> EVERYBODY = ImmutableSet.copyOf(Beside.values());

    /** But for replaces, which refute two marks. */
    private static final ImmutableSet<Beside> ONE_DOMAIN = ImmutableSet.of(Beside.ATTACH, Beside.RESET, Beside.WORKER);

    private static final Protocol MARKED = protocol(Design.MARKED.patches(), "", ONE_DOMAIN);

    private static final Protocol LOCKED = protocol(Design.LOCKED.patches(), "", EVERYBODY);

    private static final Protocol LOCKED_FLAG_FIRST =
            protocol(Design.LOCKED.patches(), "fenceOrder=flag-first", EVERYBODY);

    /** Steps that only forget something that nobody relies on, or change less without a part. */
    private static final String[] HARMLESS = {"evict", "drop", "refetch", "fault"};

    private static Protocol protocol(ImmutableSet<Patch> patches, String settings, ImmutableSet<Beside> beside) {
        return new QuarantineProtocol(patches, Settings.DEFAULT.with(settings), beside);
    }

    /** As the model says of v2: attach-ignores-its-timeout, and attach-joins-behind-the-flush. */
    @ParameterizedTest
    @CsvSource({"ATTACH, 29, 34, 17, 35", "REPLACE, 16, 18, 18, 19", "RESET, 42, 36, 17, 37"})
    void v2IsRefutedBeside(Beside beside, int dma, int flagged, int kept, int reported) {
        Protocol v2 = protocol(Design.V2.patches(), "", ImmutableSet.of(beside));
        assertEquals(
                Map.of(
                        "no-stale-dma", dma,
                        "flush-contract", dma,
                        "flagged-is-fenced", flagged,
                        "quarantine-is-kept", kept,
                        "reported-is-fenced", reported),
                lengths(v2, 1, 1, 1));
    }

    /** Attach stores EATS over a fence, and the flush returns before attach refuses ATS, as the search of the model says of replace. */
    @Test
    void twoMarksAreRefutedBesideReplace() {
        assertEquals(
                Map.of(
                        "no-stale-dma", 24,
                        "flush-contract", 24,
                        "flagged-is-fenced", 19,
                        "quarantine-is-kept", 17,
                        "reported-is-fenced", 20),
                lengths(protocol(Design.MARKED.patches(), "", ImmutableSet.of(Beside.REPLACE)), 1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"V4, 17, 7", "V4_LONG_LOCK, 17, 7", "DRIVER_ONLY, 22, 18", "DRIVER_ONLY_ATS_OFF, 38, 29"})
    void laterDesignsAreRefutedBesideEverything(Later later, int dma, int flagged) {
        Map<String, Integer> lengths =
                lengths(new QuarantineProtocol(later, later.patches(), Settings.DEFAULT, EVERYBODY), 1, 1, 1);
        assertEquals(dma, lengths.get("no-stale-dma"));
        assertEquals(flagged, lengths.get("flagged-is-fenced"));
    }

    /** Flag and EATS in the other order, and the two waits: nothing else is needed of v4. */
    @Test
    void v4WithTheFenceFirstAndTwoWaitsIsProvedBesideEverything() {
        ImmutableSet<Patch> patches = ImmutableSet.<Patch>builder()
                .addAll(Later.V4_FENCE_FIRST.patches())
                .add(Patch.ATTACH_WAITS, Patch.DETACH_WAITS)
                .build();
        assertIsProved(new QuarantineProtocol(Later.V4_FENCE_FIRST, patches, Settings.DEFAULT, EVERYBODY), Set.of());
    }

    @Test
    void theDriverOnlyDesignIsProvedForFlushesAlone() {
        assertIsProved(
                new QuarantineProtocol(
                        Later.DRIVER_ONLY, Later.DRIVER_ONLY.patches(), Settings.DEFAULT, ImmutableSet.of()),
                Set.of());
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = {"DRIVER_ONLY_ATS_OFF", "DRIVER_ONLY_FLAG", "DRIVER_ONLY_FORCE"})
    void theOtherDriverOnlyDesignsAreProvedForFlushesAlone(Later later) {
        assertIsProved(new QuarantineProtocol(later, later.patches(), Settings.DEFAULT, ImmutableSet.of()), Set.of());
    }

    /** Each of the changes is needed. */
    @ParameterizedTest
    @CsvSource({
        "ATTACH_WAITS, 2, 1, 1, no-stale-dma, 34",
        "RESULT, 1, 1, 1, no-stale-dma, 30",
        "RESULT, 1, 1, 1, flagged-is-fenced, 36",
        "TWO_MARKS, 1, 2, 2, no-stale-dma, 47",
        "TWO_MARKS, 1, 1, 1, flagged-is-fenced, 37"
    })
    void withoutOneChangeAPropertyIsRefuted(
            Patch missing, int devices, int pages, int flushes, String property, int length) {
        assertRefutedWithout(missing, property, length, devices, pages, flushes);
    }

    /** Two devices, and a reset of one of them: some millions of states. */
    @Test
    @Tag("slow")
    void withoutAWaitOfTheDetachARecoveredDeviceIsFlagged() {
        assertRefutedWithout(Patch.DETACH_WAITS, "flagged-is-fenced", 54, 2, 1, 1);
    }

    private static void assertRefutedWithout(Patch missing, String property, int length, int... sizes) {
        Protocol protocol = protocol(Consistency.without(Design.MARKED.patches(), missing), "", ONE_DOMAIN);
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

    /** Of the shortest violations, by property; a property that holds in the instance is not in it. */
    private static Map<String, Integer> lengths(Protocol protocol, int... sizes) {
        Map<String, Integer> lengths = new HashMap<>();
        new FiniteSystem(protocol, Instance.of(protocol, sizes))
                .asking(protocol.properties())
                .check()
                .verdicts()
                .forEach((property, verdict) ->
                        verdict.trace().ifPresent(run -> lengths.put(property.name(), run.length())));
        return lengths;
    }

    @Test
    @Tag("slow")
    void theWorkerAloneDoesNoHarm() {
        assertIsProved(protocol(Design.V2.patches(), "", ImmutableSet.of(Beside.WORKER)), Set.of("quarantine-is-kept"));
    }

    @Test
    @Tag("slow")
    void theMarkedDesignIsProvedBesideEverythingButReplace() {
        assertIsProved(MARKED, Set.of("quarantine-is-kept"));
    }

    /** The lock takes the place of the second mark if the CMD_SYNC of the fence is within it. */
    @Test
    void theLockedDesignIsProvedBesideEverything() {
        assertIsProved(LOCKED, Set.of());
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

    /** P1 lets a device that has recovered be used again; what is proved does not need that. */
    @Test
    @Tag("slow")
    void theSameWithoutP1() {
        assertIsProved(protocol(Consistency.without(Design.LOCKED.patches(), Patch.P1), "", EVERYBODY), Set.of());
    }

    /** Nobody clears the flag: the model calls it nobody-clears-ats-broken. */
    @Test
    void withoutP2ARecoveredDeviceDoesNotWork() {
        assertEquals(
                Map.of("recovered-device-works", 38),
                lengths(protocol(Consistency.without(Design.LOCKED.patches(), Patch.P2), "", EVERYBODY), 1, 1, 1));
    }

    /** But for {@code open}, which are not. */
    private static void assertIsProved(Protocol protocol, Set<String> open) {
        try (Prover prover = new Prover(protocol, ProofTest.LIMITS)) {
            Induction.Result result = new Induction(protocol, List.of(prover), text -> {}).largest(protocol.clauses());
            assertEquals(
                    open,
                    protocol.properties().stream()
                            .map(Clause::name)
                            .filter(property -> !result.proves(property))
                            .collect(toSet()));
        }
    }

    /** Steps that are not taken: with one device nobody else uses the ASID, and nobody changes EATS behind one who has the lock. */
    private static final Set<String> NEVER =
            Set.of("no TLBI of the ASID", "store what was there", "SYNC what was there");

    /** With one flush, nobody skips a device. */
    @Test
    void everyClauseOfTheLockedDesignIsSoInEveryReachableState() {
        assertEquals(
                List.of(22_942L),
                ProofTest.statesInWhichEveryClauseIsSo(LOCKED, Sets.union(NEVER, Set.of("skip")), new int[] {1, 1, 1}));
    }

    @Test
    @Tag("slow")
    void everyClauseOfTheLockedDesignIsSoInLargerInstances() {
        assertEquals(List.of(3_463_770L), ProofTest.statesInWhichEveryClauseIsSo(LOCKED, NEVER, new int[] {1, 2, 2}));
    }

    @Test
    void eachStepOfTheLockedDesignHasAPartWithoutWhichAProofFails() {
        ProofTest.assertEachStepHasAPartThatIsNeeded(LOCKED, HARMLESS);
    }
}
