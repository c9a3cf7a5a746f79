package cordon.specs;

import com.google.common.collect.ImmutableList;

/** The catalogue. To add a scenario: one declaration here, then {@code ./cordon check --record-expected}. */
public final class Scenarios {

    /** Flushes alone. */
    private static final ImmutableList<Scenario> FLUSHES = ImmutableList.of(
            Scenario.of(
                            "strict-unmap",
                            "One CPU unmaps a page that a silent device has in its ATC: can the device still reach the page "
                                    + "once the unmap has returned?",
                            "")
                    .and(
                            "hwTimeout=above-1s",
                            "hwSyncPolicy=sticky",
                            "hwSyncPolicy=hang",
                            "hwSyncPolicy=silent",
                            "gerrIrqCpu=cpu0",
                            "fetchAborts=once")
                    .unposted("")
                    .deep("swTimeout=any-time", "rounds=2 hwTimeout=above-1s swTimeout=any-time"),
            Scenario.of(
                            "bad-answers",
                            "A device answers, but late, or without having dropped anything, or it stops answering at some "
                                    + "moment: what of that can the driver notice?",
                            "devices=dies")
                    .and("devices=slow hwTimeout=above-1s", "devices=ur", "devices=rogue"),
            Scenario.of(
                            "shared-batch",
                            "A silent device shares its domain with a healthy one, so that one CMD_SYNC covers both: is the "
                                    + "right one found and fenced?",
                            "devices=mute,obedient queueLog2=4")
                    .and(
                            "hwTimeout=above-1s",
                            "retryStrategy=bisect",
                            "retryStrategy=none",
                            "devices=mute,mute",
                            "itags=1")
                    .deep("devices=obedient,mute,obedient", "devices=mute,obedient,mute retryStrategy=bisect"),
            Scenario.of(
                            "msi-polling",
                            "The driver polls for the MSI of its CMD_SYNC instead of CONS, and gives up on one: does it still "
                                    + "know where the SMMU is?",
                            "syncPoll=msi rounds=2")
                    .and("hwTimeout=above-1s", "queueLog2=1 hwTimeout=above-1s"),
            Scenario.of(
                            "lazy-unmap",
                            "Pages are unmapped lazily: the page is given back at once, the IOVA after a flush of everything. Is "
                                    + "an IOVA used again while somebody still has its old translation?",
                            "unmap=lazy rounds=2")
                    .and("devices=obedient", "hwTimeout=above-1s"),
            Scenario.of(
                            "posted-writes",
                            "DMA that the SMMU has let pass is still on its way when the flush, or the fence, has finished?",
                            "postedWrites=late")
                    .and("devices=obedient", "devices=slow hwTimeout=above-1s", "tasks=detach"),
            Scenario.of(
                            "two-flushers",
                            "Two CPUs unmap different pages of the same domain while its device stays silent: does one of "
                                    + "them rely on a fence that the other has not finished?",
                            "cpus=2")
                    .and("gerrIrqCpu=cpu1", "fenceOrder=flag-first")
                    .unposted("")
                    .deep(
                            "hwTimeout=near-1s",
                            "hwTimeout=above-1s",
                            "fenceOrder=flag-first hwTimeout=above-1s",
                            "rounds=2",
                            "hwSyncPolicy=sticky"),
            Scenario.of(
                            "two-domains",
                            "Two CPUs unmap pages of different domains, whose devices share the SMMU; one is silent: is the "
                                    + "other domain harmed?",
                            "cpus=2 domains=2 devices=mute,obedient")
                    .deep("hwTimeout=above-1s", "hwTimeout=near-1s"),
            Scenario.of(
                            "pasids",
                            "Two domains and one device, which uses one with and one without a PASID: two CPUs unmap pages of "
                                    + "both while the device stays silent?",
                            "cpus=2 domains=2 pasid=on")
                    .and("devices=obedient")
                    .deep("fenceOrder=flag-first"),
            Scenario.of(
                            "split-batch",
                            "A domain has more ATC entries than a batch holds, so that the first ATC_INVs are issued without a "
                                    + "CMD_SYNC: who is told when another CPU's CMD_SYNC faults for them?",
                            "cpus=2 devices=mute,idle batchMax=1")
                    .and("queueLog2=1")
                    .deep("devices=mute,obedient", "hwTimeout=above-1s")
                    .deepUnposted("queueLog2=1"));

