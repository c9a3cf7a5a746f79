package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Masters;
import java.util.Optional;
import java.util.stream.IntStream;

/** S5 and S16 of smmu.md E.3. */
final class AtsMirror implements Invariant, Accuses {
    private final QuarantineModel model;
    private final Quarantine quarantine;

    AtsMirror(QuarantineModel model) {
        this.model = model;
        this.quarantine = new Quarantine(model);
    }

    @Override
    public String name() {
        return "ats-mirror";
    }

    @Override
    public String meaning() {
        return "When every task has finished, the driver, the PCI core and the device agree on whether ATS is on, and where it "
                + "is on and the device is not in quarantine, its STE says EATS=1, in memory and in the SMMU's copy. (S5 and "
                + "S16, smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] state) {
        return offence(state).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        return "After step " + trace.length() + " " + offence(trace.last()).orElseThrow() + ".";
    }

    /** The devices about whose ATS there is no agreement. */
    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int split = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            split |= offence(after, sid).isPresent() ? 1 << sid : 0;
        }
        return split;
    }

    private Optional<String> offence(long[] s) {
        return model.finished(s)
                ? IntStream.range(0, model.hardware().endpoints().count())
                        .mapToObj(sid -> offence(s, sid))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> offence(long[] s, int sid) {
        Masters masters = model.driver().masters();
        boolean device = model.hardware().endpoints().atsEnabled(s, sid);
        if (device != masters.atsEnabled(s, sid) || device != masters.pciAtsEnabled(s, sid)) {
            return Optional.of(String.format(
                    "ATS of device %d is %s at the device, %s for the PCI core and %s for the driver",
                    sid, on(device), on(masters.pciAtsEnabled(s, sid)), on(masters.atsEnabled(s, sid))));
        }
        boolean inMemory = model.hardware().streams().eats(s, sid) == StreamTable.EATS_TRANS;
        boolean inCopy = !model.hardware().streams().cached(s, sid)
                || model.hardware().streams().cachedEats(s, sid) == StreamTable.EATS_TRANS;
        if (device && !quarantine.flagged(s, sid) && !(inMemory && inCopy)) {
            return Optional.of("ATS of device " + sid + " is on, but its STE says EATS=0");
        }
        return Optional.empty();
    }

    private static String on(boolean is) {
        return is ? "on" : "off";
    }
}
