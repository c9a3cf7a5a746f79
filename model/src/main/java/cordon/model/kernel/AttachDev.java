package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * {@code arm_smmu_attach_dev}, {@code arm_smmu_attach_dev_ste}, {@code arm_smmu_set_pasid} and {@code
 * arm_smmu_blocking_set_dev_pasid}: a device, or one PASID of it, from one domain to another (smmu.md C.7). Called with
 * {@code group->mutex} held. The results of all SYNCs are ignored, with P7 too.
 *
 * <pre>
 * A2  lock arm_smmu_asid_lock
 * A3  ats := arm_smmu_ats_supported, which P6 makes false while ats_broken is set: for a paging domain, and for identity and
 *     blocking where PASIDs are in use (cd_needs_ats); false otherwise.    A PASID is removed: as it is
 * A6  new.invs := merge(new.invs, build(master, ats))
 * A7  !ats and ATS is on: pci_disable_ats
 * A8  paging:             write the CD; write the STE.       For a PASID only if its EATS is to change
 *     identity, blocking: write the STE                      CD table with S1DSS where PASIDs are in use
 *     a PASID is removed: clear the CD
 * A10  ats and ATS is off: ATC_INV of everything, SYNC, pci_enable_ats
 *      both on:            ATC_INV of everything of the PASID, SYNC
 *      ats off, ATS is on: ATC_INV of everything, SYNC        none of these while ats_broken is set (P6)
 * A12 leave old.invs: {@link CommitInvs}
 * A13 master.ats_enabled := ats;  A14 unlock
 *     identity, blocking: clear the CD of what has no PASID
 *     the last PASID is removed, and the device is in identity or blocking: attach that again, for its own STE
 * </pre>
 */
public final class AttachDev {
    private static final String PREPARE = "arm_smmu_attach_prepare";
    private static final String INSTALL = "arm_smmu_install_ste_for_dev";
    private static final String COMMIT = "arm_smmu_attach_commit";

    private final Contexts contexts;
    private final Masters masters;
    private final Groups groups;
    private final InvsArrays arrays;
    private final StreamTable streams;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final CommitInvs commitInvs;
    private final WriteEntry writeEntry;
    private final boolean p6;

    private final Label lock;
    private final Label disableAts;
    private final Label install;
    private final Label installSte;
    private final Label invalidate;
    private final Label enableAts;
    private final Label commit;
    private final Label unlock;
    private final Label clearCd;
    private final Step returning;
    private final AsidLock asidLock;
    private final Field substream;
    private final EnumField<Domain> target;
    private final EnumField<Domain> old;
    private final Field ats;
    private final Field returnTo;

    /** Declares the procedure. */
    AttachDev(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            Groups groups,
            InvsArrays arrays,
            StreamTable streams,
            Command commands,
            IssueCmdlist issueCmdlist,
            CommitInvs commitInvs,
            WriteEntry writeEntry) {
        this.contexts = contexts;
        this.masters = masters;
        this.groups = groups;
        this.arrays = arrays;
        this.streams = streams;
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        this.commitInvs = commitInvs;
        this.writeEntry = writeEntry;
        this.p6 = patches.contains(Patch.P6);
        Schema.Builder schema = program.schema();
        Index thread = contexts.threads();
        asidLock = new AsidLock(schema, thread);
        substream = schema.means("attach: Stream ID and PASID that are attached (smmu.md C.7)")
                .upTo(commands.substreams() - 1)
                .control("attach.substream", Schema.bitsFor(commands.substreams() - 1), Integer::toString, thread);
        target = schema.means("attach: the new domain (smmu.md C.7)")
                .enumField("attach.new", Domain.class, Role.CONTROL, thread);
        old = schema.means("attach: the old domain (smmu.md C.7)")
                .enumField("attach.old", Domain.class, Role.CONTROL, thread);
        ats = schema.means("attach: ATS is to be on (smmu.md C.7, A3)")
                .control("attach.ats", 1, Integer::toString, thread);
        returnTo = contexts.returnAddress("attach.return", PREPARE);

        lock = contexts.label(PREPARE);
        disableAts = contexts.label(PREPARE);
        install = contexts.label(INSTALL);
        installSte = contexts.label(INSTALL);
        invalidate = contexts.label(COMMIT);
        enableAts = contexts.label(COMMIT);
        commit = contexts.label(COMMIT);
        unlock = contexts.label(COMMIT);
        clearCd = contexts.label("arm_smmu_clear_cd");
        lock.on("A2-A6", "lock arm_smmu_asid_lock; decide on ATS; publish the new array", this::prepare)
                .saying((s, c) -> "lock arm_smmu_asid_lock; " + device(s, c) + " from " + old.get(s, c) + " to "
                        + target.get(s, c) + (wantsAts(s, c) ? ", with ATS" : ", without ATS"))
                .asSleeping();
        disableAts
                .on("A7", "pci_disable_ats", this::disableAts)
                .saying((s, c) -> "pci_disable_ats(device " + sid(s, c) + ")")
                .warning("ATS is off", (s, c) -> !masters.pciAtsEnabled(s, sid(s, c)));
        install.on("A8", "write the CD, or the STE where there is none to write", this::install)
                .saying((s, c) -> "write the " + (writesCd(s, c) ? "CD" : "STE") + " of " + device(s, c));
        installSte
                .on("A8 STE", "write the STE after the CD", this::installSte)
                .saying((s, c) -> (steStays(s, c) ? "the STE is as it should be: " : "write the STE: ")
                        + StreamTable.format(entry(s, c)));
        invalidate
                .on("A10", "ATC_INV of everything, SYNC, where ATS was or shall be on", this::invalidate)
                .saying((s, c) -> invalidates(s, c)
                        ? "ATC_INV of everything to " + commands.formatSubstream(invalidated(s, c)) + ", SYNC"
                        : "no ATC_INV: " + (masters.atsBroken(s, sid(s, c)) ? "ats_broken is set" : "ATS is off"));
        enableAts
                .on("A10 enable", "pci_enable_ats", this::enableAts)
                .saying((s, c) -> "pci_enable_ats(device " + sid(s, c) + "); the result of the ATC_INV, "
                        + issueCmdlist.result(s, c) + ", is ignored")
                .warning("ATS is on", (s, c) -> masters.pciAtsEnabled(s, sid(s, c)));
        commit.on("A12", "leave the invs array of the old domain", this::commit)
                .saying((s, c) -> old.get(s, c).isPaging()
                        ? "leave the invs array of " + old.get(s, c)
                        : old.get(s, c) + " has no invs array to leave");
        returning = unlock.on("A13-A14", "master.ats_enabled is as decided; unlock arm_smmu_asid_lock", this::unlock);
        clearCd.on("clear", "clear the CD of what has no PASID", this::clearCd)
                .saying((s, c) -> "clear the CD of " + device(s, c));
    }

