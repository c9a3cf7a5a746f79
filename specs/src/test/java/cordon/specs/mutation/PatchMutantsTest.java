package cordon.specs.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.explore.Bounds;
import cordon.specs.Expectations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A place of a patch that is missing is noticed, or it is said why it does no harm. */
class PatchMutantsTest {
    private static final Path HOME = Path.of(System.getProperty("cordon.home", ".."));

    static Stream<Mutant> places() {
        return PatchMutants.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void itIsNoticedByItsPropertyFirstOfAll(Mutant place) throws IOException {
        Expectations expectations = Expectations.load(HOME.resolve("specs/expected"));
        Cell cell = new Cell(
                place.fault(), place.run(), expectations.of(place.run()).orElseThrow());
        List<Notice> notices = new Detector(Bounds.unlimited()).examine(cell).notices();
        assertTrue(notices.stream().anyMatch(notice -> notice.property().equals(place.property())), notices::toString);
    }

    @Test
    void nameOfAFaultIsThatOfOneFault() {
        Map<String, Fault> byName = new HashMap<>();
        Stream.of(Mutants.ALL, PatchMutants.ALL)
                .flatMap(List::stream)
                .map(Mutant::fault)
                .forEach(fault -> {
                    Fault other = byName.putIfAbsent(fault.name(), fault);
                    if (other != null) {
                        assertEquals(other.wrong(), fault.wrong());
                        assertEquals(other.changes().keySet(), fault.changes().keySet(), fault.wrong());
                    }
                });
        assertTrue(byName.keySet().stream().allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*")));
    }
}
