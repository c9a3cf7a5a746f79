package cordon.specs.proof;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.exists;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;

import cordon.symbolic.Choice;
import cordon.symbolic.Formula;
import cordon.symbolic.Protocol;
import cordon.symbolic.Relation;
import cordon.symbolic.Sort;
import cordon.symbolic.Variable;

/**
 * The state of the protocol, and what hardware and the owner of the domain do. An STE has two words: the first says whether it translates
 * or aborts, the second has EATS. The SMMU's copy lets Translated transactions pass if both said so when it was fetched.
 */
abstract class HardwareSteps extends Protocol {
    final ProtocolDesign design;

    final Sort device = sort("device");
    final Sort page = sort("page");
    final Sort flush = sort("flush");
    final Variable d = new Variable("d", device);
    final Variable e = new Variable("e", device);
    final Variable p = new Variable("p", page);
    final Variable q = new Variable("q", page);
    final Variable f = new Variable("f", flush);
    final Variable g = new Variable("g", flush);

    final Choice<PageState> pageState = choice("page", PageState.class, page);
    final Relation tlb = relation("tlb", page);
    final Relation atc = relation("atc", device, page);
    final Relation completion = relation("completion", device, page);
    final Relation ats = initially(relation("device.ATS.E", device));
    final Relation translates = initially(relation("ste.Config", device));
    final Relation eats = initially(relation("ste.EATS", device));
    final Relation cachedEats = initially(relation("steCache.EATS", device));
    final Relation broken = relation("ats_broken", device);
    /** At which flushes look: no ATC_INV to the device. It is the same flag unless the design has two. */
    final Relation suppressed;

    /** A flush has marked it in an array that was replaced since ({@link Trait#MARKS_ENTRIES}). */
    final Relation markedBefore = relation("marked in an older array", device);
    /** How far an attach is that fences the device ({@link Trait#ATTACH_FENCES}). */
    final Choice<Progress> fencing = choice("attach.progress", Progress.class, device);

    /** It was reported to the core, and has not been recovered since. */
    final Relation reported = relation("reported", device);
    /** A flush or an attach that is under way has marked it, and has not reported it yet (P3). */
    final Relation unreported = relation("not reported yet", device);
    /** EATS of its STE was turned on again, in memory, while {@code ats_broken} was set. */
    final Relation reopened = relation("EATS was turned on again", device);
    /** It has answered each ATC_INV since its last reset that succeeded. */
    final Relation answers = initially(relation("answers", device));
    /** The work item of its group is queued (P3). */
    final Relation queued = relation("broken_work", device);

    /** The array of the domain has an ATS entry of the device. */
    final Relation listed = initially(relation("invs", device));

    /** The array of the domain has the ASID for the device. */
    final Relation counted = initially(relation("invs.ASID", device));

    final Relation of = relation("of", flush, page);
    /** The array that a flush reads has a live ATS entry of the device. */
    final Relation reads = relation("reads", flush, device);
    /** The array that a flush reads has the ASID. */
    final Relation readsAsid = relation("reads the ASID", flush);
    /** The array that a flush reads is the domain's still. */
    final Relation readsCurrent = relation("reads the current array", flush);

    /** The flush took an ATC_INV for the device into its batch while flushes were to send it none. */
    final Relation late = relation("collected after the mark", flush, device);

    /** The CMD_SYNC of a batch of the flush has faulted (P7). */
    final Relation faulted = relation("faulted", flush);

    final Choice<FlushState> flushState = choice("flush", FlushState.class, flush);
    final Choice<Progress> progress = choice("progress", Progress.class, flush, device);
    final Relation attached = initially(relation("attached", device));
    final Choice<Task> task = choice("task", Task.class, device);
    /** Its CD leads to another domain. */
    final Relation away = relation("in another domain", device);

    HardwareSteps(ProtocolDesign design) {
        this.design = design;
        this.suppressed = design.marking() != Progress.MARKED
                ? broken
                : relation(design.has(Trait.MARKS_ENTRIES) ? "entry.BROKEN" : "fenced", device);
        step("map", p)
                .when(pageState.is(PageState.FRESH, p))
                .put(pageState, PageState.MAPPED, p)
                .saying("{p} is mapped");
        step("unmap", p)
                .when(pageState.is(PageState.MAPPED, p))
                .put(pageState, PageState.CLEARED, p)
                .saying("the PTE of {p} is cleared");
        step("walk", p)
                .when(and(
                        pageState.is(PageState.MAPPED, p),
                        exists(and(attached.of(d), not(away.of(d)), not(task.in(Task.CLOSED, d))), d)))
                .set(tlb, p)
                .saying("the SMMU walks the page table and puts {p} into its TLB");
        step("evict", p).clear(tlb, p).saying("the SMMU drops {p} from its TLB by itself");
        step("translate", d, p)
                .when(and(cachedEats.of(d), tlb.of(p), not(away.of(d)), asks()))
                .set(completion, d, p)
                .saying("the SMMU answers a Translation Request of {d} for {p}");
        step("receive", d, p)
                .when(completion.of(d, p))
                .clear(completion, d, p)
                .set(atc, d, p)
                .saying("{d} receives the Translation Completion of {p}, and keeps it in its ATC");
        step("drop", d, p)
                .clear(atc, d, p)
                .clear(completion, d, p)
                .saying("{d} drops {p} by itself, and what is under way of it");
        step("refetch", d)
                .copy(entryLets(), cachedEats, d)
                .saying("the SMMU drops its copy of the STE of {d} and fetches it again");
    }

    /** A request that was sent before ATS was turned off may be answered much later, until an ATC_INV has had the device forget it. */
    private Formula asks() {
        return or(ats.of(d), not(task.in(Task.FORGOTTEN, d)));
    }

    /** The STE of {@code d}, in memory, lets Translated transactions pass. */
    final Formula entryLets() {
        return and(translates.of(d), eats.of(d));
    }

    /** The device has a translation of the page, or one is on its way to it. */
    final Formula held(Variable who, Variable what) {
        return or(atc.of(who, what), completion.of(who, what));
    }

    /** {@code who} reads an array that has an ATS entry of {@code whom}, or has met it in one. */
    final Formula meets(Variable who, Variable whom) {
        return or(reads.of(who, whom), not(progress.is(Progress.NONE, who, whom)));
    }

    /** No flush reads an array that was replaced. */
    final Formula noneReadsReplaced() {
        return forall(or(readsCurrent.of(g), not(flushState.in(FlushState.READING, g))), g);
    }
}
