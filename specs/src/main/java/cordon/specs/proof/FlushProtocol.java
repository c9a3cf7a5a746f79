package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.exists;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;
import static cordon.symbolic.Formula.same;

import com.google.common.collect.ImmutableSet;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.symbolic.Choice;
import cordon.symbolic.Formula;
import cordon.symbolic.Protocol;
import cordon.symbolic.Relation;
import cordon.symbolic.Sort;
import cordon.symbolic.Variable;
import java.util.List;

/**
 * Flushes of one domain, each of one page, and nothing beside them: every device is attached with ATS, and none is reset. A page is one
 * generation of a page: memory that is mapped again is another one, and each page is unmapped once. An ATC_INV is answered or times out,
 * whatever the device did before. The CMD_SYNC of a batch faults exactly if an ATC_INV of that batch times out, and its issuer is told;
 * every other CMD_SYNC completes. A device that answers has discarded the Translation Completions of the page that were under way.
 *
 * <p>A step covers what a CPU does between two accesses that others can see, in any number of batches: the order of devices in a batch,
 * and how many there are, does not matter here.
 */
public final class FlushProtocol extends Protocol {
    private final FlushDesign design;

    private final Sort device = sort("device");
    private final Sort page = sort("page");
    private final Sort flush = sort("flush");
    private final Variable d = new Variable("d", device);
    private final Variable e = new Variable("e", device);
    private final Variable p = new Variable("p", page);
    private final Variable q = new Variable("q", page);
    private final Variable f = new Variable("f", flush);
    private final Variable g = new Variable("g", flush);

    private final Choice<PageState> pageState = choice("page", PageState.class, page);
    private final Relation tlb = relation("tlb", page);
    private final Relation atc = relation("atc", device, page);
    private final Relation completion = relation("completion", device, page);
    private final Relation eats = initially(relation("ste.EATS", device));
    private final Relation cachedEats = initially(relation("steCache.EATS", device));
    private final Relation broken = relation("ats_broken", device);
    private final Relation reported = relation("reported", device);
    private final Relation of = relation("of", flush, page);
    private final Choice<FlushState> flushState = choice("flush", FlushState.class, flush);
    private final Choice<Progress> progress = choice("progress", Progress.class, flush, device);

    /**
     * The protocol with {@code patches}.
     *
     * @throws IllegalArgumentException if it does not have a patch, or a value of a parameter; the message names it
     */
    public FlushProtocol(ImmutableSet<Patch> patches, Settings settings) {
        this.design = FlushDesign.of(patches, settings);
        memory();
        flushes();
        if (design.has(Patch.P7)) {
            retry();
            disable();
        }
        step("return", f, p)
                .when(and(
                        flushState.is(FlushState.ATC, f), of.of(f, p), forall(progress.in(design.settled(), f, d), d)))
                .put(flushState, FlushState.RETURNED, f)
                .put(pageState, PageState.FREE, p)
                .saying("{f} returns, and {p} is given to somebody else");
        declareProperties();
        declareInvariants();
    }

    /** What hardware and the owner of the domain do. */
    private void memory() {
        step("map", p)
                .when(pageState.is(PageState.FRESH, p))
                .put(pageState, PageState.MAPPED, p)
                .saying("{p} is mapped");
        step("unmap", p)
                .when(pageState.is(PageState.MAPPED, p))
                .put(pageState, PageState.CLEARED, p)
                .saying("the PTE of {p} is cleared");
        step("walk", p)
                .when(pageState.is(PageState.MAPPED, p))
                .set(tlb, p)
                .saying("the SMMU walks the page table and puts {p} into its TLB");
        step("translate", d, p)
                .when(and(cachedEats.of(d), tlb.of(p)))
                .set(completion, d, p)
                .saying("the SMMU answers a Translation Request of {d} for {p}");
        step("receive", d, p)
                .when(completion.of(d, p))
                .clear(completion, d, p)
                .set(atc, d, p)
                .saying("{d} receives the Translation Completion of {p}, and keeps it in its ATC");
        step("refetch", d)
                .copy(eats.of(d), cachedEats, d)
                .saying("the SMMU drops its copy of the STE of {d} and fetches it again");
    }

