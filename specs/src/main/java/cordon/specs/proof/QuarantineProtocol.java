package cordon.specs.proof;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.or;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Design;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.symbolic.Clause;

/**
 * The quarantine of devices of one domain: its steps are those of the classes that this one extends, here are the properties and what
 * their proofs need. A page is one generation of a page: memory that is mapped again is another one, and each page is unmapped once.
 *
 * <p>A step covers what a CPU does between two accesses that others can see, in any number of batches: the order of devices in a batch,
 * and how many there are, does not matter here.
 */
public final class QuarantineProtocol extends Invariants {
    /** The names of all properties; a design without P7 has the first three. */
    public static final ImmutableList<String> PROPERTIES = new QuarantineProtocol(
                    Design.V2.patches(), Settings.DEFAULT, ImmutableSet.of())
            .properties().stream().map(Clause::name).collect(toImmutableList());

    /**
     * The protocol with {@code patches}, and {@code beside} the flushes.
     *
     * @throws IllegalArgumentException if it does not have a patch, or a value of a parameter; the message names it
     */
    public QuarantineProtocol(ImmutableSet<Patch> patches, Settings settings, ImmutableSet<Beside> beside) {
        this(ProtocolDesign.of(patches, settings, beside));
    }

    /**
     * The protocol of a design after v2 with {@code patches}, its own and others perhaps.
     *
     * @throws IllegalArgumentException if it does not have a patch, or a value of a parameter; the message names it
     */
    public QuarantineProtocol(
            Later later, ImmutableSet<Patch> patches, Settings settings, ImmutableSet<Beside> beside) {
        this(ProtocolDesign.of(later, patches, settings, beside));
    }

    private QuarantineProtocol(ProtocolDesign design) {
        super(design);
        declareProperties();
        declareInvariants();
    }

    /** The patches applied. */
    public ImmutableSet<Patch> patches() {
        return design.patches();
    }

    /** What the design and the settings assume of CMD_SYNCs, and whether anything compares the protocol with the model: two sentences. */
    public String assumptions() {
        String syncs = !Sets.intersection(design.traits(), Trait.OF_SYNCS).isEmpty()
                ? "Not every CMD_SYNC tells the truth: the settings say which."
                : "Assumed: the issuer of a batch learns of each ATC_INV in it that times out, and every other CMD_SYNC completes.";
        String compared = design.later()
                .map(later -> later.summary()
                        + ". The model does not have this design, and no explicit search has tried to break it.")
                .orElse("'cordon refine' compares it with the model, in runs without replaces.");
        return compared + " " + syncs;
    }

    /** What goes on beside the flushes. */
    public ImmutableSet<Beside> beside() {
        return design.beside();
    }

    private void declareProperties() {
        property(
                "no-stale-dma",
                "A device with ATS on that holds a translation of a page which belongs to somebody else is not let through by the SMMU.",
                forall(
                        implies(and(pageState.is(PageState.FREE, p), atc.of(d, p), ats.of(d)), not(cachedEats.of(d))),
                        d,
                        p));
        property(
                "flush-contract",
                "When the flush of a page has returned, a device that holds a translation of the page is fenced, or ATS is off at it.",
                forall(
                        implies(
                                and(flushState.is(FlushState.RETURNED, f), of.of(f, p), atc.of(d, p), ats.of(d)),
                                fenced()),
                        d,
                        p,
                        f));
        property(
                "recovered-device-works",
                "A device that is attached, and has answered each ATC_INV since its last reset, is not in quarantine, and has ATS.",
                forall(
                        implies(
                                and(or(attached.of(d), away.of(d)), task.is(Task.NONE, d), answers.of(d)),
                                and(not(broken.of(d)), ats.of(d), eats.of(d))),
                        d));
        if (!design.has(Patch.P7)) {
            return; // nothing is fenced, flagged or reported
        }
        property(
                "flagged-is-fenced",
                "A device to which flushes send no ATC_INV, since it is flagged, is fenced, or ATS is off at it.",
                forall(implies(and(suppressed.of(d), ats.of(d)), fenced()), d));
        property(
                "quarantine-is-kept",
                "EATS of a device is not turned on again, in memory, while ats_broken is set.",
                forall(not(reopened.of(d)), d));
        property(
                "no-atc-inv-after-mark",
                "No flush puts an ATC_INV into its batch for a device that is marked.",
                forall(not(late.of(f, d)), f, d));
        if (design.has(Patch.P3)) {
            property(
                    "reported-is-fenced",
                    "A device that was reported, and not recovered since, is fenced, or ATS is off at it.",
                    forall(implies(and(reported.of(d), ats.of(d)), fenced()), d));
            property(
                    "reported-or-recovered",
                    "A device that is marked is reported, but while the flush or attach that has marked it is on its way to report it.",
                    forall(implies(and(suppressed.of(d), not(unreported.of(d))), reported.of(d)), d));
        }
    }
}
