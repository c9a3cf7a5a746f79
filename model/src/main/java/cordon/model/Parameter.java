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
import java.util.function.Function;

/**
 * One thing about the world that a scenario can choose. The constants of this class are all there are; {@link #ALL}
 * lists them.
 *
 * @param <T> the type of its values
 */
public final class Parameter<T> {

    /** See {@link WorldKind}. */
    public static final Parameter<WorldKind> WORLD =
            ofEnum("world", WorldKind.class, WorldKind.PROTOCOL, "which part of it is modelled in which detail");

    /** What the CPUs insert, where {@link WorldKind#INSERTION} is modelled. */
    public static final Parameter<ImmutableList<CommandList>> LISTS = new Parameter<>(
            "lists",
            "1 to 3 lists such as 2s (two commands and a CMD_SYNC) or 1, comma-separated, one for each CPU",
            "world=insertion: the list that each CPU inserts, once in each round",
            ImmutableList.of(new CommandList(1, true), new CommandList(1, true)),
            text -> Values.parseAll(text, 3, CommandList::parse),
            lists -> String.join(",", lists.stream().map(CommandList::toString).toList()));

    /** What an entry becomes, one after the other, where {@link WorldKind#ENTRY} is modelled. */
    public static final Parameter<ImmutableList<NamedEntry>> ENTRIES = new Parameter<>(
            "entries",
            "1 to 6 of " + Values.choices(NamedEntry.class) + ", comma-separated",
            "world=entry: what the entry is at first, and what it becomes",
            ImmutableList.of(NamedEntry.ABORT, NamedEntry.CDTABLE),
            text -> Values.parseAll(text, 6, name -> Values.parseEnum(NamedEntry.class, name)),
            entries -> String.join(",", entries.stream().map(Values::nameOf).toList()));

    /** See {@link FenceActor}. */
    public static final Parameter<FenceActor> FENCE_ACTOR = ofEnum(
                    "fenceActor",
                    FenceActor.class,
                    FenceActor.OFF,
                    "world=entry: whether P7 fences the entry meanwhile")
            .onlyWith(Patch.P7);

    /** See {@link ConsLag}. */
    public static final Parameter<ConsLag> CONS_LAG = ofEnum(
            "consLag", ConsLag.class, ConsLag.OFF, "world=insertion: whether CMDQ_CONS lags behind what was consumed");

    /** The number of CPUs that map, unmap and free a page each. */
    public static final Parameter<Integer> CPUS =
            ofInt("cpus", 1, 2, 1, "CPUs; each maps, unmaps and frees a page of its own");

    /** The devices, all attached to one domain, by Stream ID. */
    public static final Parameter<ImmutableList<DeviceMode>> DEVICES = new Parameter<>(
            "devices",
            "1 to 4 of " + Values.choices(DeviceMode.class) + ", comma-separated, in order of Stream ID",
            "how each device treats Invalidate Requests",
            ImmutableList.of(DeviceMode.MUTE),
            text -> Values.parseAll(text, 4, mode -> Values.parseEnum(DeviceMode.class, mode)),
            modes -> String.join(",", modes.stream().map(Values::nameOf).toList()));

    /** The paging domains: group g is attached to domain g modulo this number; IOVA i belongs to domain i modulo it. */
    public static final Parameter<Integer> DOMAINS = ofInt("domains", 1, 2, 1, "paging domains, taken in turns");

    /** See {@link Task}. */
    public static final Parameter<ImmutableList<Task>> TASKS = new Parameter<>(
            "tasks",
            "none, or up to 3 of " + Values.choices(Task.Kind.class)
                    + ", comma-separated, each with :SID unless for device 0",
            "what the core does meanwhile, each in a thread of its own",
            ImmutableList.of(),
            Values::parseTasks,
            tasks -> tasks.isEmpty()
                    ? "none"
                    : String.join(",", tasks.stream().map(Task::toString).toList()));

    /** See {@link Pasid}. */
    public static final Parameter<Pasid> PASID =
            ofEnum("pasid", Pasid.class, Pasid.OFF, "whether devices have a PASID");