    private void flushes() {
        step("begin", f, p)
                .when(and(
                        flushState.is(FlushState.IDLE, f),
                        pageState.is(PageState.CLEARED, p),
                        forall(not(of.of(g, p)), g)))
                .put(flushState, FlushState.TLBI, f)
                .set(of, f, p)
                .saying("{f} is to flush {p}: it issues a TLBI");
        step("TLBI", f, p)
                .when(and(flushState.is(FlushState.TLBI, f), of.of(f, p)))
                .put(flushState, FlushState.ATC, f)
                .clear(tlb, p)
                .saying("the TLBI of {f} is performed, and its CMD_SYNC completes");
        boolean looks = design.has(Patch.P6);
        if (looks) {
            step("skip", f, d)
                    .when(and(at(Progress.NONE), broken.of(d)))
                    .put(progress, Progress.SKIPPED, f, d)
                    .saying("{f} finds ats_broken of {d} set, and sends it no ATC_INV");
        }
        step("collect", f, d)
                .when(and(at(Progress.NONE), looks ? not(broken.of(d)) : Formula.TRUE))
                .put(progress, Progress.COLLECTED, f, d)
                .saying("{f} puts an ATC_INV for {d} into its batch");
        step("submit", f, d)
                .when(at(Progress.COLLECTED))
                .put(progress, Progress.SUBMITTED, f, d)
                .saying("the ATC_INV of {f} for {d} is sent");
        answers("answer", Progress.SUBMITTED);
        step("time out", f, d)
                .when(at(Progress.SUBMITTED))
                .put(progress, Progress.TIMED_OUT, f, d)
                .saying("the ATC_INV of {f} for {d} times out");
    }

    private void answers(String name, Progress asked) {
        step(name, f, d, p)
                .when(and(at(asked), of.of(f, p)))
                .put(progress, Progress.ANSWERED, f, d)
                .clear(atc, d, p)
                .clear(completion, d, p)
                .saying("{d} drops {p}, and what is under way of it, and answers the ATC_INV of {f}");
    }

    /** P7: after a batch that timed out, each device of it is asked again, alone, or the whole batch is taken for silent. */
    private void retry() {
        Formula ofBatch = and(
                flushState.is(FlushState.ATC, f),
                progress.in(List.of(Progress.ANSWERED, Progress.TIMED_OUT), f, d),
                exists(progress.is(Progress.TIMED_OUT, f, e), e));
        if (design.blamesAll()) {
            step("blame", f, d)
                    .when(ofBatch)
                    .put(progress, Progress.SILENT, f, d)
                    .saying("the batch of {f} has timed out: {d} is taken for silent");
            return;
        }
        step("retry", f, d)
                .when(ofBatch)
                .put(progress, Progress.RETRIED, f, d)
                .saying("the batch of {f} has timed out: {d} is asked again, alone");
        answers("answer the retry", Progress.RETRIED);
        step("time out again", f, d)
                .when(at(Progress.RETRIED))
                .put(progress, Progress.SILENT, f, d)
                .saying("the retry of {f} for {d} times out");
    }

    /** P7: fence, flag and report. */
    private void disable() {
        step("store", f, d)
                .when(at(design.before(Progress.STORED)))
                .put(progress, Progress.STORED, f, d)
                .clear(eats, d)
                .saying("{f} stores the STE of {d} without EATS");
        step("SYNC", f, d)
                .when(at(design.before(Progress.SYNCED)))
                .put(progress, Progress.SYNCED, f, d)
                .copy(eats.of(d), cachedEats, d)
                .saying("the CFGI_STE of {f} for {d} is performed, and its CMD_SYNC completes");
        step("flag", f, d)
                .when(at(design.before(Progress.FLAGGED)))
                .put(progress, Progress.FLAGGED, f, d)
                .set(broken, d)
                .saying("{f} sets ats_broken of {d}");
        if (design.has(Patch.P3)) {
            step("report", f, d)
                    .when(at(design.before(Progress.REPORTED)))
                    .put(progress, Progress.REPORTED, f, d)
                    .set(reported, d)
                    .saying("{f} reports {d} to the IOMMU core");
        }
    }

    private Formula at(Progress value) {
        return and(flushState.is(FlushState.ATC, f), progress.is(value, f, d));
    }

    private void declareProperties() {
        Formula fenced = and(not(eats.of(d)), not(cachedEats.of(d)));
        property(
                "no-stale-dma",
                "A device that holds a translation of a page which belongs to somebody else is not let through by the SMMU.",
                forall(implies(and(pageState.is(PageState.FREE, p), atc.of(d, p)), not(cachedEats.of(d))), d, p));
        property(
                "flush-contract",
                "When the flush of a page has returned, a device that holds a translation of the page is fenced: EATS is off in its STE "
                        + "and in the SMMU's copy.",
                forall(
                        implies(and(flushState.is(FlushState.RETURNED, f), of.of(f, p), atc.of(d, p)), fenced),
                        d,
                        p,
                        f));
        if (!design.has(Patch.P7)) {
            return; // nothing is fenced, flagged or reported
        }
        property(
                "flagged-is-fenced",
                "A device with ats_broken set is fenced: EATS is off in its STE and in the SMMU's copy.",
                forall(implies(broken.of(d), fenced), d));
        if (design.has(Patch.P3)) {
            property(
                    "reported-is-fenced",
                    "A device that was reported is fenced: EATS is off in its STE and in the SMMU's copy.",
                    forall(implies(reported.of(d), fenced), d));
        }
    }

