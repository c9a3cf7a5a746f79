package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.machine.Step;

/** S3 of smmu.md E.3. */
final class BlockedDeviceIsSilent implements StepInvariant {
    private final QuarantineModel model;
    private final Step translated;
    private final Step untranslated;

    BlockedDeviceIsSilent(QuarantineModel model) {
        this.model = model;
        this.translated = model.endpoints().dmaPasses();
        this.untranslated = model.endpoints().untranslatedDmaPasses();
    }

    @Override
    public String name() {
        return "blocked-device-is-silent";
    }

    @Override
    public String meaning() {
        return "Once prepare() has returned, no access to memory by the blocked device succeeds, translated or not. (S3, "
                + "smmu.md E.3)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        if (!translated.is(action) && !untranslated.is(action)) {
            return true;
        }
        int variant = translated.is(action) ? translated.arg(action) : untranslated.arg(action);
        return !model.masters().resetting(before, model.endpoints().sid(variant));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int action = trace.action(end);
        int variant = translated.is(action) ? translated.arg(action) : untranslated.arg(action);
        int sid = model.endpoints().sid(variant);
        return String.format(
                "At step %d device %d accesses memory, although prepare() returned at step %d.",
                end, sid, trace.since(state -> model.masters().resetting(state, sid)));
    }
}
