package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.ConsLag;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.FenceActor;
import cordon.model.Choice.FenceOrder;
import cordon.model.Choice.FetchAborts;
import cordon.model.Choice.FlushContext;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.HwTimeout;
import cordon.model.Choice.InvWhileAtsOff;
import cordon.model.Choice.IrqCpu;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.PostedWrites;
import cordon.model.Choice.ReadAhead;
import cordon.model.Choice.ResetDoneOrder;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Choice.StoreBuffer;
import cordon.model.Choice.SwTimeout;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Choice.SyncPoll;
import cordon.model.Choice.Unmap;
import cordon.model.Choice.Worker;
import cordon.model.Choice.WorldKind;
import java.util.Optional;

/**
 * One thing about the world that a scenario can choose. The constants of this class are all there are; {@link #ALL}
 * lists them.
 *
 * @param <T> the type of its values
 */
public final class Parameter<T> {

    /** See {@link WorldKind}. */
    public static final Parameter<WorldKind> WORLD = Definition.ofEnum(
                    "world", WorldKind.class, WorldKind.PROTOCOL, "which part of it is modelled in which detail")
            .bound(
                    "each part is modelled where it fits; the insertion as a small model of its own is proposed in smmu.md C.2");

    /** What the CPUs insert, where {@link WorldKind#INSERTION} is modelled. */
    public static final Parameter<ImmutableList<CommandList>> LISTS = Definition.of(
                    "lists",
                    Range.ofLists(),
                    ImmutableList.of(new CommandList(1, true), new CommandList(1, true)),
                    "world=insertion: the list that each CPU inserts, once in each round")
            .bound(
                    "the smallest lists that can interleave; Linux inserts up to 64 commands and a CMD_SYNC (smmu.md C.5)");

    /** What an entry becomes, one after the other, where {@link WorldKind#ENTRY} is modelled. */
    public static final Parameter<ImmutableList<NamedEntry>> ENTRIES = Definition.of(
                    "entries",
                    Range.ofSome(6, NamedEntry.class, ", comma-separated"),
                    ImmutableList.of(NamedEntry.ABORT, NamedEntry.CDTABLE),
                    "world=entry: what the entry is at first, and what it becomes")
            .bound("a path through the updates whose numbers of SYNCs smmu.md C.8 lists");

    /** See {@link FenceActor}. */
    public static final Parameter<FenceActor> FENCE_ACTOR = Definition.ofEnum(
                    "fenceActor",
                    FenceActor.class,
                    FenceActor.OFF,
                    "world=entry: whether P7 fences the entry meanwhile")
            .onlyWith(Patch.P7)
            .bound("on asks about one fence beside the writer, which has no lock in common with it (series.md P7)");

    /** See {@link ConsLag}. */
    public static final Parameter<ConsLag> CONS_LAG = Definition.ofEnum(
                    "consLag",
                    ConsLag.class,
                    ConsLag.OFF,
                    "world=insertion: whether CMDQ_CONS lags behind what was consumed")
            .known("CONS as software reads it may lag, and catches up in the end (smmu.md A.3)");

    /** The number of CPUs that map, unmap and free a page each. */
    public static final Parameter<Integer> CPUS = Definition.ofInt(
                    "cpus", 1, 2, 1, "CPUs; each maps, unmaps and frees a page of its own")
            .bound("two CPUs show one race; what needs three is not found");

    /** The devices, all attached to one domain, by Stream ID. */
    public static final Parameter<ImmutableList<DeviceMode>> DEVICES = Definition.of(
                    "devices",
                    Range.ofSome(4, DeviceMode.class, ", comma-separated, in order of Stream ID"),
                    ImmutableList.of(DeviceMode.MUTE),
                    "how each device treats Invalidate Requests")
            .known(
                    "until it answers a device may use what it holds; the other kinds are what devices do wrong (smmu.md B.3)");

    /** The paging domains: group g is attached to domain g modulo this number; IOVA i belongs to domain i modulo it. */
    public static final Parameter<Integer> DOMAINS = Definition.ofInt(
                    "domains", 1, 2, 1, "paging domains, taken in turns")
            .bound("two domains show that one is mistaken for the other; what needs three is not found");

    /** See {@link Task}. */
    public static final Parameter<ImmutableList<Task>> TASKS = Definition.of(
                    "tasks",
                    Range.ofTasks(),
                    ImmutableList.of(),
                    "what the core does meanwhile, each in a thread of its own")
            .bound("up to three at a time; what needs more is not found");

    /** See {@link Pasid}. */
    public static final Parameter<Pasid> PASID = Definition.ofEnum(
                    "pasid", Pasid.class, Pasid.OFF, "whether devices have a PASID")
            .bound("one PASID; what needs two is not found");

    /** See {@link GroupKind}. */
    public static final Parameter<GroupKind> GROUPS = Definition.ofEnum(
                    "groups", GroupKind.class, GroupKind.OWN, "IOMMU groups: one for each device, or one for all")
            .known(
                    "the group is per IOMMU group, resets are per device, and a group may hold several devices (smmu.md D.3)");

