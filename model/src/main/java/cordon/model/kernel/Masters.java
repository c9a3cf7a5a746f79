package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.Endpoints;
import java.util.Optional;

/** {@code struct arm_smmu_master} of each device, with what {@code struct pci_dev} says of its ATS. */
public final class Masters {
    private final Endpoints endpoints;
    private final Field atsBroken;
    private final Field masterAtsEnabled;
    private final Field pciAtsEnabled;
    private final Field freed;
    private final Field steAtsEnabled;
    private final Field domains;
    private final Field skipped;
    private final Optional<Field> atsListed;
    private final Optional<Field> lock;
    private final Command commands;

    /** Declares the fields of one master for each device, each with one stream. */
    Masters(Schema.Builder schema, Command commands, Index device, Endpoints endpoints, ImmutableSet<Patch> patches) {
        this.endpoints = endpoints;
        this.commands = commands;
        Index substream = new Index("substream", commands.substreams());
        atsBroken = schema.means(
                        "P6: the driver holds the device for broken: no further ATS, no further ATC_INV (series.md P6)")
                .flag("master.ats_broken", device);
        masterAtsEnabled = schema.means("whether the last attach of the device turned ATS on (smmu.md C.7, A13)")
                .flag("master.ats_enabled", device);
        pciAtsEnabled = schema.means("what the PCI core believes ATS Control.E of the device to be (smmu.md B.5)")
                .flag("pci.ats_enabled", device);
        freed = schema.means("release_device has freed the driver's structure of the device (smmu.md C.7)")
                .flag("master.freed", device);
        steAtsEnabled = schema.means(
                        "EATS of the STE that attaching installed last; P7 does not update it (smmu.md C.7)")
                .flag("master.ste_ats_enabled", device);
        domains = schema.means(
                        "paging domains whose mappings may be used: bit d from the beginning of the attach of D<d> until another has returned")
                .ghost("device.domains", 2, substream);
        skipped = patches.contains(Patch.TWO_MARKS)
                ? schema.means("patch TWO_MARKS: P7 has fenced the device, so that flushes skip it (series.md P6)")
                        .flag("master.fenced", device)
                : atsBroken;
        lock = patches.contains(Patch.LOCK)
                ? Optional.of(schema.means("patch LOCK: whether the lock of the master is held (designs.md 3)")
                        .control("master.lock", 1, Integer::toString, device))
                : Optional.empty();
        atsListed = patches.contains(Patch.RESULT)
                ? Optional.of(
                        schema.means("patch RESULT: the ATS entry is in the array of the domain, even if ATS is off")
                                .flag("master.ats_listed", substream))
                : Optional.empty();
    }

    /** The device is attached, with or without ATS. */
    void initialise(long[] s, int sid, boolean ats) {
        setAtsEnabled(s, sid, ats);
        setPciAts(s, sid, ats);
        setSteAtsEnabled(s, sid, ats);
    }

    /** {@code master->ats_broken} (P6): the device is in quarantine. */
    public boolean atsBroken(long[] s, int sid) {
        return atsBroken.isSet(s, sid);
    }

    /** Sets or clears {@code master->ats_broken}. */
    void setAtsBroken(long[] s, int sid, boolean broken) {
        atsBroken.set(s, sid, broken ? 1 : 0);
    }

    /**
     * Whether flushes skip the device (P6): {@code master->ats_broken}, or with {@link Patch#TWO_MARKS} {@code master->fenced}, which
     * P7 sets later.
     */
    public boolean skipped(long[] s, int sid) {
        return skipped.isSet(s, sid);
    }

    /** Patch TWO_MARKS: the fence of the device is up. */
    void setFenced(long[] s, int sid) {
        skipped.set(s, sid, 1);
    }

    /** Patch LOCK: {@code spin_lock_irqsave} of the master; false while somebody else has it. */
    boolean lock(long[] s, int sid) {
        Field taken = lock.orElseThrow();
        if (taken.isSet(s, sid)) {
            return false;
        }
        taken.set(s, sid, 1);
        return true;
    }

