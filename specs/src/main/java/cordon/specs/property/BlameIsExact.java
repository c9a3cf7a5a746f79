package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.Invalidations.Progress;

/** The fourth promise of series.md: the driver finds out which device it was. */
final class BlameIsExact implements StepInvariant {
    private final QuarantineModel model;
    private final OutOfService outOfService;

    BlameIsExact(QuarantineModel model) {
        this.model = model;
        this.outOfService = new OutOfService(model);
    }

    @Override
    public String name() {
        return "blame-is-exact";
    }

    @Override
    public String meaning() {
        return "A device is put into quarantine, or by v1 taken off the bus, only if it does not answer: the last Invalidate "
                + "Request to it timed out in the hardware, or one is outstanding that it will never answer. A device that "
                + "was not asked, or that answers, keeps working. (series.md, promise 4)";
    }

    @Override
    public boolean judges(int action) {
        return outOfService.isBy(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int sid = outOfService.device(before, action);
        return sid < 0 || owesAnswer(before, sid);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return String.format(
                "At step %d device %d is taken out of service, although it answers every Invalidate Request that "
                        + "reaches it.",
                end, outOfService.device(trace.state(end - 1), trace.action(end)));
    }

    /** An answer that is merely on its way is not owed. */
    private boolean owesAnswer(long[] state, int sid) {
        boolean owes = model.hardware().invalidations().unanswered(state, sid);
        Command commands = model.hardware().queue().commands();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            for (int range = 0; range <= commands.everything(); range++) {
                owes |= model.hardware().invalidations().progress(state, substream, range) != Progress.NONE
                        && !model.hardware().requests().answersSoon(state, substream, range);
            }
        }
        return owes;
    }
}
