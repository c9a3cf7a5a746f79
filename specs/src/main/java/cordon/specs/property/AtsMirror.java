package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Masters;
import java.util.Locale;
import java.util.Optional;

/** S5 and S16 of smmu.md E.3. */
final class AtsMirror extends RightAtRest {
    private final Quarantine quarantine;

    AtsMirror(QuarantineModel model) {
        super(model);
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
    public String explain(Trace trace) {
        return "After step " + trace.length() + " " + offence(trace.last()).orElseThrow() + ".";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        Masters masters = model.driver().masters();
        boolean device = model.hardware().endpoints().atsEnabled(s, sid);
        if (device != masters.atsEnabled(s, sid) || device != masters.pciAtsEnabled(s, sid)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "ATS of device %d is %s at the device, %s for the PCI core and %s for the driver",
                    sid,
                    on(device),
                    on(masters.pciAtsEnabled(s, sid)),
                    on(masters.atsEnabled(s, sid))));
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
