package cordon.model.hardware;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.Pasid;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.machine.Program;

/** The SMMU, the memory behind it and the devices before it. */
public final class Hardware {
    private final CommandQueue queue;
    private final GlobalError error;
    private final StreamTable streams;
    private final Blockade blockade;
    private final Memory memory;
    private final Invalidations invalidations;
    private final Endpoints endpoints;
    private final PostedDma posted;
    private final UntranslatedDma untranslatedDma;
    private final DeviceHealth health;
    private final InvalidateRequests requests;
    private final SyncMsi msi;
    private final CommandProcessor processor;

    /**
     * Declares fields and steps of all of it.
     *
     * @param attaching whether anything attaches or detaches
     * @param blames whether the driver takes devices out of service, so that properties ask which of them owe an answer
     */
    public Hardware(Program program, Settings settings, boolean attaching, boolean blames) {
        Schema.Builder fields = program.schema();
        ImmutableList<DeviceMode> modes = settings.get(Parameter.DEVICES);
        int iovas = settings.get(Parameter.CPUS);
        Index device = new Index("device", modes.size());
        Index sid = new Index("sid", modes.size());
        Index iova = new Index("iova", iovas);
        int ssids = settings.get(Parameter.PASID) == Pasid.ON ? 2 : 1;
        Command commands = new Command(modes.size(), ssids, iovas, settings.get(Parameter.DOMAINS));
        Index substream = new Index("substream", commands.substreams());
        queue = new CommandQueue(fields, settings.get(Parameter.QUEUE_LOG2), commands);
        error = new GlobalError(fields);
        streams = new StreamTable(fields, sid, commands, new ContextDescriptors(fields, substream, attaching));
        blockade = new Blockade(streams, commands);
        memory = new Memory(program, iovas, settings.get(Parameter.ROUNDS), settings.get(Parameter.STORE_BUFFER));
        invalidations = new Invalidations(fields, device, substream, commands, blames);
        posted = new PostedDma(program, device, commands, memory, settings.get(Parameter.POSTED_WRITES));
        endpoints = new Endpoints(program, modes, device, substream, iova, commands, memory, streams, posted);
        untranslatedDma = new UntranslatedDma(program, endpoints, commands, streams, memory, posted);
        health = new DeviceHealth(program, modes, device, commands, endpoints, invalidations);
        requests = new InvalidateRequests(
                program,
                modes,
                settings.get(Parameter.INV_WHILE_ATS_OFF),
                commands,
                endpoints,
                health,
                posted,
                invalidations);
        msi = new SyncMsi(program, queue.arithmetic().slots());
        processor = new CommandProcessor(
                program,
                sid,
                substream,
                queue,
                error,
                streams,
                memory,
                invalidations,
                requests,
                posted,
                msi,
                settings.get(Parameter.SYNC_POLICY),
                settings.get(Parameter.SYNC_POLL),
                settings.get(Parameter.ITAGS),
                settings.get(Parameter.FETCH_ABORTS));
        new TranslationUnit(program, commands, streams, memory, endpoints);
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

    /** For properties: of which devices nothing passes. */
    public Blockade blockade() {
        return blockade;
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

    /** DMA that the SMMU translates. */
    public UntranslatedDma untranslatedDma() {
        return untranslatedDma;
    }

    /** DMA on its way to memory. */
    public PostedDma posted() {
        return posted;
    }

    /** Whether an access by a device, through its ATC or the SMMU's TLB, reaches memory by {@code action}. */
    public boolean reachesMemory(int action) {
        return posted.arriving()
                .map(arriving -> arriving.is(action))
                .orElseGet(() -> endpoints.dmaPasses().is(action)
                        || untranslatedDma.passing().is(action));
    }

    /** Whether the devices work. */
    public DeviceHealth health() {
        return health;
    }

    /** How the devices treat Invalidate Requests. */
    public InvalidateRequests requests() {
        return requests;
    }

    /** The completion signals of CMD_SYNCs. */
    public SyncMsi msi() {
        return msi;
    }

    /** The consumer of the command queue. */
    public CommandProcessor processor() {
        return processor;
    }
}
