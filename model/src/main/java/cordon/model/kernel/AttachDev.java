package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * {@code arm_smmu_attach_dev} and {@code arm_smmu_attach_dev_ste}: one device from one domain to another (smmu.md C.7).
 * Called with {@code group->mutex} held.
 *
 * <pre>
 * A2  lock arm_smmu_asid_lock
 * A3  ats := new is a paging domain and arm_smmu_ats_supported, which P6 makes false while ats_broken is set
 * A6  new.invs := merge(new.invs, build(master, ats))
 * A7  !ats and ATS is on: pci_disable_ats
 * A8  write the STE
 * A10  ats and ATS is off: ATC_INV of everything, SYNC, pci_enable_ats
 *      ATS is on:          ATC_INV of everything, SYNC             not issued while ats_broken is set (P6)
 * A12 unref(old.invs); wait for its readers; the ASID is nobody's: TLBI, SYNC; purge
 * A13 master.ats_enabled := ats
 * A14 unlock
 * </pre>
 *
 * The results of all SYNCs are ignored, with P7 too.
 */
public final class AttachDev {
    private static final String PREPARE = "arm_smmu_attach_prepare";
    private static final String COMMIT = "arm_smmu_attach_commit";

    private final Contexts contexts;
    private final Masters masters;
    private final InvsArrays arrays;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final DomainInvRange domainInvRange;
    private final WriteSte writeSte;
    private final boolean p6;

    private final Label lock;
    private final Label disableAts;
    private final Label install;
    private final Label invalidate;
    private final Label enableAts;
    private final Label unref;
    private final Label fence;
    private final Label purge;
    private final Label unlock;
    private final Step unreffing;
    private final Step returning;