    /** See {@link ResetOutcome}. */
    public static final Parameter<ResetOutcome> RESET_OUTCOME = Definition.ofEnum(
                    "resetOutcome", ResetOutcome.class, ResetOutcome.OK, "how resets end")
            .known("a reset can fail, and leaves a silent device with an unknown ATC (smmu.md B.4)");

    /** See {@link InvWhileAtsOff}. */
    public static final Parameter<InvWhileAtsOff> INV_WHILE_ATS_OFF = Definition.ofEnum(
                    "invWhileAtsOff",
                    InvWhileAtsOff.class,
                    InvWhileAtsOff.DROP,
                    "what a device does about an Invalidate Request while ATS is off")
            .unknown(
                    "the PCIe text was not found: answer, ur and ignore all must be modelled (smmu.md B.3); drop is kinder");

    /** How often each CPU maps and unmaps its page. */
    public static final Parameter<Integer> ROUNDS = Definition.ofInt(
                    "rounds", 0, 3, 1, "times that each CPU maps and unmaps")
            .bound("a second round shows that a page is used again; what needs four is not found");

    /** See {@link Unmap}. */
    public static final Parameter<Unmap> UNMAP = Definition.ofEnum(
                    "unmap", Unmap.class, Unmap.STRICT, "when what was unmapped is given back")
            .known("Linux has both: strict unmapping and the flush queue (smmu.md C.9)");

    /** See {@link StoreBuffer}. */
    public static final Parameter<StoreBuffer> STORE_BUFFER = Definition.ofEnum(
                    "storeBuffer", StoreBuffer.class, StoreBuffer.OFF, "whether stores become visible late")
            .known("Arm orders stores only at barriers (smmu.md F); off is sequential consistency, which is kinder");

    /** See {@link PostedWrites}. */
    public static final Parameter<PostedWrites> POSTED_WRITES = Definition.ofEnum(
                    "postedWrites", PostedWrites.class, PostedWrites.AT_ONCE, "when DMA that passed reaches memory")
            .known("passing the SMMU and becoming visible in memory are two steps (smmu.md B.2); at-once is kinder");

    /** Size of the command queue. */
    public static final Parameter<Integer> QUEUE_LOG2 = Definition.ofInt(
                    "queueLog2", 1, 5, 3, "log2 of the number of command queue slots (Linux: 7 to 19)")
            .bound("a real queue has at least 128 slots, so that one batch and its SYNC fit (smmu.md A.2)");

    /** Commands in a batch before it is issued without a SYNC. */
    public static final Parameter<Integer> BATCH_MAX = Definition.ofInt(
                    "batchMax", 1, 31, 4, "commands in a batch before it is issued without SYNC (Linux: 64)")
            .bound("64 in Linux; queue and batch are scaled down together (smmu.md A.2, C.5)");

    /** See {@link HwTimeout}. */
    public static final Parameter<HwTimeout> HW_TIMEOUT = Definition.ofEnum(
                    "hwTimeout",
                    HwTimeout.class,
                    HwTimeout.BELOW_1S,
                    "ATC invalidation timeout of the SMMU against 1 s")
            .unknown(
                    "timers of root ports are implementation specific, so that both regimes are possible (smmu.md A.5)");

    /** See {@link SwTimeout}. */
    public static final Parameter<SwTimeout> SW_TIMEOUT = Definition.ofEnum(
                    "swTimeout", SwTimeout.class, SwTimeout.WHEN_STUCK, "when the driver's 1 s poll may run out")
            .inferred(
                    "the poll may end at any time (smmu.md E.1); that 1 s is enough for everything quick is decision 003");

    /** See {@link SyncPolicy}. */
    public static final Parameter<SyncPolicy> SYNC_POLICY = Definition.ofEnum(
                    "hwSyncPolicy",
                    SyncPolicy.class,
                    SyncPolicy.DROP,
                    "what a SYNC does about ATC invalidations that timed out")
            .unknown("not specified: drop was seen on one SMMU, the others are permitted (smmu.md A.5)");

    /** See {@link SyncPoll}. */
    public static final Parameter<SyncPoll> SYNC_POLL = Definition.ofEnum(
                    "syncPoll", SyncPoll.class, SyncPoll.CONS, "how the driver learns that a SYNC has completed")
            .known("the driver polls CMDQ_CONS, or the MSI of a coherent SMMU (smmu.md C.3)");

    /** Invalidate Requests that can be outstanding at a time. */
    public static final Parameter<Integer> ITAGS = Definition.ofInt(
                    "itags",
                    0,
                    4,
                    0,
                    "Invalidate Requests that can be outstanding at a time; 0 for as many as there are")
            .inferred(
                    "running out of ITags can stall an SMMU, as the model of another architecture has it (smmu.md A.3)");

    /** See {@link FetchAborts}. */
    public static final Parameter<FetchAborts> FETCH_ABORTS = Definition.ofEnum(
                    "fetchAborts", FetchAborts.class, FetchAborts.NEVER, "whether the SMMU fails to fetch a command")
            .known("a fetch that aborts raises CERROR_ABT, and CONS stays (smmu.md A.3, A.4)");

