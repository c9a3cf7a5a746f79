package cordon.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Action;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Parameter.DeviceMode;
import cordon.model.Parameter.Worker;
import cordon.model.hardware.Command;
import cordon.model.hardware.CommandProcessor;
import cordon.model.hardware.CommandQueue;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.GlobalError;
import cordon.model.hardware.Invalidations;
import cordon.model.hardware.Memory;
import cordon.model.hardware.StreamTable;
import cordon.model.hardware.SyncMsi;
import cordon.model.hardware.TranslationUnit;
import cordon.model.kernel.AtcTimeoutWork;
import cordon.model.kernel.BlockAts;
import cordon.model.kernel.BrokenWorker;
import cordon.model.kernel.DomainInvRange;
import cordon.model.kernel.GerrorHandler;
import cordon.model.kernel.IssueCmdlist;
import cordon.model.kernel.Masters;
import cordon.model.kernel.StrictUnmap;
import cordon.model.kernel.SyncWaiters;
import cordon.model.kernel.Timers;
import cordon.model.machine.Contexts;
import cordon.model.machine.Mutation;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The concrete world as one transition system: hardware, devices, driver and the driver's callers, for one choice of
 * parameters and patches. The parts are exposed for properties to look at.
 */
public final class QuarantineModel implements TransitionSystem {
    private static final String ISR_LANE = "GERROR ISR";

    private final Settings settings;
    private final ImmutableSet<Patch> patches;
    private final Program program;
    private final Schema schema;
    private final int cpus;

    private final Contexts contexts;
    private final CommandQueue queue;
    private final GlobalError error;
    private final StreamTable streams;
    private final Memory memory;
    private final Invalidations invalidations;
    private final Endpoints endpoints;
    private final CommandProcessor processor;
    private final Masters masters;
    private final AtcTimeoutWork atcTimeoutWork;
    private final GerrorHandler handler;
    private final IssueCmdlist issueCmdlist;
    private final BlockAts blockAts;
    private final DomainInvRange domainInvRange;
    private final Optional<BrokenWorker> brokenWorker;
    private final StrictUnmap strictUnmap;

    /**
     * A model as the facts have it.
     *
     * @throws IllegalArgumentException if the parameters contradict each other or the patches; the message says how
     */
    public QuarantineModel(Settings settings, ImmutableSet<Patch> patches) {
        this(settings, patches, Mutation.NONE);
    }

    /** A model that is wrong on purpose: some of its steps are replaced by {@code mutation}. */
    public QuarantineModel(Settings settings, ImmutableSet<Patch> patches, Mutation mutation) {
        this.settings = settings;
        this.patches = patches;
        this.program = new Program(mutation);
        this.cpus = settings.get(Parameter.CPUS);
        ImmutableList<DeviceMode> modes = settings.get(Parameter.DEVICES);
        int devices = modes.size();
        Consistency.require(settings, patches);

        Schema.Builder fields = program.schema();
        boolean worker = settings.get(Parameter.BROKEN_WORKER) == Worker.ON && patches.contains(Patch.P3);
        Stream<String> cpuLanes = IntStream.range(0, cpus).mapToObj(c -> "CPU" + c);
        contexts = new Contexts(
                program,
                Stream.concat(cpuLanes, worker ? Stream.of("kworker") : Stream.of())
                        .toList(),
                ISR_LANE);

        Index device = new Index("device", devices);
        Index iova = new Index("iova", cpus);
        Command commands = new Command(devices, cpus);
        queue = new CommandQueue(fields, settings.get(Parameter.QUEUE_LOG2), commands);
        error = new GlobalError(fields);
        streams = new StreamTable(fields, new Index("sid", devices));
        memory = new Memory(fields, cpus, settings.get(Parameter.ROUNDS));
        invalidations = new Invalidations(fields, device, iova);
        endpoints = new Endpoints(program, modes, device, iova, memory, streams, invalidations);
        SyncMsi msi = new SyncMsi(program, queue.arithmetic().slots());
        processor = new CommandProcessor(
                program,
                new Index("sid", devices),
                iova,
                queue,
                error,
                streams,
                memory,
                invalidations,
                msi,
                settings.get(Parameter.SYNC_POLICY),
                settings.get(Parameter.SYNC_POLL));
        new TranslationUnit(program, streams, memory, endpoints);

        masters = new Masters(fields, device);
        atcTimeoutWork = new AtcTimeoutWork(program, device, commands, endpoints);
        handler = new GerrorHandler(
                program, contexts, settings.get(Parameter.IRQ_CPU), patches, queue, error, atcTimeoutWork);
        SyncWaiters waiters =
                new SyncWaiters(fields, contexts.threads(), queue.arithmetic().pointerBits());
        issueCmdlist = new IssueCmdlist(
                program, contexts, patches, queue, msi, waiters, handler, settings.get(Parameter.SYNC_POLL));
        new Timers(
                program,
                contexts,
                queue,
                error,
                processor,
                invalidations,
                endpoints,
                handler,
                waiters,
                issueCmdlist,
                settings.get(Parameter.HW_TIMEOUT),
                settings.get(Parameter.SW_TIMEOUT),
                settings.get(Parameter.SYNC_POLICY));
        blockAts = new BlockAts(
                program,
                contexts,
                patches,
                streams,
                masters,
                issueCmdlist,
                settings.get(Parameter.FENCE_ORDER),
                devices);
        domainInvRange = new DomainInvRange(
                program,
                contexts,
                patches,
                masters,
                issueCmdlist,
                blockAts,
                settings.get(Parameter.RETRY_STRATEGY),
                devices,
                cpus,
                settings.get(Parameter.BATCH_MAX));
        brokenWorker = worker
                ? Optional.of(
                        new BrokenWorker(program, contexts, endpoints, streams, masters, issueCmdlist, domainInvRange))
                : Optional.empty();
        strictUnmap = new StrictUnmap(program, contexts, memory, domainInvRange, settings.get(Parameter.ROUNDS));
        schema = fields.build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        long[] s = out.begin(new long[schema.words()]);
        for (int sid = 0; sid < endpoints.count(); sid++) {
            streams.attachWithAts(s, sid);
            endpoints.writeBusMaster(s, sid, true);
            endpoints.writeAtsEnable(s, sid, true);
        }
        for (int c = 0; c < cpus; c++) {
            strictUnmap.initialise(s, c);
        }
        domainInvRange.initialise(s);
        brokenWorker.ifPresent(w -> w.initialise(s));
        handler.initialise(s);
        out.add(0);
    }