    private final Field asidLock;
    private final Field sid;
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
            InvsArrays arrays,
            Command commands,
            IssueCmdlist issueCmdlist,
            DomainInvRange domainInvRange,
            WriteSte writeSte) {
        this.contexts = contexts;
        this.masters = masters;
        this.arrays = arrays;
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        this.domainInvRange = domainInvRange;
        this.writeSte = writeSte;
        this.p6 = patches.contains(Patch.P6);

        Schema.Builder schema = program.schema();
        Index thread = contexts.threads();
        asidLock = schema.control("arm_smmu_asid_lock", 1, Integer::toString);
        sid = schema.control("attach.sid", Schema.bitsFor(commands.sids() - 1), Integer::toString, thread);
        target = schema.enumField("attach.new", Domain.class, Role.CONTROL, thread);
        old = schema.enumField("attach.old", Domain.class, Role.CONTROL, thread);
        ats = schema.control("attach.ats", 1, Integer::toString, thread);
        returnTo = contexts.returnAddress("attach.return");

        lock = contexts.label(PREPARE);
        disableAts = contexts.label(PREPARE);
        install = contexts.label("arm_smmu_install_ste_for_dev");
        invalidate = contexts.label(COMMIT);
        enableAts = contexts.label(COMMIT);
        unref = contexts.label(COMMIT);
        fence = contexts.label(COMMIT);
        purge = contexts.label(COMMIT);
        unlock = contexts.label(COMMIT);
        lock.on("A2-A6", "lock arm_smmu_asid_lock; decide on ATS; publish the new array", this::prepare)
                .saying((s, c) -> "lock arm_smmu_asid_lock; device " + sid.get(s, c) + " from " + old.get(s, c) + " to "
                        + target.get(s, c) + (wantsAts(s, c) ? ", with ATS" : ", without ATS"))
                .asSleeping();
        disableAts
                .on("A7", "pci_disable_ats", this::disableAts)
                .saying((s, c) -> "pci_disable_ats(device " + sid.get(s, c) + ")");
        install.on("A8", "write the STE", this::install).saying((s, c) -> "write STE " + sid.get(s, c));
        invalidate
                .on("A10", "ATC_INV of everything, SYNC, where ATS was or shall be on", this::invalidate)
                .saying((s, c) -> invalidates(s, c)
                        ? "ATC_INV of everything to sid " + sid.get(s, c) + ", SYNC"
                        : "no ATC_INV: " + (masters.atsBroken(s, sid.get(s, c)) ? "ats_broken is set" : "ATS is off"));
        enableAts
                .on("A10 enable", "pci_enable_ats", this::enableAts)
                .saying((s, c) -> "pci_enable_ats(device " + sid.get(s, c) + "); the result of the ATC_INV, "
                        + issueCmdlist.result(s, c) + ", is ignored");
        unreffing = unref.on("A12 unref", "one user less of each entry of the old array", this::unref);
        fence.on(
                "A12 fence", "write_lock(invs->rwlock) of the old array: no flush is reading it any more", this::fence);
        purge.on("A12 purge", "an array without trash takes the place of the old one", this::purge);
        returning = unlock.on("A13-A14", "master.ats_enabled is as decided; unlock arm_smmu_asid_lock", this::unlock);
    }

    /** A12: entries lose a user. */
    public Step unreffing() {
        return unreffing;
    }

    /** Whether the entries that context {@code c} is about to drop are in the array. */
    public boolean findsOldEntries(long[] s, int c) {
        Domain from = old.get(s, c);
        return !from.isPaging() || arrays.has(s, from.index(), sid.get(s, c), masters.atsEnabled(s, sid.get(s, c)));
    }

    /** A device has been attached. */
    public Step returning() {
        return returning;
    }

    /** The device that context {@code c} attaches. */
    public int sid(long[] s, int c) {
        return sid.get(s, c);
    }

    /** What context {@code c} detaches the device from. */
    public Domain from(long[] s, int c) {
        return old.get(s, c);
    }

    /** Whether context {@code c} holds arm_smmu_asid_lock. */
    public boolean holdsAsidLock(long[] s, int c) {
        return returnTo.isSet(s, c) && !contexts.isAt(s, c, lock);
    }

    /** Attaches {@code device}, which the core says is attached to {@code from}, to {@code to}; goes on at {@code then}. */
    public boolean call(long[] s, int c, int device, Domain from, Domain to, Label then) {
        sid.set(s, c, device);
        old.set(s, c, from);
        target.set(s, c, to);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    /** A3. */
    private boolean wantsAts(long[] s, int c) {
        return target.get(s, c).isPaging() && !(p6 && masters.atsBroken(s, sid.get(s, c)));
    }

    private boolean prepare(long[] s, int c) {
        if (asidLock.isSet(s)) {
            return false;
        }
        asidLock.set(s, 1);
        boolean wanted = wantsAts(s, c);
        ats.set(s, c, wanted ? 1 : 0);
        masters.allow(s, sid.get(s, c), target.get(s, c));
        if (target.get(s, c).isPaging()) {
            arrays.merge(s, target.get(s, c).index(), sid.get(s, c), wanted);
        }
        return contexts.go(s, c, !wanted && masters.atsEnabled(s, sid.get(s, c)) ? disableAts : install);
    }

    private boolean disableAts(long[] s, int c) {
        masters.setPciAts(s, sid.get(s, c), false);
        return contexts.go(s, c, install);
    }

    private boolean install(long[] s, int c) {
        return writeSte.call(s, c, sid.get(s, c), entry(s, c), invalidate);
    }

    private int entry(long[] s, int c) {
        return switch (target.get(s, c)) {
            case BLOCKED -> StreamTable.ABORT;
            case IDENTITY -> StreamTable.BYPASS;
            case D0, D1 -> StreamTable.stage1(target.get(s, c).index(), ats.isSet(s, c));
        };
    }

    private boolean invalidates(long[] s, int c) {
        return (ats.isSet(s, c) || masters.atsEnabled(s, sid.get(s, c)))
                && !(p6 && masters.atsBroken(s, sid.get(s, c)));
    }

    private boolean invalidate(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c); // of the last SYNC of write_entry
        boolean turnsOn = ats.isSet(s, c) && !masters.atsEnabled(s, sid.get(s, c));
        Label then = turnsOn ? enableAts : unref;
        return invalidates(s, c)
                ? issueCmdlist.callAtcInv(s, c, 1 << sid.get(s, c), commands.everything(), true, then)
                : contexts.go(s, c, then);
    }

    private boolean enableAts(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        masters.setPciAts(s, sid.get(s, c), true);
        return contexts.go(s, c, unref);
    }

    private boolean unref(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        Domain from = old.get(s, c);
        if (!from.isPaging() || !findsOldEntries(s, c)) {
            return contexts.go(s, c, unlock);
        }
        arrays.unref(s, from.index(), sid.get(s, c), masters.atsEnabled(s, sid.get(s, c)));
        arrays.setWriterWaits(s, from.index(), true);
        return contexts.go(s, c, fence);
    }

    private boolean fence(long[] s, int c) {
        int from = old.get(s, c).index();
        if (domainInvRange.anyReader(s, from)) {
            return false;
        }
        arrays.setWriterWaits(s, from, false);
        return arrays.asidInUse(s, from)
                ? contexts.go(s, c, purge)
                : issueCmdlist.callTlbi(s, c, commands.asid(from), purge);
    }

    private boolean purge(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        arrays.purge(s, old.get(s, c).index());
        return contexts.go(s, c, unlock);
    }

    private boolean unlock(long[] s, int c) {
        asidLock.set(s, 0);
        masters.setAtsEnabled(s, sid.get(s, c), ats.isSet(s, c));
        masters.allowOnly(s, sid.get(s, c), target.get(s, c));
        sid.set(s, c, 0);
        old.set(s, c, Domain.D0);
        target.set(s, c, Domain.D0);
        ats.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