    /** See {@link ReadAhead}. */
    public static final Parameter<ReadAhead> READ_AHEAD = Definition.ofEnum(
                    "hwReadAhead",
                    ReadAhead.class,
                    ReadAhead.OFF,
                    "world=insertion: whether entries are read before their turn")
            .known("the SMMU may read entries between CONS and PROD ahead (smmu.md A.3)");

    /** See {@link FlushContext}. */
    public static final Parameter<FlushContext> FLUSH_CONTEXT = Definition.ofEnum(
                    "flushContext", FlushContext.class, FlushContext.PROCESS, "from where the CPUs unmap")
            .known("dma_unmap is called from any context, a hard interrupt too (smmu.md C.9)");

    /** See {@link IrqCpu}. */
    public static final Parameter<IrqCpu> IRQ_CPU = Definition.ofEnum(
                    "gerrIrqCpu", IrqCpu.class, IrqCpu.OTHER, "the CPU that takes the GERROR interrupt")
            .known("the handler runs on the CPU that the interrupt is affine to (smmu.md C.4)");

    /** See {@link RetryStrategy}. */
    public static final Parameter<RetryStrategy> RETRY_STRATEGY = Definition.ofEnum(
                    "retryStrategy", RetryStrategy.class, RetryStrategy.PER_SID, "how P7 finds the silent device")
            .onlyWith(Patch.P7)
            .unknown(
                    "the code was not seen: one text has a retry per Stream ID, the cover letter a bisection (series.md P7)");

    /** See {@link FenceOrder}. */
    public static final Parameter<FenceOrder> FENCE_ORDER = Definition.ofEnum(
                    "fenceOrder",
                    FenceOrder.class,
                    FenceOrder.FENCE_FIRST,
                    "P7: ats_broken after the STE fence, or before it")
            .onlyWith(Patch.P7)
            .unknown(
                    "the code was not seen: the message of patch 7 lists the fence first, a later one the flag (designs.md 0)");

    /** See {@link ResetDoneOrder}. */
    public static final Parameter<ResetDoneOrder> RESET_DONE_ORDER = Definition.ofEnum(
                    "resetDoneOrder",
                    ResetDoneOrder.class,
                    ResetDoneOrder.BEFORE_ATTACH,
                    "P2: ats_broken is cleared before or after done() attaches")
            .onlyWith(Patch.P2)
            .unknown(
                    "the place of reset_device_done was not seen; only before the attach ATS comes back (designs.md 0)");

    /** See {@link Worker}. */
    public static final Parameter<Worker> BROKEN_WORKER = Definition.ofEnum(
                    "brokenWorker",
                    Worker.class,
                    Worker.OFF,
                    "P3, v1: whether the worker that blocks, or resets, the device runs")
            .onlyWith(Patch.P3, Patch.V1_WORK)
            .unknown("no text says when the worker runs: off is never, on is at any time (series.md P3)");

    /** All parameters, in the order in which they are listed to users. */
    public static final ImmutableList<Parameter<?>> ALL = ImmutableList.of(
            WORLD,
            LISTS,
            CONS_LAG,
            READ_AHEAD,
            ENTRIES,
            FENCE_ACTOR,
            CPUS,
            DEVICES,
            DOMAINS,
            PASID,
            GROUPS,
            TASKS,
            RESET_OUTCOME,
            ROUNDS,
            UNMAP,
            STORE_BUFFER,
            POSTED_WRITES,
            QUEUE_LOG2,
            BATCH_MAX,
            HW_TIMEOUT,
            SW_TIMEOUT,
            SYNC_POLICY,
            SYNC_POLL,
            INV_WHILE_ATS_OFF,
            ITAGS,
            FETCH_ABORTS,
            FLUSH_CONTEXT,
            IRQ_CPU,
            RETRY_STRATEGY,
            FENCE_ORDER,
            RESET_DONE_ORDER,
            BROKEN_WORKER);

    private final Definition<T> definition;
    private final Knowledge knowledge;

    Parameter(Definition<T> definition, Knowledge knowledge) {
        this.definition = definition;
        this.knowledge = knowledge;
    }

    /** The name used on the command line and in files. */
    public String name() {
        return definition.name();
    }

    /** The values it can take, for people. */
    public String domain() {
        return definition.range().text();
    }

    /** One line: what it chooses. */
    public String meaning() {
        return definition.meaning();
    }

    /** Whether it is known how the real system has it, and the sentence that this rests on. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /** The value it has unless a scenario says otherwise. */
    public T defaultValue() {
        return definition.defaultValue();
    }

    /** Whether the parameter makes a difference to a kernel with {@code applied}. */
    public boolean matters(ImmutableSet<Patch> applied) {
        return definition.matters(applied);
    }

    /** The value written as {@code text}, or empty if it is none of {@link #domain}. */
    public Optional<T> parse(String text) {
        return definition.range().parser().apply(text.strip());
    }

    /** The text that {@link #parse} turns back into {@code value}. */
    public String print(T value) {
        return definition.range().printer().apply(value);
    }

    @Override
    public String toString() {
        return name();
    }
}
