package cordon.model.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Successors;
import cordon.model.Design;
import cordon.model.QuarantineModel;
import cordon.model.Settings;
import cordon.model.hardware.Invalidations.Progress;
import org.junit.jupiter.api.Test;

/** What a device owes, kept by ghosts (smmu.md B.3): an answer to what reached it with ATS on and out of reset. */
class InvalidationsTest {
    private static final int DEVICE = 0;
    private static final int SUBSTREAM = 0;
    private static final int RANGE = 0;

    @Test
    void aMuteDeviceOwesAnAnswerToWhatReachesItWithAtsOn() {
        World world = new World(Design.V2, "mute");
        world.send();
        assertTrue(world.owes());
        world.timeOut();
        assertTrue(world.unanswered());
        assertFalse(world.owes());
    }

    @Test
    void itDoesNotOweOneToWhatReachesItWithAtsOff() {
        World world = new World(Design.V2, "mute");
        world.ats(false);
        world.send();
        world.ats(true);
        assertFalse(world.owes());
        world.timeOut();
        assertFalse(world.unanswered());
    }

    @Test
    void whatWasAskedBeforeAtsWasTurnedOffIsStillOwed() {
        World world = new World(Design.V2, "mute");
        world.send();
        world.ats(false);
        world.timeOut();
        assertTrue(world.unanswered());
    }

    @Test
    void nothingIsOwedThatIsLostInAReset() {
        World world = new World(Design.V2, "mute");
        world.send();
        world.hardware.health().beginReset(world.state, DEVICE);
        assertFalse(world.owes());
        world.send();
        assertEquals(Progress.LOST, world.progress());
        world.timeOut();
        assertFalse(world.unanswered());
    }

    @Test
    void aRequestMergedWithALostOneIsOwedBySilentDevices() {
        for (String mode : new String[] {"mute", "slow"}) {
            World world = new World(Design.V2, mode);
            world.hardware.invalidations().set(world.state, SUBSTREAM, RANGE, Progress.LOST);
            world.send();
            assertEquals(Progress.LOST, world.progress());
            assertTrue(world.owes(), mode);
        }
    }

    @Test
    void aRequestMergedWithALostOneIsAnsweredByDevicesThatWork() {
        for (String mode : new String[] {"obedient", "dies", "ur", "rogue"}) {
            World world = new World(Design.V2, mode);
            world.hardware.invalidations().set(world.state, SUBSTREAM, RANGE, Progress.LOST);
            world.send();
            world.timeOut();
            assertFalse(world.unanswered(), mode);
        }
    }

    @Test
    void aDeviceThatDiesOwesWhatItHasNotAnswered() {
        World world = new World(Design.V2, "dies");
        world.send();
        assertTrue(world.owes());
    }

    @Test
    void aFailedResetForgivesNothingAndOneThatSucceedsForgivesAll() {
        World world = new World(Design.V2, "mute");
        world.send();
        world.timeOut();
        world.hardware.health().beginReset(world.state, DEVICE);
        world.hardware.health().endReset(world.state, DEVICE, false);
        assertTrue(world.unanswered());
        world.hardware.health().beginReset(world.state, DEVICE);
        world.hardware.health().endReset(world.state, DEVICE, true);
        assertFalse(world.unanswered());
    }

    @Test
    void aSilentDeviceThatWasBlamedCountsAsToBlame() {
        for (String mode : new String[] {"mute", "obedient", "slow"}) {
            World world = new World(Design.V2, mode);
            world.hardware.requests().settle(world.state, DEVICE);
            assertEquals(mode.equals("mute"), world.unanswered());
        }
    }

    @Test
    void nothingIsKeptWhereNobodyIsBlamed() {
        World world = new World(Design.BASE, "mute");
        world.send();
        assertFalse(world.owes());
        world.timeOut();
        assertFalse(world.unanswered());
    }

    /** The first state of a model with one device, whose ATS is on. */
    private static final class World {
        private final Hardware hardware;
        private final long[] state;

        World(Design design, String mode) {
            QuarantineModel model = new QuarantineModel(
                    Settings.DEFAULT.with(
                            "tasks=bus-reset devices=" + mode + (mode.equals("slow") ? " hwTimeout=above-1s" : "")),
                    design.patches());
            hardware = model.hardware();
            Successors first = new Successors(model.schema().words());
            model.initialStates(first);
            state = first.state(0).clone();
            ats(true);
        }

        void ats(boolean on) {
            hardware.endpoints().writeAtsEnable(state, DEVICE, on);
        }

        void send() {
            hardware.requests().send(state, SUBSTREAM, RANGE);
        }

        void timeOut() {
            hardware.invalidations().timeOut(state, SUBSTREAM, RANGE);
        }

        Progress progress() {
            return hardware.invalidations().progress(state, SUBSTREAM, RANGE);
        }

        boolean owes() {
            return hardware.invalidations().owed(state, SUBSTREAM, RANGE);
        }

        boolean unanswered() {
            return hardware.invalidations().unanswered(state, DEVICE);
        }
    }
}
