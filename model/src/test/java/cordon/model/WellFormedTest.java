package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.model.kernel.Domain;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The initial states are well-formed, and a state in which one thing is otherwise is not. */
class WellFormedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks=attach:1 groups=shared devices=idle,idle",
                "tasks=attach:1,reset groups=shared devices=idle,idle,idle domains=2",
                "tasks=set-pasid:1 groups=shared devices=idle,idle pasid=on",
                "tasks=attach,set-pasid:1 devices=idle,idle pasid=on domains=2",
                "tasks=none devices=idle,idle pasid=on"
            })
    void anInitialStateIsWellFormed(String settings) {
        QuarantineModel model = model(settings);
        assertEquals(Optional.empty(), new WellFormed(model).offence(initial(model)));
    }

    /** The state that the shared group of a device to be attached once began in: the other device attached, the group not. */
    @Test
    void aDeviceThatIsAttachedWhileItsGroupIsNotIsSeen() {
        QuarantineModel model = model("groups=shared devices=idle,idle tasks=reset");
        long[] s = initial(model);
        model.driver().groups().setDomain(s, 0, Domain.BLOCKED);
        assertTrue(new WellFormed(model).offence(s).orElseThrow().startsWith("device 0: "));
    }

    /** Every field that the rules are about: a state in which one element of it is otherwise is not well-formed. */
    @Test
    void whateverIsOtherwiseIsSeen() {
        QuarantineModel model = model("devices=idle,idle domains=2 pasid=on tasks=reset,attach:1");
        WellFormed rules = new WellFormed(model);
        Set<String> unseen = new TreeSet<>();
        for (Field field : model.schema().fields()) {
            for (int i = 0; i < field.size(); i++) {
                long[] s = initial(model);
                field.set(s, i, field.get(s, i) ^ 1);
                if (rules.offence(s).isEmpty()) {
                    unseen.add(field.name());
                }
            }
        }
        for (String judged : List.of(
                "group.domain",
                "group.pasid_array",
                "group.resetting_domain",
                "group.broken_work",
                "domain.freed",
                "device.domains",
                "device.ATS.E",
                "master.ats_enabled",
                "master.ats_broken",
                "master.freed",
                "master.ste_ats_enabled",
                "pci.ats_enabled",
                "ste",
                "ste.EATS",
                "steCache",
                "cd",
                "domain.invs",
                "atc")) {
            assertTrue(model.schema().fields().stream().anyMatch(f -> f.name().equals(judged)), judged);
            assertTrue(!unseen.contains(judged), "an element of " + judged + " that is otherwise is not seen");
        }
    }

    private static QuarantineModel model(String settings) {
        return new QuarantineModel(Settings.DEFAULT.with("queueLog2=4").with(settings), Design.V2.patches());
    }

    private static long[] initial(QuarantineModel model) {
        Successors out = new Successors(model.schema().words());
        model.initialStates(out);
        return out.state(0).clone();
    }
}