    /** Patch LOCK: {@code spin_unlock_irqrestore}. */
    void unlock(long[] s, int sid) {
        lock.orElseThrow().set(s, sid, 0);
    }

    /** {@code reset_device_done} (P2): the quarantine is over. */
    public void endQuarantine(long[] s, int sid) {
        setAtsBroken(s, sid, false);
        skipped.set(s, sid, 0);
    }

    /**
     * Whether the array of the domain that {@code substream} is attached to has its ATS entry: {@code master->ats_enabled}, or with
     * {@link Patch#RESULT} what A13 has noted for the next detach.
     */
    public boolean atsListed(long[] s, int substream) {
        return atsListed
                .map(listed -> listed.isSet(s, substream))
                .orElseGet(() -> atsEnabled(s, commands.sidOf(substream)));
    }

    void setAtsListed(long[] s, int substream, boolean to) {
        atsListed.ifPresent(listed -> listed.set(s, substream, to ? 1 : 0));
    }

    /** {@code master->ats_enabled}: what the last attach decided. */
    public boolean atsEnabled(long[] s, int sid) {
        return masterAtsEnabled.isSet(s, sid);
    }

    void setAtsEnabled(long[] s, int sid, boolean enabled) {
        masterAtsEnabled.set(s, sid, enabled ? 1 : 0);
    }

    /** {@code master->ste_ats_enabled}: EATS of the STE that was installed last. P7 does not tell it of its store. */
    public boolean steAtsEnabled(long[] s, int sid) {
        return steAtsEnabled.isSet(s, sid);
    }

    void setSteAtsEnabled(long[] s, int sid, boolean enabled) {
        steAtsEnabled.set(s, sid, enabled ? 1 : 0);
    }

    /** {@code pci_dev->ats_enabled}: what the PCI core believes ATS Control.E to be. */
    public boolean pciAtsEnabled(long[] s, int sid) {
        return pciAtsEnabled.isSet(s, sid);
    }

    /** {@code pci_enable_ats} and {@code pci_disable_ats}, which do nothing if it is as asked for already. */
    void setPciAts(long[] s, int sid, boolean enabled) {
        if (pciAtsEnabled(s, sid) != enabled) {
            endpoints.writeAtsEnable(s, sid, enabled);
            pciAtsEnabled.set(s, sid, enabled ? 1 : 0);
        }
    }

    /** {@code pci_restore_ats_state}: what the PCI core believes is written to the device again. */
    public void restorePciAts(long[] s, int sid) {
        if (pciAtsEnabled(s, sid)) {
            endpoints.writeAtsEnable(s, sid, true);
        }
    }

    /** {@code arm_smmu_release_device}: {@code master} is given back. */
    public void free(long[] s, int sid) {
        freed.set(s, sid, 1);
    }

    /** Whether {@code master} was given back: whoever looks at it now looks at somebody else's memory. */
    public boolean freed(long[] s, int sid) {
        return freed.isSet(s, sid);
    }

    /**
     * For properties: whether {@code substream} may use what is mapped in paging domain {@code domain}: from the beginning of its
     * attach until the attach of another domain has returned.
     */
    public boolean mayUse(long[] s, int substream, int domain) {
        return (domains.get(s, substream) >> domain & 1) != 0;
    }

    /** For properties: {@code substream} may use what is mapped in some paging domain. */
    public boolean mayUseSome(long[] s, int substream) {
        return domains.get(s, substream) != 0;
    }

    /** For properties: {@code substream} may use {@code domain} from now on, if that is a paging domain. */
    void allow(long[] s, int substream, Domain domain) {
        domains.set(s, substream, domains.get(s, substream) | bit(domain));
    }

    /** For properties: {@code substream} may use nothing but {@code domain} from now on. */
    void allowOnly(long[] s, int substream, Domain domain) {
        domains.set(s, substream, bit(domain));
    }

    private static int bit(Domain domain) {
        return domain.isPaging() ? 1 << domain.index() : 0;
    }
}
