package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.counterexamples.Replay;
import cordon.engine.Trace;
import cordon.engine.check.Checker;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.model.Design;
import cordon.model.QuarantineModel;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.mutation.Mutants;
import cordon.specs.mutation.PatchMutants;
import cordon.specs.proof.Refinement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model takes no step that the abstract protocol does not have, where it keeps the protocol's assumptions. */
class RefinementTest {
    private static final String SHARED =
            "no-stale-dma|flush-contract|flagged-is-fenced|reported-is-fenced|recovered-device-works|quarantine-is-kept";

    private static final long MOST_STATES = 200_000;

    /** Faults about progress, locks and words that the protocol does not have, and those of which it has the outcome anyhow. */
    private static final Set<String> STAY = Set.of(
            "a-device-ignores-an-invalidate-request-that-reaches-it-with-ats-off",
            "a-reset-calls-prepare-with-invs-rwlock-held",
            "done-never-ends",
            "group-domain-is-not-set-when-the-owner-gives-the-group-up",
            "no-page-is-used-again",
            "no-request-is-translated",
            "no-sync-ever-completes",
            "p3-queues-no-work",
            "p6-without-its-first-place-in-attach-ats-is-decided-without-a-look-at-ats-broken",
            "prepare-refuses-a-second-time-although-patch-1-is-there",
            "prepare-returns-with-group-mutex-locked",
            "the-isr-returns-without-acknowledging",
            "the-issuer-of-a-cmd-sync-leaves-its-bit-set",
            "the-smmu-reports-an-error-without-a-code",
            "the-worker-blocks-the-device-and-leaves-resetting-domain-clear",
            "the-writer-of-an-array-waits-for-ever",
            "translated-transactions-pass-whatever-eats-is");

    /** Recordings of properties that the protocol does not have. */
    private static final List<String> FOLLOWED = List.of(
            "blockade-of-the-worker-refuses-every-reset",
            "domain-is-freed-in-spite-of-ebusy",
            "owner-is-refused-while-blocked",
            "retry-takes-the-fault-of-another-batch",
            "whole-batch-is-blamed",
            "worker-is-refused-beside-a-reset");

    private static final List<String> VIOLATING = List.of(
            "fault-is-told-to-another-waiter",
            "flag-is-trusted-before-the-fence",
            "nobody-clears-ats-broken",
            "sync-fault-is-hidden");

    /** Why the others are not runs of the protocol. */
    private static final Set<String> EXCLUDED = Set.of(
            "all devices of the abstract protocol are attached in the beginning",
            "it is another world",
            "the comparison follows no CMD_SYNC that is given up, or hides a fault",
            "the abstract protocol has no device that answers and keeps what it holds",
            "the abstract protocol has no gerrIrqCpu",
            "the abstract protocol has no group of several devices",
            "the abstract protocol has no invWhileAtsOff",
            "the abstract protocol has no pasid",
            "the abstract protocol has no resetDoneOrder",
            "the abstract protocol has no second domain",
            "the abstract protocol has no syncPoll",
            "the abstract protocol has no task aer",
            "the abstract protocol has no task bus-reset",
            "the abstract protocol has no task fallback-reset",
            "the abstract protocol has no task nested-reset",
            "the abstract protocol has no task probe",
            "the abstract protocol has no task remove",
            "the abstract protocol has nothing of the patch V1_WORK");

    private static Run run(String scenario, Design design, String settings) {
        Scenario found = RunOptions.scenario(scenario);
        return Run.of(found, design, found.settings().with(settings));
    }

    private static void assertRefines(String scenario, Design design, String settings, long states) {
        Refinement refinement =
                new Refinement((QuarantineModel) run(scenario, design, settings).world());
        Report report = Checker.of(refinement).asking(refinement.property()).check();
        report.verdicts().values().forEach(verdict -> assertInstanceOf(Verdict.Holds.class, verdict, report::toString));
        assertEquals(states, report.statistics().states());
    }

