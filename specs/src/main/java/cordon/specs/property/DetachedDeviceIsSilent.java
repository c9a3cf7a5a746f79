package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;

/** S3 of smmu.md E.3, and the other half of S1. */
final class DetachedDeviceIsSilent implements StepInvariant {
    private final QuarantineModel model;
    private final Step translated;
    private final Step untranslated;

    DetachedDeviceIsSilent(QuarantineModel model) {
        this.model = model;
        this.translated = model.hardware().endpoints().dmaPasses();
        this.untranslated = model.hardware().endpoints().untranslatedDmaPasses();
    }

    @Override
    public String name() {
        return "detached-device-is-silent";
    }

    @Override
    public String meaning() {
        return "Once a device has been detached from a domain, by prepare(), by its owner or by another domain in its place, no "
                + "access of it to memory mapped in that domain succeeds, until an attach of that domain begins. (S1 and S3, "
                + "smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        if (!translated.is(action) && !untranslated.is(action)) {
            return true;
        }
        int variant = translated.is(action) ? translated.arg(action) : untranslated.arg(action);
        return mayUse(before, variant);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int action = trace.action(end);
        int variant = translated.is(action) ? translated.arg(action) : untranslated.arg(action);
        return String.format(
                "At step %d device %d accesses memory of IOVA %d, although its detach from the domain returned at step %d.",
                end,
                model.hardware().endpoints().sid(variant),
                model.hardware().endpoints().iova(variant),
                trace.since(state -> !mayUse(state, variant)));
    }

    private boolean mayUse(long[] state, int variant) {
        int domain = model.hardware()
                .queue()
                .commands()
                .domainOf(model.hardware().endpoints().iova(variant));
        return model.driver()
                .masters()
                .mayUse(state, model.hardware().endpoints().sid(variant), domain);
    }
}
