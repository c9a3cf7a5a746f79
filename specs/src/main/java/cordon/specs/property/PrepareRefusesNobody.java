package cordon.specs.property;

import cordon.engine.Trace;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.kernel.GroupLayout;
import cordon.model.machine.Step;
import java.util.Locale;

/** A way out of a blockade (series.md, P1): a reset is refused only while another one has not finished. */
final class PrepareRefusesNobody implements AccusingSteps {
    private final QuarantineModel model;
    private final Core core;
    private final GroupLayout layout;
    private final Step preparing;

    PrepareRefusesNobody(QuarantineModel model, Core core) {
        this.model = model;
        this.core = core;
        this.layout = GroupLayout.of(model.settings());
        this.preparing = core.preparing();
    }

    @Override
    public String name() {
        return "prepare-refuses-nobody";
    }

    @Override
    public String meaning() {
        return "prepare() returns -EBUSY only while another reset or probe of the group is between its prepare() and its done(), and "
                + "will end the blockade. It does not refuse the thread that has blocked the device itself, nor anybody for a blockade "
                + "that is to last until a reset: a refusal of that kind is for ever. (series.md, P1; S15, smmu.md E.3)";
    }

    @Override
    public boolean judges(int action) {
        return preparing.is(action);
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        int sid = firstAccused(trace);
        return String.format(
                Locale.ROOT,
                "At step %d prepare() refuses device %d, and nobody else is going to end its blockade.",
                end,
                sid);
    }

    @Override
    public int accusedDevices(long[] before, int action, long[] after) {
        int thread = preparing.arg(action);
        int refused = 0;
        for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
            boolean refuses = core.prepares(before, thread, sid)
                    && core.isRefused(after, thread)
                    && !isHeldByAnother(before, thread, sid);
            refused |= refuses ? 1 << sid : 0;
        }
        return refused;
    }

    @Override
    public int accusedThreads(long[] before, int action, long[] after) {
        return 1 << preparing.arg(action);
    }

    private boolean isHeldByAnother(long[] s, int thread, int sid) {
        for (int other = 0; other < model.threads(); other++) {
            for (int member = 0; member < model.hardware().endpoints().count(); member++) {
                if (other != thread
                        && layout.sameGroup(sid, member)
                        && (core.resets(s, other, member) || core.probes(s, other, member))) {
                    return true;
                }
            }
        }
        return false;
    }
}