    /** How what was detached leaves its old domain. */
    public CommitInvs commitInvs() {
        return commitInvs;
    }

    /** How entries are written. */
    public WriteEntry writeEntry() {
        return writeEntry;
    }

    /** A device has been attached. */
    public Step returning() {
        return returning;
    }

    /** What context {@code c} attaches: a device, or one PASID of it. */
    public int substream(long[] s, int c) {
        return substream.get(s, c);
    }

    /** What context {@code c} detaches the device from. */
    public Domain from(long[] s, int c) {
        return old.get(s, c);
    }

    /** The context that is between A2 and A14 of an attach and holds arm_smmu_asid_lock; -1 if none is. */
    public int attaching(long[] s) {
        return asidLock.holder(s);
    }

    /** Attaches {@code device}, which the core says is attached to {@code from}, to {@code to}; goes on at {@code then}. */
    public boolean call(long[] s, int c, int device, Domain from, Domain to, Label then) {
        return call(s, c, device, 0, from, to, then);
    }

    /** The same for PASID 1 of {@code device}, which {@link Domain#BLOCKED} removes. */
    public boolean callPasid(long[] s, int c, int device, Domain from, Domain to, Label then) {
        return call(s, c, device, 1, from, to, then);
    }

    private boolean call(long[] s, int c, int device, int ssid, Domain from, Domain to, Label then) {
        substream.set(s, c, commands.substream(device, ssid));
        old.set(s, c, from);
        target.set(s, c, to);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    /** The device that context {@code c} attaches. */
    public int sid(long[] s, int c) {
        return commands.sidOf(substream(s, c));
    }

    private String device(long[] s, int c) {
        return "device " + sid(s, c) + commands.withPasid(substream(s, c));
    }

    private boolean isPasid(long[] s, int c) {
        return commands.ssidOf(substream(s, c)) != 0;
    }

    private boolean removesPasid(long[] s, int c) {
        return isPasid(s, c) && !target.get(s, c).isPaging();
    }

    /** {@code arm_smmu_ssids_in_use}. */
    private boolean pasidsInUse(long[] s, int sid) {
        return commands.ssids() > 1 && streams.descriptors().valid(s, commands.substream(sid, 1));
    }

    /** A3. */
    private boolean wantsAts(long[] s, int c) {
        int sid = sid(s, c);
        return removesPasid(s, c)
                ? masters.atsEnabled(s, sid)
                : ((target.get(s, c).isPaging() || pasidsInUse(s, sid)) && !(p6 && masters.atsBroken(s, sid)));
    }

    private boolean prepare(long[] s, int c) {
        if (!asidLock.take(s, c)) {
            return false;
        }
        boolean wanted = wantsAts(s, c);
        ats.set(s, c, wanted ? 1 : 0);
        masters.allow(s, substream(s, c), target.get(s, c));
        if (target.get(s, c).isPaging()) {
            arrays.merge(s, target.get(s, c).index(), substream(s, c), wanted);
        }
        return contexts.go(s, c, !wanted && masters.atsEnabled(s, sid(s, c)) ? disableAts : install);
    }

    private boolean disableAts(long[] s, int c) {
        masters.setPciAts(s, sid(s, c), false);
        return contexts.go(s, c, install);
    }

    private boolean writesCd(long[] s, int c) {
        return target.get(s, c).isPaging() || isPasid(s, c);
    }

    private boolean install(long[] s, int c) {
        if (!writesCd(s, c)) {
            return installSte(s, c);
        }
        int cd = target.get(s, c).isPaging()
                ? ContextDescriptors.leadingTo(target.get(s, c).index())
                : ContextDescriptors.CLEAR;
        return writeEntry.callCd(s, c, substream(s, c), cd, removesPasid(s, c) ? invalidate : installSte);
    }

    private boolean installSte(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the last SYNC of write_entry, for the CD
        if (steStays(s, c)) {
            return contexts.go(s, c, invalidate);
        }
        masters.setSteAtsEnabled(s, sid(s, c), ats.isSet(s, c));
        return writeEntry.callSte(s, c, sid(s, c), entry(s, c), invalidate);
    }

    /** {@code arm_smmu_update_ste}: for a PASID the STE is written only if it has no CD table, or EATS is to change. */
    private boolean steStays(long[] s, int c) {
        return isPasid(s, c)
                && streams.hasCdTable(s, sid(s, c))
                && masters.steAtsEnabled(s, sid(s, c)) == ats.isSet(s, c);
    }

    /** The STE that goes with what the device is attached to, the PASIDs aside, as far as there are any. */
    private int entry(long[] s, int c) {
        Domain domain = isPasid(s, c) ? groups.domainForDriver(s, sid(s, c)) : target.get(s, c);
        boolean cdTable = isPasid(s, c) || pasidsInUse(s, sid(s, c));
        boolean withAts = ats.isSet(s, c);
        return switch (domain) {
            case BLOCKED -> cdTable ? StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, withAts) : StreamTable.ABORT;
            case IDENTITY -> cdTable ? StreamTable.cdTable(StreamTable.S1DSS_BYPASS, withAts) : StreamTable.BYPASS;
            case D0, D1 -> StreamTable.cdTable(StreamTable.S1DSS_SSID0, withAts);
        };
    }

