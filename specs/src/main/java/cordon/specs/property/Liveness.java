package cordon.specs.property;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.kernel.Driver;

/** L1 to L8 of smmu.md E.4, under fair hardware and finite timers. L8 is what L2 says of a queue whose SYNC faults for ever. */
final class Liveness {
    private Liveness() {}

    static ImmutableList<Property> of(QuarantineModel model) {
        Driver driver = model.driver();
        Quarantine quarantine = new Quarantine(model);
        int cpus = model.cpus();
        ImmutableList.Builder<Property> properties = ImmutableList.builder();
        properties.add(
                new Ends(
                        model,
                        "issue-cmdlist-returns",
                        "Whoever issues commands gets back, with or without success: no wait for a CMD_SYNC or for space in the "
                                + "queue lasts for ever. (L1, smmu.md E.4)",
                        model.threads(),
                        (s, c) -> driver.issueCmdlist().running(s, c),
                        c -> model.lane(c) + " is in arm_smmu_cmdq_issue_cmdlist"),
                new Ends(
                        model,
                        "queue-drains",
                        "After any number of errors the SMMU has consumed every command: no CMD_SYNC faults for ever, with an "
                                + "interrupt each time, and none is stuck. (L2 and L8, smmu.md E.4)",
                        1,
                        (s, i) -> !model.hardware().queue().empty(s),
                        i -> "the command queue is not empty"),
                new Ends(
                        model,
                        "error-is-acknowledged",
                        "Every command queue error that is reported is acknowledged in the end. (L3, smmu.md E.4)",
                        1,
                        (s, i) -> model.hardware().error().active(s),
                        i -> "GERROR.CMDQ_ERR is active"),
                new Ends(
                        model,
                        "flush-returns",
                        "Every unmap comes to its end, and with it every fence and every report that it has to make. (L1, smmu.md "
                                + "E.4; series.md, P7)",
                        cpus,
                        (s, c) -> driver.domainInvRange().running(s, c),
                        c -> model.lane(c) + " is in a flush"));
        model.core()
                .ifPresent(core -> properties.add(
                        new Ends(
                                model,
                                "task-ends",
                                "Whatever the core and the PCI core begin ends: prepare(), reset and done(), a detach, the "
                                        + "removal of a dead device. (L4 and L5, smmu.md E.4)",
                                model.settings().get(Parameter.TASKS).size(),
                                (s, i) -> !core.ended(s, i),
                                i -> model.lane(cpus + i) + " has not finished"),
                        new Ends(
                                model,
                                "writer-is-not-starved",
                                "Who waits for the readers of an invs array, to detach a device, gets the lock in the end. (L6, "
                                        + "smmu.md E.4)",
                                model.domains(),
                                (s, d) -> driver.arrays().writerWaits(s, d),
                                d -> "the writer of the invs array of D" + d + " waits"),
                        new Ends(
                                model,
                                "recovered-device-returns",
                                "A device that answers, and whose domain was not taken from it, is not in quarantine for ever, and not "
                                        + "blocked for ever. (L7, smmu.md E.4; series.md, promise 2)",
                                model.hardware().endpoints().count(),
                                (s, sid) -> model.hardware().health().answers(s, sid)
                                        && !driver.masters().freed(s, sid)
                                        && (quarantine.flagged(s, sid)
                                                || driver.groups().resetting(s, sid)),
                                sid -> "device " + sid + ", which answers, is in quarantine or blocked")));
        return properties.build();
    }
}
