package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void operandsComeBack(@ForAll @IntRange(min = 1, max = 4) int sids, @ForAll @IntRange(min = 1, max = 4) int iovas) {
        Command commands = new Command(sids, iovas);
        Set<Integer> seen = new HashSet<>(Set.of(0, Command.SYNC));
        assertEquals(Opcode.NONE, commands.opcode(0));
        assertEquals(Opcode.SYNC, commands.opcode(Command.SYNC));
        for (int iova = 0; iova < iovas; iova++) {
            int tlbi = commands.tlbi(iova);
            assertTrue(seen.add(tlbi));
            assertEquals(Opcode.TLBI, commands.opcode(tlbi));
            assertEquals(iova, commands.iova(tlbi));
            for (int sid = 0; sid < sids; sid++) {
                int atcInv = commands.atcInv(sid, iova);
                assertTrue(seen.add(atcInv));
                assertEquals(Opcode.ATC_INV, commands.opcode(atcInv));
                assertEquals(sid, commands.sid(atcInv));
                assertEquals(iova, commands.iova(atcInv));
            }
        }
        for (int sid = 0; sid < sids; sid++) {
            int cfgi = commands.cfgiSte(sid);
            assertTrue(seen.add(cfgi));
            assertEquals(Opcode.CFGI_STE, commands.opcode(cfgi));
            assertEquals(sid, commands.sid(cfgi));
        }
        assertEquals(commands.count(), seen.size());
    }
}
