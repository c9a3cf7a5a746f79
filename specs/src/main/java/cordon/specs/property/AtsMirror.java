package cordon.specs.property;

import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Masters;
import java.util.Locale;
import java.util.Optional;

/** S5 and S16 of smmu.md E.3. */
final class AtsMirror extends RightOfEachDevice {
    private final Quarantine quarantine;
    private final Core core;
    private final Endpoints endpoints;
    private final Masters masters;
    private final StreamTable streams;

    AtsMirror(QuarantineModel model, Core core) {
        super(model);
        this.quarantine = new Quarantine(model);
        this.core = core;
        this.endpoints = model.hardware().endpoints();
        this.masters = model.driver().masters();
        this.streams = model.hardware().streams();
    }

    @Override
    public String name() {
        return "ats-mirror";
    }

    @Override
    public String meaning() {
        return "While ATS is on at a device that P7 has not acted against, its STE says EATS=1, in memory and in the SMMU's copy. The "
                + "driver, the PCI core and the device agree on whether ATS is on, and the STE in memory says EATS=0 where it is off; not "
                + "from A2 to A14 of an attach of the device, where that changes. From a reset of the device to pci_restore_state it is "
                + "not looked at whether ATS is on at the device. (S5 and S16, smmu.md E.3)";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        boolean device = endpoints.atsEnabled(s, sid);
        boolean eats = streams.eats(s, sid) == StreamTable.EATS_TRANS;
        if (device && !(eats && copyAllows(s, sid)) && !quarantine.begun(s, sid)) {
            return Optional.of("ATS of device " + sid + " is on, but its STE says EATS=0");
        }
        boolean pci = masters.pciAtsEnabled(s, sid);
        boolean agree = device == pci && pci == masters.atsEnabled(s, sid);
        return (agree && (pci || !eats)) || core.isAttaching(s, sid)
                ? Optional.empty()
                : disagreement(s, sid, core.isInResetWindow(s, sid));
    }

    private Optional<String> disagreement(long[] s, int sid, boolean reset) {
        boolean device = endpoints.atsEnabled(s, sid);
        boolean pci = masters.pciAtsEnabled(s, sid);
        boolean driver = masters.atsEnabled(s, sid);
        if (pci != driver || !(device == pci || reset)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "ATS of device %d is %s at the device, %s for the PCI core and %s for the driver",
                    sid,
                    on(device),
                    on(pci),
                    on(driver)));
        } else if (!pci && streams.eats(s, sid) == StreamTable.EATS_TRANS) {
            return Optional.of("ATS of device " + sid + " is off, but its STE says EATS=1");
        }
        return Optional.empty();
    }

    private boolean copyAllows(long[] s, int sid) {
        return !streams.cached(s, sid) || streams.cachedEats(s, sid) == StreamTable.EATS_TRANS;
    }

    private static String on(boolean is) {
        return is ? "on" : "off";
    }
}
