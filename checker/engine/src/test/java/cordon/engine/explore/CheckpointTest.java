package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.ToyFamily;
import cordon.engine.property.Property;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that is stopped and resumed, again and again, answers as one that was never stopped; a bad file is refused. */
class CheckpointTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSearchThatIsStoppedAgainAndAgainFindsTheSame(int workers) throws IOException {
        ToyFamily toy = new ToyFamily(5, 2);
        List<Property> properties = new ArrayList<>(toy.properties());
        properties.add(Asked.invariant("violated", s -> toy.freePages(s) < 2));
        Report whole = BreadthFirst.check(toy, properties, Bounds.unlimited(), s -> {});
        Path file = directory.resolve("stöpped here.checkpoint");
        Random random = new Random(workers);
        Report report = BreadthFirst.resume(
                toy, properties, options(file, workers, false), stoppingAfter(random.nextInt(8)), s -> {});
        int stops = 0;
        while (report.bound().isPresent()) {
            stops++;
            report = BreadthFirst.resume(
                    toy, properties, options(file, workers, true), stoppingAfter(random.nextInt(8)), s -> {});
        }
        assertTrue(stops > 3, "it was stopped " + stops + " times");
        assertSame(whole, report);
    }

    @net.jqwik.api.Property(tries = 200)
    void randomSystemsToo(
            @ForAll("systems") RandomSystem system,
            @ForAll @IntRange(max = 99) int node,
            @ForAll @IntRange(min = 1, max = 2) int workers)
            throws IOException {
        List<Property> properties = List.of(
                Asked.invariant(s -> system.node(s) != node),
                Asked.step((before, after) -> system.node(before) != node || system.node(after) != node),
                Asked.reachable((before, after) -> system.node(after) == node),
                Asked.deadlockFree(s -> false));
        Report whole = BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
        Path file = Files.createTempFile("random", ".checkpoint");
        try {
            int depth = 0;
            Report report = BreadthFirst.resume(
                    system,
                    properties,
                    options(file, workers, false),
                    Bounds.unlimited().withMaxDepth(depth),
                    s -> {});
            while (report.bound().isPresent()) {
                report = BreadthFirst.resume(
                        system,
                        properties,
                        options(file, workers, true),
                        Bounds.unlimited().withMaxDepth(++depth),
                        s -> {});
            }
            assertSame(whole, report);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Provide
    Arbitrary<RandomSystem> systems() {
        return RandomSystem.arbitrary(100);
    }

    /** Wherever a byte of the file is another one, the file is refused and not touched. */
    @Test
    void aDamagedFileIsRefused() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            int at = i < 500 ? i : i < 520 ? good.length - 1 - (i - 500) : random.nextInt(good.length);
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(file, bad, "byte " + at);
        }
    }

    /**
     * The checksum is right wherever a bit of the content is another one: the file is refused, or the search answers as if it were not
     * so, as when the bit is one of the time that the search took.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 1_000})
    void damageThatTheChecksumDoesNotShowChangesNoAnswer(int depth) throws IOException {
        ToyFamily toy = ToyFamily.spreadOverWords(3, 2);
        List<Property> properties = new ArrayList<>(toy.properties());
        properties.add(Asked.invariant("violated", s -> toy.freePages(s) < 2));
        Report whole = BreadthFirst.check(toy, properties, Bounds.unlimited(), s -> {});
        Path file = directory.resolve("checkpoint");
        Bounds bounds = depth > 100 ? stoppingAfter(3) : Bounds.unlimited().withMaxDepth(depth);
        BreadthFirst.resume(toy, properties, options(file, 1, false), bounds, s -> {});
        byte[] good = Files.readAllBytes(file);
        int content = 16 + ByteBuffer.wrap(good).getInt(12);
        Random random = new Random(depth);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bad = good.clone();
            int at = content + (i < 200 ? i : random.nextInt(good.length - content - 8));
            bad[at] ^= (byte) (1 << random.nextInt(8));
            CRC32C checksum = new CRC32C();
            checksum.update(bad, 0, bad.length - 8);
            ByteBuffer.wrap(bad).putLong(bad.length - 8, checksum.getValue());
            Files.write(file, bad);
            try {
                assertSame(
                        whole,
                        BreadthFirst.resume(toy, properties, options(file, 1, true), Bounds.unlimited(), s -> {}));
            } catch (CheckpointException e) {
                refused++;
                assertTrue(e.toString().contains(file + ": it is damaged: "), e.toString());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("byte " + (at - content) + " of the content", e);
            }
        }
        assertTrue(refused > 300, refused + " were refused");
    }

    /** Its fingerprint would be another one, and a long one of whatever follows. */
    @Test
    void aDamagedFingerprintIsNotBelieved() throws IOException {
        Path file = written();
        byte[] bad = Files.readAllBytes(file);
        ByteBuffer.wrap(bad).putInt(12, bad.length - 100);
        Files.write(file, bad);
        String message = String.valueOf(assertThrows(CheckpointException.class, () -> resume(file, new ToyFamily(4, 2)))
                .getMessage());
        assertTrue(message.contains("it is damaged"), message);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 1, 7, 8, 11, 12, 15, 16, 40, 200, good.length / 2, good.length - 8, good.length - 1}) {
            assertRefused(file, Arrays.copyOf(good, length), length + " bytes");
        }
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path file = written();
        CheckpointException e = assertThrows(CheckpointException.class, () -> resume(file, new ToyFamily(4, 3)));
        assertTrue(e.toString().contains("another search"), e.toString());
        Path missing = directory.resolve("missing");
        assertTrue(assertThrows(CheckpointException.class, () -> resume(missing, new ToyFamily(4, 2)))
                .toString()
                .contains("no such file"));
    }

    /** The disk is full after any number of bytes: the search goes on, and the old checkpoint is still there. */
    @Test
    void aWriteThatFailsLeavesTheOldCheckpoint() throws IOException {
        Path file = directory.resolve("old.checkpoint");
        Checkpoint old = new Checkpoint(file, "it");
        old.write(out -> out.writeLong(42));
        byte[] before = Files.readAllBytes(file);
        int content = 300_000;
        for (int room = 0; room < content; room += room < 100 ? 1 : 9_973) {
            int left = room;
            Checkpoint failing = new Checkpoint(file, "it", out -> new Full(out, left));
            IOException full =
                    assertThrows(IOException.class, () -> failing.write(out -> out.write(new byte[content])));
            assertEquals(file + ": No space left on device", full.getMessage());
            assertArrayEquals(before, Files.readAllBytes(file));
            try (var files = Files.list(directory)) {
                assertEquals(1, files.count(), "nothing is left lying about");
            }
        }
    }

    @Test
    void aSearchWithoutRoomForItsCheckpointGoesOnAndSaysSo() throws IOException {
        List<String> problems = new ArrayList<>();
        Path file = directory.resolve("missing directory").resolve("file");
        ToyFamily toy = new ToyFamily(4, 2);
        Report report = BreadthFirst.resume(
                toy,
                toy.properties(),
                Options.DEFAULT.withCheckpointing(new Checkpointing(file, Duration.ZERO, "toy", false, problems::add)),
                Bounds.unlimited(),
                s -> {});
        assertTrue(report.exhaustive());
        assertTrue(!problems.isEmpty());
    }

    private Path written() throws IOException {
        Path file = directory.resolve("checkpoint");
        ToyFamily toy = new ToyFamily(4, 2);
        BreadthFirst.resume(
                toy,
                toy.properties(),
                options(file, 1, false),
                Bounds.unlimited().withMaxDepth(8),
                s -> {});
        return file;
    }

    private void assertRefused(Path file, byte[] content, String what) throws IOException {
        Files.write(file, content);
        assertThrows(CheckpointException.class, () -> resume(file, new ToyFamily(4, 2)), what);
        assertArrayEquals(content, Files.readAllBytes(file), "it is not touched");
    }

    private static Report resume(Path file, ToyFamily toy) throws CheckpointException {
        return BreadthFirst.resume(toy, toy.properties(), options(file, 1, true), Bounds.unlimited(), s -> {});
    }

    private static void assertSame(Report expected, Report found) {
        assertEquals(expected.statistics().states(), found.statistics().states());
        assertEquals(expected.statistics().transitions(), found.statistics().transitions());
        assertEquals(expected.statistics().depth(), found.statistics().depth());
        assertEquals(expected.levels(), found.levels());
        assertEquals(expected.taken(), found.taken());
        assertEquals(expected.exhaustive(), found.exhaustive());
        expected.verdicts().forEach((property, verdict) -> {
            Verdict other = found.verdict(property);
            assertEquals(verdict.getClass(), other.getClass(), property.name());
            if (verdict instanceof Verdict.Violated violated
                    && violated.counterexample().isPresent()) {
                assertEquals(
                        violated.counterexample().get().length(),
                        ((Verdict.Violated) other)
                                .counterexample()
                                .orElseThrow()
                                .length());
            }
        });
    }

    private static Options options(Path file, int workers, boolean resume) {
        return Options.DEFAULT
                .withWorkers(workers)
                .withCheckpointing(new Checkpointing(file, Duration.ofDays(1), "test", resume, problem -> {
                    throw new AssertionError(problem);
                }));
    }

    private static Bounds stoppingAfter(int polls) {
        AtomicInteger left = new AtomicInteger(polls);
        BooleanSupplier interrupted = () -> left.decrementAndGet() < 0;
        return Bounds.unlimited().withInterrupt(interrupted);
    }

    /** A disk with so much room. */
    private static final class Full extends FilterOutputStream {
        private int room;

        Full(OutputStream out, int room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            room -= count;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, from, count);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }
}
