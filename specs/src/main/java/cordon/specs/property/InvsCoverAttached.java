package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Invariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.Endpoints;
import java.util.Locale;

/** S8 of smmu.md E.3. */
final class InvsCoverAttached implements Invariant {
    private final QuarantineModel model;
    private final Command commands;
    private final Endpoints endpoints;

    InvsCoverAttached(QuarantineModel model) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
        this.endpoints = model.hardware().endpoints();
    }

    @Override
    public String name() {
        return "invs-cover-attached";
    }

    @Override
    public String meaning() {
        return "A device that has ATS on, or an entry of a domain in its ATC, and whose STE, in memory or in the SMMU's copy, lets "
                + "ATS requests through to that domain, is in the domain's current invs array, and the ASID is: every flush from then "
                + "on reaches it. (S8, smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] state) {
        return uncovered(state) < 0;
    }

    @Override
    public String explain(Trace trace) {
        int substream = uncovered(trace.last());
        return String.format(
                Locale.ROOT,
                "After step %d device %d%s can %s, but a flush of its domain would not reach it.",
                trace.length(),
                commands.sidOf(substream),
                commands.withPasid(substream),
                endpoints.atsEnabled(trace.last(), commands.sidOf(substream))
                        ? "fill its ATC"
                        : "come to use what it has in its ATC");
    }

    private int uncovered(long[] s) {
        for (int substream = 0; substream < commands.substreams(); substream++) {
            for (int domain = 0; domain < model.domains(); domain++) {
                if (model.hardware().streams().fillsAtc(s, substream, domain)
                        && (endpoints.atsEnabled(s, commands.sidOf(substream)) || isInAtc(s, substream, domain))
                        && !(model.driver().arrays().covers(s, domain, substream)
                                && model.driver().arrays().asidInUse(s, domain))) {
                    return substream;
                }
            }
        }
        return -1;
    }

    private boolean isInAtc(long[] s, int substream, int domain) {
        for (int iova = 0; iova < model.hardware().memory().pages(); iova++) {
            if (commands.domainOf(iova) == domain && endpoints.atc(s, substream, iova) != 0) {
                return true;
            }
        }
        return false;
    }
}