    /** The device has a translation of the page, or one is on its way to it. */
    private Formula held(Variable who, Variable what) {
        return or(atc.of(who, what), completion.of(who, what));
    }

    /** What the proofs need. */
    private void declareInvariants() {
        invariant(
                "flushed-is-unmapped",
                "The page of a flush is unmapped.",
                forall(implies(of.of(f, p), pageState.in(List.of(PageState.CLEARED, PageState.FREE), p)), f, p));
        invariant(
                "flush-has-one-page",
                "A flush is of one page.",
                forall(implies(and(of.of(f, p), of.of(f, q)), same(p, q)), f, p, q));
        invariant(
                "idle-has-no-page",
                "A flush that has not begun has no page.",
                forall(implies(flushState.is(FlushState.IDLE, f), not(of.of(f, p))), f, p));
        invariant(
                "idle-has-no-device",
                "A flush whose TLBI has not completed has asked no device.",
                forall(
                        implies(
                                flushState.in(List.of(FlushState.IDLE, FlushState.TLBI), f),
                                progress.is(Progress.NONE, f, d)),
                        f,
                        d));
        invariant(
                "fresh-is-not-cached",
                "The TLB and the ATCs have nothing of a page that was never mapped.",
                forall(implies(pageState.is(PageState.FRESH, p), and(not(tlb.of(p)), not(atc.of(d, p)))), d, p));
        invariant(
                "tlbi-is-performed",
                "When a flush asks devices, the TLB has nothing of its page.",
                forall(
                        implies(
                                and(of.of(f, p), flushState.in(List.of(FlushState.ATC, FlushState.RETURNED), f)),
                                not(tlb.of(p))),
                        f,
                        p));
        invariant(
                "free-is-not-in-the-tlb",
                "The TLB has nothing of a page that belongs to somebody else.",
                forall(implies(pageState.is(PageState.FREE, p), not(tlb.of(p))), p));
        invariant(
                "free-is-off-in-memory",
                "The STE of a device that holds a translation of a page which belongs to somebody else has EATS off in memory: a copy that "
                        + "the SMMU fetches lets nothing through.",
                forall(implies(and(pageState.is(PageState.FREE, p), held(d, p)), not(eats.of(d))), d, p));
        invariant(
                "free-is-off-in-the-copy",
                "Nor has the SMMU's copy, even while the translation is still under way.",
                forall(implies(and(pageState.is(PageState.FREE, p), held(d, p)), not(cachedEats.of(d))), d, p));
        invariant(
                "returned-is-fenced",
                "When the flush of a page has returned, a device to which a translation of the page is still under way is fenced.",
                forall(
                        implies(
                                and(flushState.is(FlushState.RETURNED, f), of.of(f, p), held(d, p)),
                                and(not(eats.of(d)), not(cachedEats.of(d)))),
                        d,
                        p,
                        f));
        invariant(
                "answered-is-dropped",
                "A device that has answered a flush has nothing of its page.",
                forall(implies(and(of.of(f, p), progress.is(Progress.ANSWERED, f, d)), not(held(d, p))), d, p, f));
        invariant(
                "skipped-is-flagged",
                "A device that a flush skips has ats_broken set.",
                forall(implies(progress.is(Progress.SKIPPED, f, d), broken.of(d)), f, d));
        invariant(
                "stored-is-off",
                "Once a flush has stored the STE of a device, EATS is off in it.",
                forall(implies(progress.in(design.from(Progress.STORED), f, d), not(eats.of(d))), f, d));
        invariant(
                "synced-is-fenced",
                "Once the CMD_SYNC of the fence has completed, EATS is off in the SMMU's copy.",
                forall(implies(progress.in(design.from(Progress.SYNCED), f, d), not(cachedEats.of(d))), f, d));
        invariant(
                "disabled-is-off",
                "A device with which a flush has gone through all of P7 has EATS off in its STE, and ats_broken set.",
                forall(implies(progress.is(design.last(), f, d), and(broken.of(d), not(eats.of(d)))), d, f));
        invariant(
                "flag-stays",
                "Once a flush has set ats_broken of a device, it is set.",
                forall(implies(progress.in(design.from(Progress.FLAGGED), f, d), broken.of(d)), f, d));
        invariant(
                "returned-is-settled",
                "A flush returns when each device has answered, is skipped, or has gone through all of P7.",
                forall(implies(flushState.is(FlushState.RETURNED, f), progress.in(design.settled(), f, d)), f, d));
    }
}
