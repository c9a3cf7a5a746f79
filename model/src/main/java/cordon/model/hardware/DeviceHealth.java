package cordon.model.hardware;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.model.Choice.DeviceMode;
import cordon.model.machine.Program;

/**
 * Whether a device works, and what a reset does to it (smmu.md B.4).
 *
 * <p>A reset loses the Invalidate Requests that the device has or that reach it meanwhile. One that succeeds leaves a device
 * that works, with an empty ATC; one that fails leaves a silent one, whose ATC is as it was.
 */
public final class DeviceHealth {
    private final Endpoints endpoints;
    private final Invalidations invalidations;
    private final Command commands;
    private final Field mute;
    private final Field inReset;

    /** Declares the fields and the step by which a device stops working. */
    DeviceHealth(
            Program program,
            ImmutableList<DeviceMode> modes,
            Index device,
            Command commands,
            Endpoints endpoints,
            Invalidations invalidations) {
        this.endpoints = endpoints;
        this.invalidations = invalidations;
        this.commands = commands;
        mute = program.schema()
                .means("whether the device does not react to Invalidate Requests (smmu.md B.3)")
                .flag("device.mute", device);
        inReset = program.schema()
                .means("whether the device is being reset: requests that reach it are lost (smmu.md B.4)")
                .flag("device.inReset", device);
        if (modes.contains(DeviceMode.DIES)) {
            program.free(
                            Endpoints::lane,
                            "device",
                            "hang",
                            device.size(),
                            sid -> "stop answering Invalidate Requests",
                            (s, sid) -> modes.get(sid) == DeviceMode.DIES && hang(s, sid))
                    .asVoluntary();
        }
    }

    /** A device as its mode has it at the beginning. */
    public void initialise(long[] s, int sid, DeviceMode mode) {
        mute.set(s, sid, mode == DeviceMode.MUTE ? 1 : 0);
    }

    /** Whether {@code sid} answers Invalidate Requests that reach it now. */
    public boolean answers(long[] s, int sid) {
        return !mute.isSet(s, sid) && !inReset.isSet(s, sid);
    }

    /** Whether {@code sid} is silent until a reset succeeds. */
    public boolean mute(long[] s, int sid) {
        return mute.isSet(s, sid);
    }

    /** Whether {@code sid} is being reset. */
    public boolean inReset(long[] s, int sid) {
        return inReset.isSet(s, sid);
    }

    /** A reset of {@code sid} begins. */
    public void beginReset(long[] s, int sid) {
        inReset.set(s, sid, 1);
        endpoints.beginReset(s, sid);
        invalidations.lose(s, sid);
    }

    /** The reset of {@code sid} has succeeded, or failed. */
    public void endReset(long[] s, int sid, boolean succeeded) {
        inReset.set(s, sid, 0);
        mute.set(s, sid, succeeded ? 0 : 1);
        if (succeeded) {
            endpoints.drop(s, commands.substream(sid, 0), commands.everything());
            invalidations.forgive(s, sid);
        }
    }

    private boolean hang(long[] s, int sid) {
        if (mute.isSet(s, sid)) {
            return false;
        }
        mute.set(s, sid, 1);
        return true;
    }
}