    /** See {@link GroupKind}. */
    public static final Parameter<GroupKind> GROUPS =
            ofEnum("groups", GroupKind.class, GroupKind.OWN, "IOMMU groups: one for each device, or one for all");

    /** See {@link ResetOutcome}. */
    public static final Parameter<ResetOutcome> RESET_OUTCOME =
            ofEnum("resetOutcome", ResetOutcome.class, ResetOutcome.OK, "how resets end");

    /** See {@link InvWhileAtsOff}. */
    public static final Parameter<InvWhileAtsOff> INV_WHILE_ATS_OFF = ofEnum(
            "invWhileAtsOff",
            InvWhileAtsOff.class,
            InvWhileAtsOff.DROP,
            "what a device does about an Invalidate Request while ATS is off");

    /** How often each CPU maps and unmaps its page. */
    public static final Parameter<Integer> ROUNDS = ofInt("rounds", 0, 3, 1, "times that each CPU maps and unmaps");

    /** See {@link Unmap}. */
    public static final Parameter<Unmap> UNMAP =
            ofEnum("unmap", Unmap.class, Unmap.STRICT, "when what was unmapped is given back");

    /** See {@link StoreBuffer}. */
    public static final Parameter<StoreBuffer> STORE_BUFFER =
            ofEnum("storeBuffer", StoreBuffer.class, StoreBuffer.OFF, "whether stores become visible late");

    /** See {@link PostedWrites}. */
    public static final Parameter<PostedWrites> POSTED_WRITES =
            ofEnum("postedWrites", PostedWrites.class, PostedWrites.AT_ONCE, "when DMA that passed reaches memory");

    /** Size of the command queue. */
    public static final Parameter<Integer> QUEUE_LOG2 =
            ofInt("queueLog2", 1, 5, 3, "log2 of the number of command queue slots (Linux: 7 to 19)");

    /** Commands in a batch before it is issued without a SYNC. */
    public static final Parameter<Integer> BATCH_MAX =
            ofInt("batchMax", 1, 31, 4, "commands in a batch before it is issued without SYNC (Linux: 64)");

    /** See {@link HwTimeout}. */
    public static final Parameter<HwTimeout> HW_TIMEOUT = ofEnum(
            "hwTimeout", HwTimeout.class, HwTimeout.BELOW_1S, "ATC invalidation timeout of the SMMU against 1 s");

    /** See {@link SwTimeout}. */
    public static final Parameter<SwTimeout> SW_TIMEOUT =
            ofEnum("swTimeout", SwTimeout.class, SwTimeout.WHEN_STUCK, "when the driver's 1 s poll may run out");

    /** See {@link SyncPolicy}. */
    public static final Parameter<SyncPolicy> SYNC_POLICY = ofEnum(
            "hwSyncPolicy",
            SyncPolicy.class,
            SyncPolicy.DROP,
            "what a SYNC does about ATC invalidations that timed out");

    /** See {@link SyncPoll}. */
    public static final Parameter<SyncPoll> SYNC_POLL =
            ofEnum("syncPoll", SyncPoll.class, SyncPoll.CONS, "how the driver learns that a SYNC has completed");

    /** Invalidate Requests that can be outstanding at a time. */
    public static final Parameter<Integer> ITAGS = ofInt(
            "itags", 0, 4, 0, "Invalidate Requests that can be outstanding at a time; 0 for as many as there are");

    /** See {@link FetchAborts}. */
    public static final Parameter<FetchAborts> FETCH_ABORTS =
            ofEnum("fetchAborts", FetchAborts.class, FetchAborts.NEVER, "whether the SMMU fails to fetch a command");

    /** See {@link ReadAhead}. */
    public static final Parameter<ReadAhead> READ_AHEAD = ofEnum(
            "hwReadAhead",
            ReadAhead.class,
            ReadAhead.OFF,
            "world=insertion: whether entries are read before their turn");

    /** See {@link FlushContext}. */
    public static final Parameter<FlushContext> FLUSH_CONTEXT =
            ofEnum("flushContext", FlushContext.class, FlushContext.PROCESS, "from where the CPUs unmap");

