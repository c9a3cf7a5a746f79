package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.kernel.AttachDev;
import java.util.Optional;

/** The second half of S8 of smmu.md E.3: users counts are exact. */
final class UsersAreExact implements StepInvariant {
    private final QuarantineModel model;
    private final AttachDev attachDev;

    UsersAreExact(QuarantineModel model, Core core) {
        this.model = model;
        this.attachDev = core.attachDev();
    }

    @Override
    public String name() {
        return "users-are-exact";
    }

    @Override
    public String meaning() {
        return "When an attach has finished, the ASID of a domain has as many users as there are devices attached to it, and the ATS "
                + "entry of a device one if it is attached with ATS; and arm_smmu_invs_unref finds what it drops. (S8, smmu.md "
                + "E.3 and C.6)";
    }

    @Override
    public boolean holds(long[] before, int action, long[] after) {
        return offence(before, action, after).isEmpty();
    }

    @Override
    public String explain(Trace trace) {
        int end = trace.length();
        return "At step " + end + " "
                + offence(trace.state(end - 1), trace.action(end), trace.last()).orElseThrow() + ".";
    }

    private Optional<String> offence(long[] before, int action, long[] after) {
        if (attachDev.unreffing().is(action)) {
            int thread = attachDev.unreffing().arg(action);
            return attachDev.findsOldEntries(before, thread)
                    ? Optional.empty()
                    : Optional.of(String.format(
                            "the entries of device %d are to be dropped from the invs array of %s, and are not in it",
                            attachDev.sid(before, thread), attachDev.from(before, thread)));
        }
        return attachDev.returning().is(action) ? miscount(after) : Optional.empty();
    }

    private Optional<String> miscount(long[] s) {
        for (int domain = 0; domain < model.domains(); domain++) {
            int attached = 0;
            for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
                boolean here = model.driver().masters().mayUse(s, sid, domain);
                attached += here ? 1 : 0;
                int ats = here && model.driver().masters().atsEnabled(s, sid) ? 1 : 0;
                if (model.driver().arrays().atsUsers(s, domain, sid) != ats) {
                    return Optional.of(String.format(
                            "the ATS entry of device %d in the invs array of D%d has %d users instead of %d",
                            sid, domain, model.driver().arrays().atsUsers(s, domain, sid), ats));
                }
            }
            if (model.driver().arrays().asidUsers(s, domain) != attached) {
                return Optional.of(String.format(
                        "the ASID of D%d has %d users, and %d devices are attached to it",
                        domain, model.driver().arrays().asidUsers(s, domain), attached));
            }
        }
        return Optional.empty();
    }
}