    @Override
    public void successors(long[] state, Successors out) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (!handler.interrupts(state, c)) {
                contexts.take(c, state, out);
            }
        }
        handler.take(state, out);
        program.takeFree(state, out);
    }

    @Override
    public Action action(int id) {
        Step step = program.stepOf(id);
        return step.describe(step.arg(id));
    }

    @Override
    public Action action(int id, long[] before) {
        Step step = program.stepOf(id);
        return step.describe(step.arg(id), before);
    }

    @Override
    public int actionCount() {
        return program.actionCount();
    }

    @Override
    public List<String> log(long[] before, int action) {
        Step step = program.stepOf(action);
        return step.log(before, step.arg(action));
    }

    /** The parameters of this model. */
    public Settings settings() {
        return settings;
    }

    /** The patches applied. */
    public ImmutableSet<Patch> patches() {
        return patches;
    }

    /** Every labelled step, in order of declaration. */
    public ImmutableList<Step> steps() {
        return ImmutableList.copyOf(program.steps());
    }

    /** The step of which {@code action} is a variant. */
    public Step stepOf(int action) {
        return program.stepOf(action);
    }

    /** The number of CPUs. */
    public int cpus() {
        return cpus;
    }

    /** Whether the worker of {@code group->broken_work} runs. */
    public boolean hasWorker() {
        return brokenWorker.isPresent();
    }

    /** The step that the thread of CPU {@code cpu} takes next, or waits to take. */
    public String standsAt(long[] state, int cpu) {
        return contexts.labelOf(state, cpu).toString();
    }

    /** The command queue. */
    public CommandQueue queue() {
        return queue;
    }

    /** GERROR and GERRORN. */
    public GlobalError error() {
        return error;
    }

    /** The stream table and the SMMU's copies of its entries. */
    public StreamTable streams() {
        return streams;
    }

    /** Pages, page table and TLB. */
    public Memory memory() {
        return memory;
    }

    /** Outstanding ATC invalidations. */
    public Invalidations invalidations() {
        return invalidations;
    }

    /** The devices. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** The consumer of the command queue. */
    public CommandProcessor processor() {
        return processor;
    }

    /** The driver's view of each device. */
    public Masters masters() {
        return masters;
    }

    /** The interrupt handler. */
    public GerrorHandler handler() {
        return handler;
    }

    /** The insertion into the command queue. */
    public IssueCmdlist issueCmdlist() {
        return issueCmdlist;
    }

    /** The work that v1 queues. */
    public AtcTimeoutWork atcTimeoutWork() {
        return atcTimeoutWork;
    }

    /** The quarantine of one device. */
    public BlockAts blockAts() {
        return blockAts;
    }

    /** The invalidation of one page. */
    public DomainInvRange domainInvRange() {
        return domainInvRange;
    }

    /** The CPUs' workload and the page allocator. */
    public StrictUnmap strictUnmap() {
        return strictUnmap;
    }
}