    /** See {@link IrqCpu}. */
    public static final Parameter<IrqCpu> IRQ_CPU =
            ofEnum("gerrIrqCpu", IrqCpu.class, IrqCpu.OTHER, "the CPU that takes the GERROR interrupt");

    /** See {@link RetryStrategy}. */
    public static final Parameter<RetryStrategy> RETRY_STRATEGY = ofEnum(
                    "retryStrategy", RetryStrategy.class, RetryStrategy.PER_SID, "how P7 finds the silent device")
            .onlyWith(Patch.P7);

    /** See {@link FenceOrder}. */
    public static final Parameter<FenceOrder> FENCE_ORDER = ofEnum(
                    "fenceOrder",
                    FenceOrder.class,
                    FenceOrder.FENCE_FIRST,
                    "P7: ats_broken after the STE fence, or before it")
            .onlyWith(Patch.P7);

    /** See {@link ResetDoneOrder}. */
    public static final Parameter<ResetDoneOrder> RESET_DONE_ORDER = ofEnum(
                    "resetDoneOrder",
                    ResetDoneOrder.class,
                    ResetDoneOrder.BEFORE_ATTACH,
                    "P2: ats_broken is cleared before or after done() attaches")
            .onlyWith(Patch.P2);

    /** See {@link Worker}. */
    public static final Parameter<Worker> BROKEN_WORKER = ofEnum(
                    "brokenWorker",
                    Worker.class,
                    Worker.OFF,
                    "P3, v1: whether the worker that blocks, or resets, the device runs")
            .onlyWith(Patch.P3, Patch.V1_WORK);

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

    private final String name;
    private final String domain;
    private final String meaning;
    private final T defaultValue;
    private final Function<String, Optional<T>> parser;
    private final Function<T, String> printer;
    private final ImmutableSet<Patch> patches;

    private Parameter(
            String name,
            String domain,
            String meaning,
            T defaultValue,
            Function<String, Optional<T>> parser,
            Function<T, String> printer) {
        this(name, domain, meaning, defaultValue, parser, printer, ImmutableSet.of());
    }

    private Parameter(
            String name,
            String domain,
            String meaning,
            T defaultValue,
            Function<String, Optional<T>> parser,
            Function<T, String> printer,
            ImmutableSet<Patch> patches) {
        this.name = name;
        this.domain = domain;
        this.meaning = meaning;
        this.defaultValue = defaultValue;
        this.parser = parser;
        this.printer = printer;
        this.patches = patches;
    }

    private Parameter<T> onlyWith(Patch... anyOf) {
        return new Parameter<>(name, domain, meaning, defaultValue, parser, printer, ImmutableSet.copyOf(anyOf));
    }

    /** The name used on the command line and in files. */
    public String name() {
        return name;
    }

    /** The values it can take, for people. */
    public String domain() {
        return domain;
    }

    /** One line: what it chooses. */
    public String meaning() {
        return meaning;
    }

    /** The value it has unless a scenario says otherwise. */
    public T defaultValue() {
        return defaultValue;
    }

    /** Whether the parameter makes a difference to a kernel with {@code applied}. */
    public boolean matters(ImmutableSet<Patch> applied) {
        return patches.isEmpty() || patches.stream().anyMatch(applied::contains);
    }

    /** The value written as {@code text}, or empty if it is none of {@link #domain}. */
    public Optional<T> parse(String text) {
        return parser.apply(text.strip());
    }

    /** The text that {@link #parse} turns back into {@code value}. */
    public String print(T value) {
        return printer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Parameter<Integer> ofInt(String name, int min, int max, int defaultValue, String meaning) {
        return new Parameter<>(
                name,
                min + " to " + max,
                meaning,
                defaultValue,
                text -> Optional.of(text)
                        .filter(t -> t.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf)
                        .filter(v -> v >= min && v <= max),
                String::valueOf);
    }

    private static <E extends Enum<E>> Parameter<E> ofEnum(String name, Class<E> type, E defaultValue, String meaning) {
        return new Parameter<>(
                name,
                Values.choices(type),
                meaning,
                defaultValue,
                text -> Values.parseEnum(type, text),
                Values::nameOf);
    }
}
