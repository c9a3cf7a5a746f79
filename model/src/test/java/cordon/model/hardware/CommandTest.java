package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.model.hardware.Command.Opcode;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every command has a number of its own, from which its operands come back. */
class CommandTest {

    @Property
    void operandsComeBack(
            @ForAll @IntRange(min = 1, max = 4) int sids,
            @ForAll @IntRange(min = 1, max = 3) int ssids,
            @ForAll @IntRange(min = 1, max = 4) int iovas,
            @ForAll @IntRange(min = 1, max = 2) int domains) {
        Command commands = new Command(sids, ssids, iovas, domains);
        Set<Integer> seen = new HashSet<>(Set.of(0, Command.SYNC));
        assertEquals(Opcode.NONE, commands.opcode(0));
        assertEquals(Opcode.SYNC, commands.opcode(Command.SYNC));
        for (int range = 0; range < commands.ranges(); range++) {
            int tlbi = commands.tlbi(range);
            assertTrue(seen.add(tlbi));
            assertEquals(Opcode.TLBI, commands.opcode(tlbi));
            assertEquals(range, commands.range(tlbi));
        }
        for (int sid = 0; sid < sids; sid++) {
            int cfgi = commands.cfgiSte(sid);
            assertTrue(seen.add(cfgi));
            assertEquals(Opcode.CFGI_STE, commands.opcode(cfgi));
            assertEquals(sid, commands.sid(cfgi));
        }
        for (int substream = 0; substream < commands.substreams(); substream++) {
            assertEquals(substream, commands.substream(commands.sidOf(substream), commands.ssidOf(substream)));
            for (int range = 0; range <= commands.everything(); range++) {
                int atcInv = commands.atcInv(substream, range);
                assertTrue(seen.add(atcInv));
                assertEquals(Opcode.ATC_INV, commands.opcode(atcInv));
                assertEquals(substream, commands.substream(atcInv));
                assertEquals(commands.sidOf(substream), commands.sid(atcInv));
                assertEquals(range, commands.range(atcInv));
            }
            int cfgi = commands.cfgiCd(substream);
            assertTrue(seen.add(cfgi));
            assertEquals(Opcode.CFGI_CD, commands.opcode(cfgi));
            assertEquals(substream, commands.substream(cfgi));
        }
        assertEquals(Opcode.ILLEGAL, commands.opcode(commands.illegal()));
        assertTrue(seen.add(commands.illegal()));
        assertEquals(commands.count(), seen.size());
    }

    /** A TLBI by ASID removes what a TLBI of each page of that domain removes, and nothing of another domain. */
    @Property
    void anAsidCoversThePagesOfItsDomain(@ForAll @IntRange(min = 1, max = 4) int iovas) {
        Command commands = new Command(1, 1, iovas, 2);
        for (int iova = 0; iova < iovas; iova++) {
            assertTrue(commands.tlbiCovers(iova, iova));
            assertTrue(commands.tlbiCovers(commands.asid(commands.domainOf(iova)), iova));
            assertFalse(commands.tlbiCovers(commands.asid(1 - commands.domainOf(iova)), iova));
        }
    }

    /** An ATC_INV without a PASID is about the entries of all PASIDs of its device; one with a PASID about those alone. */
    @Test
    void anAtcInvWithoutPasidCoversAllPasids() {
        Command commands = new Command(2, 3, 2, 1);
        int all = commands.substream(1, 0);
        int one = commands.substream(1, 1);
        int other = commands.substream(1, 2);
        assertTrue(commands.atcInvCovers(all, 0, one, 0));
        assertTrue(commands.atcInvCovers(all, commands.everything(), other, 1));
        assertTrue(commands.atcInvCovers(one, commands.everything(), one, 1));
        assertFalse(commands.atcInvCovers(one, 0, all, 0));
        assertFalse(commands.atcInvCovers(one, 0, other, 0));
        assertFalse(commands.atcInvCovers(all, 0, one, 1));
        assertFalse(commands.atcInvCovers(all, 0, commands.substream(0, 0), 0));
    }
}