    /** A flush, and somebody who attaches or detaches meanwhile. */
    private static final ImmutableList<Scenario> ATTACHES = ImmutableList.of(
            Scenario.of(
                            "attach",
                            "A second device joins the domain while a flush of it is going on: can it come to hold a "
                                    + "translation that the flush does not reach?",
                            "devices=obedient,obedient tasks=attach:1 queueLog2=4")
                    .and("devices=mute,idle")
                    .unposted("")
                    .deepUnposted("devices=mute,idle")
                    .deep(
                            "devices=idle,idle tasks=attach:1,identity",
                            "tasks=attach:1,identity",
                            "devices=mute,obedient",
                            "devices=mute,mute",
                            "devices=obedient,mute gerrIrqCpu=task"),
            Scenario.of(
                            "store-buffers",
                            "A device is attached to a domain with no other device while a page of it is unmapped, on a machine "
                                    + "that delays stores: can both miss each other?",
                            "devices=obedient tasks=attach storeBuffer=on")
                    .and("storeBuffer=off"),
            Scenario.of(
                            "detach",
                            "The device leaves its domain for the blocking domain, and its owner frees the domain, while a "
                                    + "flush of it is going on?",
                            "tasks=detach devices=obedient")
                    .and(
                            "devices=mute",
                            "devices=mute brokenWorker=on",
                            "devices=mute gerrIrqCpu=task",
                            "devices=rogue",
                            "flushContext=interrupt",
                            "tasks=reset,detach resetOutcome=ok rounds=0")
                    .deepUnposted("devices=mute")
                    .deep("devices=mute hwTimeout=above-1s queueLog2=4"),
            Scenario.of(
                            "set-pasid",
                            "A PASID of a device is attached to a domain, or detached, while a flush of that domain is going on?",
                            "tasks=set-pasid pasid=on devices=obedient")
                    .and("devices=mute", "tasks=remove-pasid")
                    .deep("tasks=remove-pasid devices=mute"),
            Scenario.of(
                            "detach-beside-pasid",
                            "The device itself leaves its domain for blocking while a PASID of it stays: its ATS stays on; what does "
                                    + "its ATC still reach?",
                            "tasks=detach domains=2 pasid=on devices=obedient")
                    .and("devices=mute", "tasks=identity")
                    .deep("tasks=identity domains=1 devices=mute", "tasks=set-pasid,detach"),
            Scenario.of(
                            "identity",
                            "The device goes over to the identity domain while a flush of its old domain is going on?",
                            "tasks=identity devices=mute")
                    .unposted("groups=shared devices=idle,idle")
                    .deepUnposted("")
                    .and("devices=rogue"),
            Scenario.of(
                            "re-attach",
                            "A device that does not answer is detached and attached again: what is still in its ATC?",
                            "tasks=reattach devices=obedient")
                    .and("devices=mute", "invWhileAtsOff=answer", "invWhileAtsOff=ur", "invWhileAtsOff=ignore")
                    .deepUnposted("devices=mute", "devices=mute rounds=2")
                    .deep(
                            "devices=mute brokenWorker=on",
                            "devices=mute hwTimeout=above-1s queueLog2=4",
                            "devices=mute rounds=2"),
            Scenario.of(
                    "illegal-command",
                    "A guest has the driver issue an illegal command while a silent device is flushed: two kinds of errors in "
                            + "one queue, each handled as its own?",
                    "tasks=guest devices=mute"),
            Scenario.of(
                            "replace",
                            "A device goes over to another domain while a page of its old one is flushed?",
                            "domains=2 devices=obedient tasks=replace")
                    .and("devices=mute")
                    .unposted("devices=mute")
                    .deep("cpus=2", "cpus=2 devices=mute"));

