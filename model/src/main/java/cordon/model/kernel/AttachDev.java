package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Field;
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
 *     a paging domain: synchronize_rcu (ATTACH_WAITS)
 * A8  paging:             write the CD; write the STE.       For a PASID only if its EATS is to change
 *     identity, blocking: write the STE                      CD table with S1DSS where PASIDs are in use
 *     a PASID is removed: clear the CD
 *     LOCK: lock master; ats_broken is set: ats is off after all; write the STE; unlock master
 * A10  ats and ATS is off: ATC_INV of everything, SYNC, pci_enable_ats
 *      both on:            ATC_INV of everything of the PASID, SYNC
 *      ats off, ATS is on: ATC_INV of everything, SYNC        none of these while ats_broken is set (P6)
 *      ats, and no ATC_INV was sent, or it was not answered, or ats_broken is set by now (RESULT): ats is off after all;
 *          pci_disable_ats if it was on, no pci_enable_ats; write the STE without EATS
 * A12 leave old.invs: {@link CommitInvs}
 * A13 master.ats_enabled := ats; master.ats_listed := as decided at A3 (RESULT);  A14 unlock
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
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final CommitInvs commitInvs;
    private final WriteEntry writeEntry;
    private final boolean p6;
    private final boolean attachWaits;
    private final boolean looksAtResult;
    private final boolean locks;

    private final Label lock;
    private final Label disableAts;
    private final Label await;
    private final Label install;
    private final Label installSte;
    private final Label unlockSte;
    private final Label unlockRefused;
    private final Label invalidate;
    private final Label result;
    private final Label refuse;
    private final Label enableAts;
    private final Label commit;
    private final Label unlock;
    private final Label clearCd;
    private final Step returning;
    private final AsidLock asidLock;
    private final AttachState state;
    private final AttachEntry entries;
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
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        this.commitInvs = commitInvs;
        this.writeEntry = writeEntry;
        this.p6 = patches.contains(Patch.P6);
        this.attachWaits = patches.contains(Patch.ATTACH_WAITS);
        this.looksAtResult = patches.contains(Patch.RESULT);
        this.locks = patches.contains(Patch.LOCK);
        Schema.Builder schema = program.schema();
        Index thread = contexts.threads();
        asidLock = new AsidLock(schema, thread);
        state = new AttachState(schema, thread, patches, commands, masters);
        entries = new AttachEntry(state, masters, groups, streams, writeEntry);
        returnTo = contexts.returnAddress("attach.return", PREPARE);

        lock = contexts.label(PREPARE);
        disableAts = contexts.label(PREPARE);
        await = contexts.label(PREPARE);
        install = contexts.label(INSTALL);
        installSte = contexts.label(INSTALL);
        unlockSte = contexts.label(INSTALL);
        unlockRefused = contexts.label(INSTALL);
        invalidate = contexts.label(COMMIT);
        result = contexts.label(COMMIT);
        refuse = contexts.label(COMMIT);
        enableAts = contexts.label(COMMIT);
        commit = contexts.label(COMMIT);
        unlock = contexts.label(COMMIT);
        clearCd = contexts.label("arm_smmu_clear_cd");
        lock.on("A2-A6", "lock arm_smmu_asid_lock; decide on ATS; publish the new array", this::prepare)
                .saying((s, c) -> "lock arm_smmu_asid_lock; " + state.device(s, c) + " from " + state.from(s, c)
                        + " to " + state.to(s, c) + (wantsAts(s, c) ? ", with ATS" : ", without ATS"))
                .asSleeping();
        disableAts
                .on("A7", "pci_disable_ats", this::disableAts)
                .saying((s, c) -> "pci_disable_ats(device " + sid(s, c) + ")")
                .warning("ATS is off", (s, c) -> !masters.pciAtsEnabled(s, sid(s, c)));
        if (attachWaits) {
            await.on("A7 ATTACH_WAITS", "synchronize_rcu: no flush reads an array that was replaced", this::await);
        }
        install.on("A8", "write the CD, or the STE where there is none to write", this::install)
                .saying((s, c) -> "write the " + (entries.writesCd(s, c) ? "CD" : "STE") + " of " + state.device(s, c));
        installSte
                .on("A8 STE", "write the STE after the CD", this::installSte)
                .saying((s, c) -> (entries.steStays(s, c) ? "the STE is as it should be: " : "write the STE: ")
                        + StreamTable.format(entries.ste(s, c)));
        if (locks) {
            unlockSte.on("A8 LOCK", "unlock the master", (s, c) -> unlockSte(s, c, invalidate));
            unlockRefused.on("A10 LOCK", "unlock the master", (s, c) -> unlockSte(s, c, commit));
        }
        invalidate
                .on("A10", "ATC_INV of everything, SYNC, where ATS was or shall be on", this::invalidate)
                .saying((s, c) -> invalidates(s, c)
                        ? "ATC_INV of everything to " + commands.formatSubstream(state.invalidated(s, c)) + ", SYNC"
                        : "no ATC_INV: " + (masters.atsBroken(s, sid(s, c)) ? "ats_broken is set" : "ATS is off"));
        if (looksAtResult) {
            result.on("A10 RESULT", "look at the result of the ATC_INV, and at ats_broken", this::result)
                    .saying((s, c) -> "the ATC_INV returned " + issueCmdlist.result(s, c) + ", and ats_broken is "
                            + (masters.atsBroken(s, sid(s, c)) ? "set" : "not set"));
            refuse.on("A10 RESULT refuse", "ATS stays off, or goes off; write the STE without EATS", this::refuse)
                    .saying((s, c) -> (masters.pciAtsEnabled(s, sid(s, c)) ? "pci_disable_ats" : "no pci_enable_ats")
                            + "(device " + sid(s, c) + "); write the STE without EATS");
        }
        enableAts
                .on("A10 enable", "pci_enable_ats", this::enableAts)
                .saying((s, c) -> "pci_enable_ats(device " + sid(s, c) + ")"
                        + (state.mayBeRefused()
                                ? ""
                                : "; the result of the ATC_INV, " + issueCmdlist.result(s, c) + ", is ignored"))
                .warning("ATS is on", (s, c) -> masters.pciAtsEnabled(s, sid(s, c)));
        commit.on("A12", "leave the invs array of the old domain", this::commit)
                .saying((s, c) -> state.from(s, c).isPaging()
                        ? "leave the invs array of " + state.from(s, c)
                        : state.from(s, c) + " has no invs array to leave");
        returning = unlock.on("A13-A14", "master.ats_enabled is as decided; unlock arm_smmu_asid_lock", this::unlock);
        clearCd.on("clear", "clear the CD of what has no PASID", this::clearCd)
                .saying((s, c) -> "clear the CD of " + state.device(s, c));
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
        return state.substream(s, c);
    }

    /** What context {@code c} detaches the device from. */
    public Domain from(long[] s, int c) {
        return state.from(s, c);
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
        state.begin(s, c, commands.substream(device, ssid), from, to);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    /** The device that context {@code c} attaches. */
    public int sid(long[] s, int c) {
        return state.sid(s, c);
    }

    /** A3. */
    private boolean wantsAts(long[] s, int c) {
        int sid = sid(s, c);
        return state.removesPasid(s, c)
                ? masters.atsEnabled(s, sid)
                : ((state.to(s, c).isPaging() || entries.pasidsInUse(s, sid)) && !(p6 && masters.atsBroken(s, sid)));
    }

    private boolean prepare(long[] s, int c) {
        if (!asidLock.take(s, c)) {
            return false;
        }
        boolean wanted = wantsAts(s, c);
        state.decide(s, c, wanted);
        masters.allow(s, substream(s, c), state.to(s, c));
        if (state.to(s, c).isPaging()) {
            arrays.merge(s, state.to(s, c).index(), substream(s, c), wanted);
        }
        boolean off = !wanted && masters.atsEnabled(s, sid(s, c));
        return off ? contexts.go(s, c, disableAts) : prepared(s, c);
    }

    private boolean disableAts(long[] s, int c) {
        masters.setPciAts(s, sid(s, c), false);
        return prepared(s, c);
    }

    private boolean prepared(long[] s, int c) {
        return contexts.go(s, c, attachWaits && state.to(s, c).isPaging() ? await : install);
    }

    private boolean await(long[] s, int c) {
        return commitInvs.gracePeriodIsOver(s) && contexts.go(s, c, install);
    }

    private boolean install(long[] s, int c) {
        Label then = state.removesPasid(s, c) ? invalidate : installSte;
        return entries.writesCd(s, c) ? entries.writeCd(s, c, then) : installSte(s, c);
    }

    private boolean installSte(long[] s, int c) {
        if (locks && !masters.lock(s, sid(s, c))) {
            return false;
        }
        issueCmdlist.takeTimedOut(s, c); // of the last SYNC of write_entry, for the CD
        if (locks && state.ats(s, c) && masters.atsBroken(s, sid(s, c))) {
            state.refuse(s, c);
        }
        Label then = locks ? unlockSte : invalidate;
        return entries.steStays(s, c) ? contexts.go(s, c, then) : entries.writeSte(s, c, then);
    }

    private boolean unlockSte(long[] s, int c, Label then) {
        masters.unlock(s, sid(s, c));
        return contexts.go(s, c, then);
    }

    private boolean invalidates(long[] s, int c) {
        return (state.ats(s, c) || masters.atsEnabled(s, sid(s, c))) && !(p6 && masters.atsBroken(s, sid(s, c)));
    }

    private boolean invalidate(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the last SYNC of write_entry
        boolean looks = looksAtResult && state.ats(s, c);
        Label then = state.turnsOn(s, c) ? enableAts : commit;
        return invalidates(s, c)
                ? issueCmdlist.callAtcInv(
                        s, c, 1 << state.invalidated(s, c), commands.everything(), true, looks ? result : then)
                : contexts.go(s, c, looks ? refuse : then);
    }

    private boolean result(long[] s, int c) {
        boolean timedOut = issueCmdlist.takeTimedOut(s, c);
        Label then = state.turnsOn(s, c) ? enableAts : commit;
        return contexts.go(s, c, timedOut || masters.atsBroken(s, sid(s, c)) ? refuse : then);
    }

    private boolean refuse(long[] s, int c) {
        if (locks && !masters.lock(s, sid(s, c))) {
            return false;
        }
        state.refuse(s, c);
        return entries.writeSte(s, c, locks ? unlockRefused : commit);
    }

    private boolean enableAts(long[] s, int c) {
        masters.setPciAts(s, sid(s, c), true);
        return commit(s, c);
    }

    private boolean commit(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the ATC_INV
        return commitInvs.call(s, c, substream(s, c), state.from(s, c), unlock);
    }

    private boolean unlock(long[] s, int c) {
        int sid = sid(s, c);
        asidLock.release(s);
        masters.setAtsEnabled(s, sid, state.ats(s, c));
        masters.allowOnly(s, substream(s, c), state.to(s, c));
        masters.setAtsListed(s, substream(s, c), state.to(s, c).isPaging() && state.decided(s, c));
        state.forgetAts(s, c);
        if (state.to(s, c).isPaging()) {
            state.end(s, c);
            return contexts.goBack(s, c, returnTo);
        }
        if (!state.isPasid(s, c)) {
            return contexts.go(s, c, clearCd);
        }
        Domain rest = groups.domainForDriver(s, sid);
        state.end(s, c);
        return (rest.isPaging() || entries.pasidsInUse(s, sid))
                ? contexts.goBack(s, c, returnTo)
                : call(s, c, sid, rest, rest, contexts.takeReturn(s, c, returnTo));
    }

    private boolean clearCd(long[] s, int c) {
        int of = substream(s, c);
        state.end(s, c);
        return writeEntry.callCd(s, c, of, ContextDescriptors.CLEAR, contexts.takeReturn(s, c, returnTo));
    }
}