    @ParameterizedTest
    @CsvSource({
        "strict-unmap, BASE, '', 164",
        "strict-unmap, V2, '', 360",
        "bad-answers, V2, '', 726",
        "shared-batch, V2, 'devices=mute,mute', 7568",
        "shared-batch, V2, 'retryStrategy=none', 3324",
        "two-flushers, BASE, '', 38313",
        "split-batch, V2, 'queueLog2=1', 173859",
        "detach, V2, '', 38576",
        "broken-worker, V2, '', 18124",
        "broken-worker, MARKED, '', 18268",
        "broken-worker, LOCKED, '', 18876"
    })
    void eachStepIsOneOfTheProtocol(String scenario, Design design, String settings, long states) {
        assertRefines(scenario, design, settings, states);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "two-flushers, V2, '', 578142",
        "two-flushers, V2, 'fenceOrder=flag-first', 572469",
        "split-batch, V2, '', 1909287",
        "detach, V2, 'devices=mute brokenWorker=on', 334568",
        "re-attach, V2, 'devices=mute', 763692",
        "reset, BASE, 'rounds=1', 111009",
        "reset, V2, 'rounds=1', 303197"
    })
    void eachStepIsOneOfTheProtocolInLargerRuns(String scenario, Design design, String settings, long states) {
        assertRefines(scenario, design, settings, states);
    }

    /** Of the mutants whose runs keep the assumptions, those that take a step which the protocol does not have. */
    @Test
    void wrongModelsLeaveTheProtocol() {
        Set<String> leave = new TreeSet<>();
        Set<String> stay = new TreeSet<>();
        Stream.of(Mutants.ALL, PatchMutants.ALL)
                .flatMap(List::stream)
                .filter(mutant -> Refinement.refusal(mutant.run()).isEmpty())
                .forEach(mutant -> {
                    Refinement refinement = new Refinement((QuarantineModel) mutant.world());
                    Report report = Checker.of(refinement)
                            .asking(refinement.property())
                            .maxStates(MOST_STATES)
                            .check();
                    Verdict verdict = report.verdicts().values().iterator().next();
                    (verdict instanceof Verdict.Violated ? leave : stay)
                            .add(mutant.fault().name());
                });
        assertEquals(STAY, stay, () -> "leave: " + leave);
        assertEquals(35, leave.size(), leave::toString);
    }

    /** What became of a recorded counterexample. */
    private static String followed(Path file) {
        Recording recording;
        try {
            recording = RecordingFile.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Run run = RunOptions.run(recording.origin(), Optional.empty());
        Optional<String> refusal = Refinement.refusal(run);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        QuarantineModel model = (QuarantineModel) run.world();
        Refinement refinement = new Refinement(model);
        Trace trace = refinement.with(
                Replay.of(recording, model, Optional.empty(), false).trace());
        for (int n = 1; n <= trace.length(); n++) {
            assertTrue(
                    refinement.property().holds(trace.state(n - 1), trace.action(n), trace.state(n)),
                    file + " step " + n);
        }
        if (!recording.property().matches(SHARED)) {
            return "followed";
        }
        return refinement.violated(trace).contains(recording.property())
                ? "followed, and violates its property"
                : "followed, and does not violate " + recording.property();
    }

    @Test
    void eachRecordedCounterexampleIsARunOfTheProtocolOrAnAssumptionExcludesIt() throws IOException {
        Map<String, List<String>> recorded = new TreeMap<>();
        try (Stream<Path> files = Files.list(Shell.CHECKOUT.resolve("counterexamples/corpus"))) {
            files.filter(file -> file.toString().endsWith(RecordingFile.ENDING))
                    .sorted()
                    .forEach(file -> recorded.computeIfAbsent(followed(file), any -> new ArrayList<>())
                            .add(file.getFileName().toString().replace(RecordingFile.ENDING, "")));
        }
        assertEquals(FOLLOWED, recorded.remove("followed"));
        assertEquals(VIOLATING, recorded.remove("followed, and violates its property"));
        assertEquals(EXCLUDED, recorded.keySet());
        assertEquals(83, recorded.values().stream().mapToInt(List::size).sum());
    }
}
