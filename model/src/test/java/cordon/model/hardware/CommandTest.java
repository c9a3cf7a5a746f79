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

/** Every command has a number of its own, from which its operands come back. */
class CommandTest {

    @Property
    void operandsComeBack(
            @ForAll @IntRange(min = 1, max = 4) int sids,
            @ForAll @IntRange(min = 1, max = 4) int iovas,
            @ForAll @IntRange(min = 1, max = 2) int domains) {
        Command commands = new Command(sids, iovas, domains);
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
            for (int range = 0; range <= commands.everything(); range++) {
                int atcInv = commands.atcInv(sid, range);
                assertTrue(seen.add(atcInv));
                assertEquals(Opcode.ATC_INV, commands.opcode(atcInv));
                assertEquals(sid, commands.sid(atcInv));
                assertEquals(range, commands.range(atcInv));
            }
            int cfgi = commands.cfgiSte(sid);
            assertTrue(seen.add(cfgi));
            assertEquals(Opcode.CFGI_STE, commands.opcode(cfgi));
            assertEquals(sid, commands.sid(cfgi));
        }
        assertEquals(Opcode.ILLEGAL, commands.opcode(commands.illegal()));
        assertTrue(seen.add(commands.illegal()));
        assertEquals(commands.count(), seen.size());
    }

    /** A TLBI by ASID removes what a TLBI of each page of that domain removes, and nothing of another domain. */
    @Property
    void anAsidCoversThePagesOfItsDomain(@ForAll @IntRange(min = 1, max = 4) int iovas) {
        Command commands = new Command(1, iovas, 2);
        for (int iova = 0; iova < iovas; iova++) {
            assertTrue(commands.tlbiCovers(iova, iova));
            assertTrue(commands.tlbiCovers(commands.asid(commands.domainOf(iova)), iova));
            assertFalse(commands.tlbiCovers(commands.asid(1 - commands.domainOf(iova)), iova));
        }
    }
}