    /** A flush, and somebody who resets or removes the device meanwhile. */
    private static final ImmutableList<Scenario> RESETS = ImmutableList.of(
            Scenario.of(
                            "broken-worker",
                            "The worker that P7 asks for blocks the device in the core while flushes go on: do the two fences, "
                                    + "the worker's write_entry and P7's plain store, get into each other's way?",
                            "brokenWorker=on rounds=2")
                    .and("hwTimeout=above-1s queueLog2=4")
                    .unposted("")
                    .deep("cpus=2 rounds=1", "cpus=2 rounds=1 fenceOrder=flag-first"),
            Scenario.of(
                            "reset",
                            "A silent device is reset through sysfs while flushes go on; the reset may fail: does the "
                                    + "quarantine end when it should, and only then?",
                            "tasks=reset resetOutcome=any rounds=2")
                    .and("resetDoneOrder=after-attach", "rounds=1 gerrIrqCpu=task")
                    .deepUnposted("")
                    .deep(
                            "brokenWorker=on",
                            "rounds=1 hwTimeout=above-1s queueLog2=4",
                            "hwTimeout=above-1s queueLog2=4",
                            "brokenWorker=on hwTimeout=above-1s queueLog2=4",
                            "cpus=2 rounds=1"),
            Scenario.of(
                            "reset-with-pasids",
                            "A device with a PASID in use is reset while flushes go on: is all of it blocked meanwhile, and all of it "
                                    + "back afterwards?",
                            "tasks=reset domains=2 pasid=on resetOutcome=any")
                    .and(
                            "tasks=reset,remove-pasid devices=obedient resetOutcome=ok rounds=0",
                            "tasks=reset,remove-pasid devices=idle,idle resetOutcome=ok rounds=0",
                            "tasks=identity,reset devices=obedient resetOutcome=ok rounds=0")
                    .deep(
                            "brokenWorker=on",
                            "tasks=reset,remove-pasid devices=obedient resetOutcome=ok",
                            "domains=1",
                            "domains=1 devices=obedient resetOutcome=ok"),
            Scenario.of(
                            "probe",
                            "A reset method is only probed, through sysfs, which calls prepare() and done() without a reset: does that end "
                                    + "a quarantine, or begin one?",
                            "tasks=probe resetOutcome=any")
                    .and("devices=obedient", "resetOutcome=fail")
                    .deepUnposted("")
                    .deep("brokenWorker=on", "pasid=on domains=2"),
            Scenario.of(
                            "patch-subsets",
                            "Which promise needs which of the patches? A silent device is reset while a flush goes on, with "
                                    + "every part of the series that makes sense.",
                            "tasks=reset resetOutcome=any brokenWorker=on")
                    .withSubsets(),
            Scenario.of(
                    "nested-reset",
                    "The reset method resets by another method, so that prepare() and done() nest?",
                    "tasks=nested-reset resetOutcome=any"),
            Scenario.of(
                    "fallback-reset",
                    "The first reset method answers -ENOTTY, so that prepare() and done() come twice?",
                    "tasks=fallback-reset resetOutcome=any"),
            Scenario.of(
                            "repeated-reset",
                            "A second reset is tried while, or after, a first one fails?",
                            "tasks=reset,reset resetOutcome=any")
                    .and("devices=obedient rounds=0")
                    .deep("brokenWorker=on"),
            Scenario.of(
                            "bus-reset",
                            "AER or VFIO resets the bus, without prepare() and done(), while a flush is going on?",
                            "tasks=bus-reset devices=obedient")
                    .and(
                            "tasks=aer",
                            "tasks=aer devices=mute resetOutcome=fail",
                            "tasks=aer,detach devices=mute",
                            "devices=mute resetOutcome=any",
                            "devices=mute resetOutcome=any brokenWorker=on")
                    .deep("tasks=aer,reset devices=mute resetOutcome=any"),
            Scenario.of(
                            "close",
                            "VFIO closes a device: reset, then the group is given up and its domain freed. What if the "
                                    + "reset fails, or P3's worker is there first?",
                            "tasks=close resetOutcome=any")
                    .and("brokenWorker=on"),
            Scenario.of(
                            "remove",
                            "A silent device is removed while a flush of its domain is going on: does anybody look at its "
                                    + "master afterwards?",
                            "tasks=remove devices=mute")
                    .and(
                            "devices=obedient",
                            "devices=idle,idle",
                            "devices=idle,idle tasks=attach:1,remove queueLog2=4",
                            "devices=idle tasks=reattach,remove queueLog2=4",
                            "devices=idle,obedient tasks=reset,remove resetOutcome=fail queueLog2=4")
                    .deep(
                            "hwTimeout=above-1s queueLog2=4",
                            "cpus=2",
                            "devices=obedient,obedient tasks=attach:1,remove queueLog2=4",
                            "devices=idle,idle,idle tasks=attach:2,remove:1 queueLog2=4"),
            Scenario.of(
                            "second-member",
                            "A second device is in the group of the silent one, and is reset: what becomes of the quarantine "
                                    + "of the first?",
                            "groups=shared devices=mute,obedient tasks=reset:1")
                    .and(
                            "tasks=reset,reset:1 resetOutcome=any rounds=0",
                            "tasks=none brokenWorker=on",
                            "tasks=reset pasid=on devices=idle,idle rounds=0 queueLog2=4")
                    .deepUnposted("")
                    .deep("tasks=reset,reset:1 resetOutcome=any"));

    /** What must happen in the end. */
    private static final ImmutableList<Scenario> ENDS = ImmutableList.of(Scenario.of(
                    "termination",
                    "Does everything that is begun come to its end, if hardware and scheduler are fair: flushes, fences, resets, "
                            + "detaches, errors?",
                    "tasks=reset resetOutcome=any")
            .asLive()
            .and(
                    "tasks=none hwTimeout=above-1s",
                    "tasks=none hwSyncPolicy=sticky",
                    "tasks=none hwSyncPolicy=hang",
                    "tasks=none gerrIrqCpu=cpu0",
                    "tasks=none cpus=2",
                    "tasks=none queueLog2=1 hwTimeout=above-1s",
                    "tasks=none queueLog2=1 hwSyncPolicy=hang",
                    "tasks=detach",
                    "tasks=detach flushContext=interrupt",
                    "tasks=detach brokenWorker=on",
                    "tasks=remove hwTimeout=above-1s queueLog2=4 rounds=0",
                    "tasks=bus-reset devices=obedient",
                    "brokenWorker=on")
            .deep("tasks=none cpus=2 hwTimeout=above-1s", "tasks=reset,reset brokenWorker=on"));

    /** Every scenario. */
    public static final ImmutableList<Scenario> ALL = ImmutableList.<Scenario>builder()
            .addAll(FLUSHES)
            .addAll(ATTACHES)
            .addAll(RESETS)
            .addAll(ENDS)
            .addAll(PartScenarios.ALL)
            .build();

    private Scenarios() {}
}
