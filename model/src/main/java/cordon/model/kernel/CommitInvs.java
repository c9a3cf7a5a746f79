package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * {@code arm_smmu_attach_commit_invs} (A12 of smmu.md C.7): what is detached from a domain leaves the domain's invs array.
 * Called with {@code arm_smmu_asid_lock} held.
 *
 * <pre>
 * the old domain is not a paging domain: return
 * unref(old.invs), in place; warns of entries that are not there, and drops the others all the same
 * write_lock_irqsave(old.invs-&gt;rwlock): spin until its readers have finished
 * the ASID has become trash: TLBI of the ASID, SYNC, result ignored
 * purge(old.invs): publish an array without trash;  synchronize_rcu (DETACH_WAITS)
 * </pre>
 */
public final class CommitInvs {
    private static final String FUNCTION = "arm_smmu_attach_commit_invs";

    private final Contexts contexts;
    private final Masters masters;
    private final InvsArrays arrays;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final DomainInvRange domainInvRange;
    private final boolean detachWaits;

    private final Label unref;
    private final Label fence;
    private final Label purge;
    private final Label await;
    private final Step unreffing;

    private final Field substream;
    private final EnumField<Domain> old;
    private final Field returnTo;

    /** Declares the procedure. */
    CommitInvs(
            Program program,
            Contexts contexts,
            ImmutableSet<Patch> patches,
            Masters masters,
            InvsArrays arrays,
            Command commands,
            IssueCmdlist issueCmdlist,
            DomainInvRange domainInvRange) {
        this.contexts = contexts;
        this.masters = masters;
        this.arrays = arrays;
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        this.domainInvRange = domainInvRange;
        this.detachWaits = patches.contains(Patch.DETACH_WAITS);
        Schema.Builder schema = program.schema();
        Index thread = contexts.threads();
        substream = schema.means("attach, A12: Stream ID and PASID whose entries leave the old array (smmu.md C.7)")
                .upTo(commands.substreams() - 1)
                .control("commit.substream", Schema.bitsFor(commands.substreams() - 1), Integer::toString, thread);
        old = schema.means("attach, A12: the domain that is left (smmu.md C.7)")
                .enumField("commit.old", Domain.class, Role.CONTROL, thread);
        returnTo = contexts.returnAddress("commit.return", FUNCTION);
        unref = contexts.label(FUNCTION);
        fence = contexts.labelIrqsOff(FUNCTION);
        purge = contexts.label(FUNCTION);
        await = contexts.label(FUNCTION);
        unreffing = unref.on("A12 unref", "one user less of each entry of the old array", this::unref)
                .saying((s, c) -> "one user less of each entry of " + commands.formatSubstream(substream(s, c))
                        + " in the array of " + from(s, c));
        fence.on(
                "A12 fence",
                "write_lock_irqsave(invs->rwlock) of the old array: no flush is reading it any more",
                this::fence);
        purge.on("A12 purge", "an array without trash takes the place of the old one", this::purge);
        if (detachWaits) {
            await.on("A12 DETACH_WAITS", "synchronize_rcu: no flush reads an array that was replaced", this::await);
        }
    }

    /** Entries lose a user. */
    public Step unreffing() {
        return unreffing;
    }

    /** What context {@code c} detaches. */
    public int substream(long[] s, int c) {
        return substream.get(s, c);
    }

    /** The paging domain that context {@code c} detaches it from. */
    public Domain from(long[] s, int c) {
        return old.get(s, c);
    }

    /** True if context {@code c} is in A12 for {@code domain}: the array may have dropped an ASID for which no TLBI has completed. */
    public boolean isLeaving(long[] s, int c, int domain) {
        return returnTo.isSet(s, c) && from(s, c).index() == domain;
    }

    /** Whether the entries that context {@code c} is about to drop are in the array. */
    public boolean findsOldEntries(long[] s, int c) {
        return arrays.has(s, from(s, c).index(), substream(s, c), hasAts(s, c));
    }

    /** {@code detached} is no longer in {@code from}; goes on at {@code then}. */
    boolean call(long[] s, int c, int detached, Domain from, Label then) {
        if (!from.isPaging()) {
            return contexts.go(s, c, then);
        }
        substream.set(s, c, detached);
        old.set(s, c, from);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, unref);
    }

    private boolean hasAts(long[] s, int c) {
        return masters.atsListed(s, substream(s, c));
    }

    private boolean unref(long[] s, int c) {
        arrays.unref(s, from(s, c).index(), substream(s, c), hasAts(s, c));
        arrays.beginWriting(s, c, from(s, c).index());
        return contexts.go(s, c, fence);
    }

    private boolean fence(long[] s, int c) {
        int from = from(s, c).index();
        if (domainInvRange.anyReader(s, from)) {
            return false;
        }
        arrays.endWriting(s, from);
        return arrays.asidInUse(s, from)
                ? contexts.go(s, c, purge)
                : issueCmdlist.callTlbi(s, c, commands.asid(from), purge);
    }

    private boolean purge(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        arrays.purge(s, from(s, c).index());
        return detachWaits ? contexts.go(s, c, await) : leave(s, c);
    }

    private boolean await(long[] s, int c) {
        return gracePeriodIsOver(s) && leave(s, c);
    }

    /**
     * {@code synchronize_rcu} may return: no flush, of whatever domain, reads an array that was replaced. Those that read a present
     * one have begun since it was published.
     */
    boolean gracePeriodIsOver(long[] s) {
        return !arrays.isDelayed(s) && !domainInvRange.anyReaderOfReplaced(s);
    }

    private boolean leave(long[] s, int c) {
        substream.set(s, c, 0);
        old.set(s, c, Domain.D0);
        return contexts.goBack(s, c, returnTo);
    }
}
