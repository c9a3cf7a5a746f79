package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.StepInvariant;
import cordon.model.QuarantineModel;
import cordon.model.core.Core;
import cordon.model.hardware.Command;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.CommitInvs;
import java.util.Locale;
import java.util.Optional;

/** The second half of S8 of smmu.md E.3: users counts are exact. */
final class UsersAreExact implements StepInvariant {
    private final QuarantineModel model;
    private final Command commands;
    private final AttachDev attachDev;

    UsersAreExact(QuarantineModel model, Core core) {
        this.model = model;
        this.commands = model.hardware().queue().commands();
        this.attachDev = core.attachDev();
    }

    @Override
    public String name() {
        return "users-are-exact";
    }

    @Override
    public String meaning() {
        return "When an attach has finished, the ASID of a domain has as many users as there are devices and PASIDs attached to it, and "
                + "the ATS entry of each one if it is attached with ATS (with RESULT: as the driver remembers); and arm_smmu_invs_unref finds what it drops. (S8, smmu.md "
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
        CommitInvs commit = attachDev.commitInvs();
        if (commit.unreffing().is(action)) {
            int thread = commit.unreffing().arg(action);
            return commit.findsOldEntries(before, thread)
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "the entries of %s are to be dropped from the invs array of %s, and are not in it",
                            commands.formatSubstream(commit.substream(before, thread)),
                            commit.from(before, thread)));
        }
        return attachDev.returning().is(action) ? miscount(after) : Optional.empty();
    }

    private Optional<String> miscount(long[] s) {
        for (int domain = 0; domain < model.domains(); domain++) {
            int attached = 0;
            for (int substream = 0; substream < commands.substreams(); substream++) {
                boolean here = model.driver().masters().mayUse(s, substream, domain);
                attached += here ? 1 : 0;
                int ats = here && model.driver().masters().atsListed(s, substream) ? 1 : 0;
                int users = model.driver().arrays().atsUsers(s, domain, substream);
                if (users != ats) {
                    return Optional.of(String.format(
                            Locale.ROOT,
                            "the ATS entry of %s in the invs array of D%d has %d users instead of %d",
                            commands.formatSubstream(substream),
                            domain,
                            users,
                            ats));
                }
            }
            if (model.driver().arrays().asidUsers(s, domain) != attached) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the ASID of D%d has %d users, and %d attachments to it exist",
                        domain,
                        model.driver().arrays().asidUsers(s, domain),
                        attached));
            }
        }
        return Optional.empty();
    }
}
