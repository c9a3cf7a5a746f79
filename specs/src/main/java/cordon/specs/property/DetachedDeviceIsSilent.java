package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.PostedDma;
import cordon.model.machine.Step;
import java.util.Locale;

/** S3 of smmu.md E.3, and the other half of S1. */
final class DetachedDeviceIsSilent implements StepInvariant, Accuses {
    private final QuarantineModel model;
    private final Command commands;
    private final PostedDma posted;
    private final Step translated;
    private final Step untranslated;

    DetachedDeviceIsSilent(QuarantineModel model) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
        this.posted = model.hardware().posted();
        this.translated = model.hardware().endpoints().dmaPasses();
        this.untranslated = model.hardware().untranslatedDma().passing();
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
    public boolean judges(int action) {
        return model.hardware().reachesMemory(action);
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        int substream = accessor(before, action);
        return mayUse(before, substream, iova(before, action));
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int action = trace.action(end);
        int substream = accessor(trace.state(end - 1), action);
        int iova = iova(trace.state(end - 1), action);
        return String.format(
                Locale.ROOT,
                "At step %d device %d%s accesses memory of IOVA %d, although its detach from the domain was complete at step %d.",
                end,
                commands.sidOf(substream),
                commands.withPasid(substream),
                iova,
                trace.since(state -> !mayUse(state, substream, iova)));
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        return 1 << commands.sidOf(accessor(before, action));
    }

    /** The substream whose access reaches memory by {@code action}. */
    private int accessor(long[] before, int action) {
        if (posted.arriving().isPresent()) {
            return posted.substream(before, posted.arriving().get().arg(action));
        }
        return model.hardware().endpoints().substream(variant(action));
    }

    private int iova(long[] before, int action) {
        return posted.arriving().isPresent()
                ? posted.iova(before, posted.arriving().get().arg(action))
                : model.hardware().endpoints().iova(variant(action));
    }

    private int variant(int action) {
        return translated.is(action) ? translated.arg(action) : untranslated.arg(action);
    }

    private boolean mayUse(long[] state, int substream, int iova) {
        return model.driver().masters().mayUse(state, substream, commands.domainOf(iova));
    }
}
