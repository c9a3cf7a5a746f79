package cordon.specs;

import static cordon.model.Parameter.BATCH_MAX;
import static cordon.model.Parameter.BROKEN_WORKER;
import static cordon.model.Parameter.CPUS;
import static cordon.model.Parameter.DEVICES;
import static cordon.model.Parameter.FENCE_ORDER;
import static cordon.model.Parameter.HW_TIMEOUT;
import static cordon.model.Parameter.IRQ_CPU;
import static cordon.model.Parameter.QUEUE_LOG2;
import static cordon.model.Parameter.ROUNDS;
import static cordon.model.Parameter.SYNC_POLICY;
import static cordon.model.Parameter.SYNC_POLL;

import com.google.common.collect.ImmutableList;
import cordon.model.Parameter.DeviceMode;
import cordon.model.Parameter.FenceOrder;
import cordon.model.Parameter.HwTimeout;
import cordon.model.Parameter.IrqCpu;
import cordon.model.Parameter.SyncPolicy;
import cordon.model.Parameter.SyncPoll;
import cordon.model.Parameter.Worker;
import cordon.model.Settings;

/** The catalogue. To add a scenario: one declaration here, then {@code ./cordon check --record-expected}. */
public final class Scenarios {
    private static final Settings ONE_CPU_ONE_MUTE = Settings.DEFAULT;

    private static final Settings ONE_CPU_TWO_DEVICES = Settings.DEFAULT
            .with(DEVICES, ImmutableList.of(DeviceMode.MUTE, DeviceMode.OBEDIENT))
            .with(QUEUE_LOG2, 4);

    private static final Settings ONE_CPU_MSI =
            Settings.DEFAULT.with(SYNC_POLL, SyncPoll.MSI).with(ROUNDS, 2);

    private static final Settings ONE_CPU_WORKER =
            Settings.DEFAULT.with(BROKEN_WORKER, Worker.ON).with(ROUNDS, 2);

    private static final Settings TWO_CPUS_ONE_MUTE = Settings.DEFAULT.with(CPUS, 2);

    private static final Settings TWO_CPUS_FENCE_FIRST = TWO_CPUS_ONE_MUTE.with(FENCE_ORDER, FenceOrder.FENCE_FIRST);

    private static final Settings TWO_CPUS_SPLIT_BATCH = TWO_CPUS_ONE_MUTE
            .with(DEVICES, ImmutableList.of(DeviceMode.MUTE, DeviceMode.OBEDIENT))
            .with(BATCH_MAX, 1);

    /** Every scenario, smallest first. */
    public static final ImmutableList<Scenario> ALL = ImmutableList.of(
            new Scenario(
                    "strict-unmap",
                    "One CPU unmaps a page that a silent device has in its ATC: can the device still reach the page once the "
                            + "unmap has returned?",
                    ONE_CPU_ONE_MUTE,
                    ImmutableList.of(
                            ONE_CPU_ONE_MUTE,
                            ONE_CPU_ONE_MUTE.with(HW_TIMEOUT, HwTimeout.ABOVE_1S),
                            ONE_CPU_ONE_MUTE.with(SYNC_POLICY, SyncPolicy.STICKY),
                            ONE_CPU_ONE_MUTE.with(SYNC_POLICY, SyncPolicy.HANG),
                            ONE_CPU_ONE_MUTE.with(SYNC_POLICY, SyncPolicy.SILENT),
                            ONE_CPU_ONE_MUTE.with(IRQ_CPU, IrqCpu.CPU0))),
            new Scenario(
                    "shared-batch",
                    "A silent device shares its domain with a healthy one, so that one CMD_SYNC covers both: is the right one "
                            + "found and fenced?",
                    ONE_CPU_TWO_DEVICES,
                    bothTimeouts(ONE_CPU_TWO_DEVICES)),
            new Scenario(
                    "msi-polling",
                    "The driver polls for the MSI of its CMD_SYNC instead of CONS, and gives up on one: does it still know where "
                            + "the SMMU is?",
                    ONE_CPU_MSI,
                    bothTimeouts(ONE_CPU_MSI)),
            new Scenario(
                    "two-flushers",
                    "Two CPUs unmap different pages of the same domain while its device stays silent: does one of them rely on "
                            + "a fence that the other has not finished?",
                    TWO_CPUS_ONE_MUTE,
                    ImmutableList.<Settings>builder()
                            .addAll(bothTimeouts(TWO_CPUS_ONE_MUTE))
                            .add(TWO_CPUS_ONE_MUTE.with(IRQ_CPU, IrqCpu.CPU1))
                            .add(TWO_CPUS_FENCE_FIRST)
                            .add(TWO_CPUS_FENCE_FIRST.with(HW_TIMEOUT, HwTimeout.NEAR_1S))
                            .build()),
            new Scenario(
                    "broken-worker",
                    "The worker that P7 asks for blocks the device in the core while flushes go on: do the two fences, the "
                            + "worker's write_entry and P7's plain store, get into each other's way?",
                    ONE_CPU_WORKER,
                    ImmutableList.<Settings>builder()
                            .addAll(bothTimeouts(ONE_CPU_WORKER))
                            .add(ONE_CPU_WORKER.with(CPUS, 2).with(ROUNDS, 1).with(FENCE_ORDER, FenceOrder.FENCE_FIRST))
                            .build()),
            new Scenario(
                    "split-batch",
                    "A domain has more ATC entries than a batch holds, so that the first ATC_INVs are issued without a CMD_SYNC: "
                            + "who is told when another CPU's CMD_SYNC faults for them?",
                    TWO_CPUS_SPLIT_BATCH,
                    ImmutableList.of(TWO_CPUS_SPLIT_BATCH)));

    private Scenarios() {}

    private static ImmutableList<Settings> bothTimeouts(Settings settings) {
        return ImmutableList.of(settings, settings.with(HW_TIMEOUT, HwTimeout.ABOVE_1S));
    }
}
