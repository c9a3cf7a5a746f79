package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import java.util.Locale;

/** The fourth promise of series.md: the driver finds out which device it was. */
final class BlameIsExact implements AccusingSteps {
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
        return "A device is put into quarantine, or by v1 taken off the bus, only if it owes an answer: it has not answered an "
                + "Invalidate Request that the rules oblige it to answer, and that has timed out or that it will not answer before "
                + "the driver gives up. A device is obliged if ATS is on at it when the request arrives and it is not in reset. One "
                + "that was not asked, that answers, or that was allowed to ignore what it was asked keeps working. (series.md, "
                + "promise 4; smmu.md B.3)";
    }

    @Override
    public boolean judges(int action) {
        return outOfService.isBy(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = firstAccused(trace);
        return String.format(
                Locale.ROOT,
                "At step %d device %d is taken out of service, although it has answered every Invalidate Request that it was obliged "
                        + "to answer.",
                end,
                sid);
    }

    /** The devices that {@code action} takes out of service although they owe no answer. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int accused = 0;
        for (int sid : outOfService.devices(before, action, after)) {
            accused |= owesAnswer(before, sid) ? 0 : 1 << sid;
        }
        return accused;
    }

    /** An answer that is merely on its way is not owed. */
    private boolean owesAnswer(long[] state, int sid) {
        boolean owes = model.hardware().invalidations().unanswered(state, sid);
        Command commands = model.hardware().queue().commands();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            for (int range = 0; range <= commands.everything(); range++) {
                owes |= model.hardware().invalidations().owed(state, substream, range)
                        && !model.hardware().requests().answersSoon(state, substream, range);
            }
        }
        return owes;
    }
}
