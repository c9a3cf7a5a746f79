package cordon.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Comparators;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import cordon.model.kernel.Invs.Entry;
import cordon.model.kernel.Invs.Inv;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The invs array against a multiset: an entry has as many users as there are attachments that need it. */
class InvsTest {
    private static final Inv ASID = new Inv(0, Invs.Type.S1_ASID, 1, 0);
    private static final Inv ATS_0 = new Inv(0, Invs.Type.ATS, 0, 0);
    private static final Inv ATS_1 = new Inv(0, Invs.Type.ATS, 1, 0);

    @Test
    void attachTwiceDetachTwice() {
        Invs both = Invs.EMPTY.merge(List.of(ASID, ATS_0)).merge(List.of(ASID, ATS_1));
        assertEquals(List.of(new Entry(ASID, 2), new Entry(ATS_0, 1), new Entry(ATS_1, 1)), both.entries());

        Invs.Unref first = both.unref(List.of(ASID, ATS_0));
        assertEquals(
                List.of(new Entry(ASID, 1), new Entry(ATS_0, 0), new Entry(ATS_1, 1)),
                first.invs().entries());
        assertEquals(1, first.invs().trashes());
        assertEquals(
                List.of(new Entry(ASID, 1), new Entry(ATS_1, 1)),
                first.invs().purge().entries());

        Invs.Unref last = first.invs().unref(List.of(ASID, ATS_1));
        assertEquals(List.of(), last.invs().entries(), "trash at the end is cut off, older trash too");
        assertFalse(last.invs().purges());
    }

    @Test
    void theLastDetachLeavesTheFlagForAts() {
        Invs gone = Invs.EMPTY.merge(List.of(ASID, ATS_0)).unref(List.of(ATS_0)).invs();
        assertEquals(List.of(new Entry(ASID, 1)), gone.entries());
        assertTrue(gone.hasAts(), "unref does not look, and purge finds no trash");
        assertFalse(gone.purges());
    }

    @Test
    void whatIsNotThereIsWarnedAbout() {
        Invs.Unref unref = Invs.EMPTY.merge(List.of(ATS_0)).unref(List.of(ASID, ATS_0, ATS_1));
        assertEquals(2, unref.warnings());
        assertEquals(List.of(-1, 0, -1), unref.usersLeft().asList());
    }

    @Property
    void usersAreCounted(@ForAll("attachments") List<List<Inv>> attached, @ForAll("order") List<Integer> detached) {
        Multiset<Inv> reference = HashMultiset.create();
        Invs invs = Invs.EMPTY;
        for (List<Inv> attachment : attached) {
            invs = invs.merge(attachment);
            reference.addAll(attachment);
            assertSame(reference, invs);
        }
        List<List<Inv>> left = new ArrayList<>(attached);
        for (int choice : detached) {
            if (left.isEmpty()) {
                break;
            }
            List<Inv> attachment = left.remove(choice % left.size());
            Invs.Unref unref = invs.unref(attachment);
            assertEquals(0, unref.warnings());
            attachment.forEach(reference::remove);
            for (int i = 0; i < attachment.size(); i++) {
                assertEquals(
                        reference.contains(attachment.get(i)) ? 1 : 0,
                        unref.usersLeft().get(i));
            }
            assertSame(reference, unref.invs());
            invs = choice % 2 == 0 && unref.invs().purges() ? unref.invs().purge() : unref.invs();
            assertSame(reference, invs);
        }
    }

    private static void assertSame(Multiset<Inv> reference, Invs invs) {
        Multiset<Inv> live = HashMultiset.create();
        invs.entries().forEach(entry -> live.add(entry.inv(), entry.users()));
        assertEquals(reference, live);
        assertTrue(Comparators.isInStrictOrder(invs.entries(), (a, b) -> Inv.ORDER.compare(a.inv(), b.inv())));
        assertTrue(
                invs.hasAts() || live.stream().noneMatch(inv -> inv.type().isAts()),
                "never false with a live ATS entry");
    }

    @Provide
    Arbitrary<List<List<Inv>>> attachments() {
        Arbitrary<Inv> inv = Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Invs.Type.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1))
                .as((smmu, type, id, ssid) -> new Inv(smmu, type, id, type.isAts() ? ssid : 0));
        return inv.set().ofMaxSize(5).map(InvsTest::sorted).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> order() {
        return Arbitraries.integers().between(0, 1000).list().ofMaxSize(8);
    }

    private static List<Inv> sorted(Set<Inv> set) {
        return set.stream()
                .sorted(Inv.ORDER)
                .collect(Collectors.collectingAndThen(Collectors.toList(), ImmutableList::copyOf));
    }
}
