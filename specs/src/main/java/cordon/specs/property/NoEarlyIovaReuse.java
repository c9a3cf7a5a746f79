package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;
import java.util.Locale;
import java.util.stream.IntStream;

/** S2 of smmu.md E.3: what the flush queue promises. */
final class NoEarlyIovaReuse implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Step mapping;

    NoEarlyIovaReuse(QuarantineModel model) {
        this.model = model;
        this.mapping = model.driver().dmaUser().mapping();
    }

    @Override
    public String name() {
        return "no-early-iova-reuse";
    }

    @Override
    public String meaning() {
        return "When an IOVA is mapped again, neither the TLB nor an ATC whose device is not fenced still holds what it was mapped "
                + "to before: the flush that covers it has truly completed. The TLB counts while the ASID has a user, or an STE and a CD, "
                + "or the SMMU's copies of them, lead to the domain; what a detach leaves there is for asid-is-clean. (S2, smmu.md E.3 "
                + "and C.9)";
    }

    @Override
    public boolean judges(int action) {
        return mapping.is(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return holder(before, mapping.arg(action)).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int iova = mapping.arg(trace.action(end));
        return String.format(
                Locale.ROOT,
                "At step %d IOVA %d is mapped again, although %s still holds what it was mapped to before.",
                end,
                iova,
                holder(trace.state(end - 1), iova));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int accused = 0;
        for (int substream = 0; substream < model.hardware().queue().commands().substreams(); substream++) {
            accused |= holdsInAtc(before, substream, mapping.arg(action)) ? 1 << sid(substream) : 0;
        }
        return accused;
    }

    /** The CPU that maps the IOVA again. */
    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << mapping.arg(action);
    }

    private String holder(long[] before, int iova) {
        if (model.hardware().memory().tlb(before, iova) != 0
                && isInUse(before, model.hardware().queue().commands().domainOf(iova))) {
            return "the TLB";
        }
        for (int substream = 0; substream < model.hardware().queue().commands().substreams(); substream++) {
            if (holdsInAtc(before, substream, iova)) {
                return "the ATC of device " + sid(substream);
            }
        }
        return "";
    }

    /** A device is attached to {@code domain}, or the SMMU still translates for one by its tables. */
    private boolean isInUse(long[] s, int domain) {
        return model.driver().arrays().asidInUse(s, domain)
                || IntStream.range(0, model.hardware().queue().commands().substreams())
                        .anyMatch(substream -> model.hardware().streams().reaches(s, substream, domain));
    }

    private boolean holdsInAtc(long[] before, int substream, int iova) {
        return model.hardware().endpoints().holdsTranslation(before, substream, iova)
                && !model.hardware().streams().fenced(before, sid(substream));
    }

    private int sid(int substream) {
        return model.hardware().queue().commands().sidOf(substream);
    }
}