    private boolean invalidates(long[] s, int c) {
        return (ats.isSet(s, c) || masters.atsEnabled(s, sid(s, c))) && !(p6 && masters.atsBroken(s, sid(s, c)));
    }

    /** What A10 sends its ATC_INV to: where ATS goes on or off, to all PASIDs. */
    private int invalidated(long[] s, int c) {
        boolean staysOn = ats.isSet(s, c) && masters.atsEnabled(s, sid(s, c));
        return staysOn ? substream(s, c) : commands.substream(sid(s, c), 0);
    }

    private boolean invalidate(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the last SYNC of write_entry
        Label then = ats.isSet(s, c) && !masters.atsEnabled(s, sid(s, c)) ? enableAts : commit;
        return invalidates(s, c)
                ? issueCmdlist.callAtcInv(s, c, 1 << invalidated(s, c), commands.everything(), true, then)
                : contexts.go(s, c, then);
    }

    private boolean enableAts(long[] s, int c) {
        masters.setPciAts(s, sid(s, c), true);
        return commit(s, c);
    }

    private boolean commit(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the ATC_INV
        return commitInvs.call(s, c, substream(s, c), old.get(s, c), unlock);
    }

    private boolean unlock(long[] s, int c) {
        int sid = sid(s, c);
        asidLock.release(s);
        masters.setAtsEnabled(s, sid, ats.isSet(s, c));
        masters.allowOnly(s, substream(s, c), target.get(s, c));
        ats.set(s, c, 0);
        if (target.get(s, c).isPaging()) {
            leave(s, c);
            return contexts.goBack(s, c, returnTo);
        }
        if (!isPasid(s, c)) {
            return contexts.go(s, c, clearCd);
        }
        Domain rest = groups.domainForDriver(s, sid);
        leave(s, c);
        return (rest.isPaging() || pasidsInUse(s, sid))
                ? contexts.goBack(s, c, returnTo)
                : call(s, c, sid, rest, rest, contexts.takeReturn(s, c, returnTo));
    }

    private boolean clearCd(long[] s, int c) {
        int of = substream(s, c);
        leave(s, c);
        return writeEntry.callCd(s, c, of, ContextDescriptors.CLEAR, contexts.takeReturn(s, c, returnTo));
    }

    private void leave(long[] s, int c) {
        substream.set(s, c, 0);
        old.set(s, c, Domain.D0);
        target.set(s, c, Domain.D0);
    }
}
