package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Asked;
import cordon.engine.RandomSystem;
import cordon.engine.ToyFamily;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that overflows to disk against the same search in memory. */
class OverflowTest {

    /** 139,305 states, of which some 30,000 fit into memory at a time; of several words, the tree takes most of it. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "1, true"})
    void aToyThatDoesNotFitIsSearchedAllTheSame(int workers, boolean words, @TempDir Path directory)
            throws IOException {
        ToyFamily toy = words ? ToyFamily.spreadOverWords(5, 2) : new ToyFamily(5, 2);
        Property notAllFree = Asked.invariant(s -> toy.freePages(s) < 2 || toy.devicesInQuarantine(s) < 5);
        List<Property> properties =
                List.of(toy.properties().get(0), toy.properties().get(1), notAllFree);
        long memory = words ? 4_300_000 : 500_000;
        Options options = Options.DEFAULT.withWorkers(workers);
        Report inMemory = BreadthFirst.check(toy, properties, options, Bounds.unlimited(), s -> {});

        Report onDisk = BreadthFirst.check(
                toy,
                properties,
                options.withOverflow(into(directory)),
                Bounds.unlimited().withMemoryBytes(memory),
                s -> {});

        assertTrue(onDisk.statistics().diskBytes() > 0);
        assertEquals(inMemory.levels(), onDisk.levels());
        assertEquals(inMemory.taken(), onDisk.taken());
        assertTrue(onDisk.exhaustive(), () -> "ended early: " + onDisk);
        assertEquals(toy.expectedStates(), onDisk.statistics().states());
        assertInstanceOf(Verdict.Holds.class, onDisk.verdict(properties.get(0)));
        Trace trace = assertInstanceOf(Verdict.Violated.class, onDisk.verdict(notAllFree))
                .counterexample()
                .orElseThrow();
        assertEquals(9, trace.length());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    /** In hardly more memory than the smallest set there is takes. */
    @net.jqwik.api.Property(tries = 20)
    void randomSystemsHaveTheSameLevels(
            @ForAll("large") RandomSystem system, @ForAll @IntRange(min = 1, max = 3) int workers) throws IOException {
        Property any = Asked.invariant(s -> true);
        Options options = Options.DEFAULT.withWorkers(workers);
        Report inMemory = BreadthFirst.check(system, List.of(any), options, Bounds.unlimited(), s -> {});
        Path directory = Files.createTempDirectory("overflow");
        long smallest = BreadthFirst.check(
                        system, List.of(any), options, Bounds.unlimited().withMaxStates(1), s -> {})
                .statistics()
                .storeBytes();
        Report onDisk = BreadthFirst.check(
                system,
                List.of(any),
                options.withOverflow(into(directory)),
                Bounds.unlimited().withMemoryBytes(smallest + 40_000),
                s -> {});
        Files.delete(directory);
        assertTrue(onDisk.statistics().diskBytes() > 0 || inMemory.statistics().storeBytes() <= smallest + 40_000);
        assertEquals(inMemory.levels(), onDisk.levels());
        assertEquals(inMemory.exhaustive(), onDisk.exhaustive());
    }

    @Provide
    Arbitrary<RandomSystem> large() {
        return RandomSystem.arbitrary(20_000);
    }

    @Test
    void whatMustHappenInTheEndNeedsMemory(@TempDir Path directory) {
        ToyFamily toy = new ToyFamily(5, 2);
        Property ends = toy.everyInvalidationEnds();
        Report report = BreadthFirst.check(
                toy,
                List.of(ends),
                Options.DEFAULT.withOverflow(into(directory)),
                Bounds.unlimited().withMemoryBytes(500_000),
                s -> {});
        assertEquals(new Verdict.Incomplete(Bound.MEMORY), report.verdict(ends));
    }

    @Test
    void aDiskThatFailsEndsTheSearchWithoutAVerdict(@TempDir Path directory) {
        ToyFamily toy = new ToyFamily(5, 2);
        Property holds = Asked.invariant(s -> true);
        List<String> told = new ArrayList<>();
        Path missing = directory.resolve("missing");
        Report report = BreadthFirst.check(
                toy,
                List.of(holds),
                Options.DEFAULT.withOverflow(new Spilling(missing, told::add)),
                Bounds.unlimited().withMemoryBytes(500_000),
                s -> {});
        assertEquals(new Verdict.Incomplete(Bound.DISK), report.verdict(holds));
        assertEquals(1, told.size());
        String reason = told.get(0);
        assertTrue(reason.startsWith(missing.toString()), reason);
        assertTrue(reason.endsWith(": there is no such file, after 0 MiB"), reason);
    }

    private static Spilling into(Path directory) {
        return new Spilling(directory, problem -> {
            throw new AssertionError(problem);
        });
    }
}
