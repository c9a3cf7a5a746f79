package cordon.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.schema.Field;
import cordon.model.Choice.FenceOrder;
import cordon.model.cmdq.InsertionModel;
import cordon.model.entry.EntryModel;
import cordon.model.machine.Mutation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a declaration says of the values of its field is true of the states of random walks. */
class LegalValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpus=2 devices=mute,obedient",
                "tasks=reset,detach devices=dies",
                "tasks=reset,set-pasid pasid=on domains=2 devices=rogue,mute brokenWorker=on",
                "tasks=nested-reset,identity pasid=on domains=2 resetOutcome=any devices=mute fenceOrder=flag-first",
                "tasks=close devices=dies,mute groups=shared",
                "syncPoll=msi devices=slow hwTimeout=above-1s",
                "postedWrites=late devices=rogue rounds=2",
                "storeBuffer=on rounds=2 tasks=reattach"
            })
    void ofTheProtocol(String parameters) {
        Settings settings = Settings.DEFAULT.with(parameters);
        boolean flagFirst = settings.get(Parameter.FENCE_ORDER) == FenceOrder.FLAG_FIRST;
        for (Design design : Design.values()) {
            if (flagFirst && design.patches().contains(Patch.TWO_MARKS)) {
                continue; // refused
            }
            assertLegal(new QuarantineModel(settings, design.patches()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists=2s,1", "lists=1s,1s hwReadAhead=on consLag=on rounds=2", "lists=2,2s,1s"})
    void ofTheInsertion(String parameters) {
        assertLegal(new InsertionModel(
                Settings.DEFAULT.with("world=insertion " + parameters), Design.BASE.patches(), Mutation.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"entries=abort,cdtable,bypass", "entries=cd-clear,cd-a,cd-b", "entries=s2,cdtable fenceActor=on"
            })
    void ofAnEntry(String parameters) {
        assertLegal(
                new EntryModel(Settings.DEFAULT.with("world=entry " + parameters), Design.V2.patches(), Mutation.NONE));
    }

    private static void assertLegal(World world) {
        Walks.forEachState(world, 1, state -> {
            for (Field field : world.schema().fields()) {
                for (int i = 0; i < field.size(); i++) {
                    int value = field.get(state, i);
                    assertTrue(field.isLegal(value), () -> field + " is " + value);
                }
            }
        });
    }
}
