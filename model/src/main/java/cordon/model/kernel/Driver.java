package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.FetchAborts;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task.Kind;
import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.Hardware;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Program;

/** The driver, {@code arm-smmu-v3}, and the users of its domains. */
public final class Driver {
    private final Hardware hardware;
    private final int cpus;
    private final Masters masters;
    private final Groups groups;
    private final InvsArrays arrays;
    private final AtcTimeoutWork atcTimeoutWork;
    private final GerrorHandler handler;
    private final IssueCmdlist issueCmdlist;
    private final BlockAts blockAts;
    private final DomainInvRange domainInvRange;
    private final DmaUser dmaUser;

    /**
     * Declares fields and steps of all of it but what attaches and detaches, which is {@link #attachDev}.
     *
     * @param attaching whether anything attaches or detaches
     */
    public Driver(
            Program program,
            Contexts contexts,
            Settings settings,
            ImmutableSet<Patch> patches,
            Hardware hardware,
            boolean attaching) {
        this.hardware = hardware;
        this.cpus = settings.get(Parameter.CPUS);
        Schema.Builder fields = program.schema();
        Command commands = hardware.queue().commands();
        int devices = commands.sids();
        Index device = new Index("device", devices);
        masters = new Masters(fields, commands, device, hardware.endpoints(), patches);
        GroupLayout layout = GroupLayout.of(settings);
        groups = new Groups(fields, devices, layout, masters);
        boolean removing = settings.get(Parameter.TASKS).stream().anyMatch(task -> task.kind() == Kind.REMOVE);
        arrays = new InvsArrays(
                program,
                commands,
                contexts.threads(),
                attaching,
                new InvsTable(commands, removing && patches.contains(Patch.P5), layout.shared() && devices > 1),
                settings.get(Parameter.STORE_BUFFER));
        atcTimeoutWork = new AtcTimeoutWork(
                program,
                device,
                commands,
                hardware.endpoints(),
                masters,
                settings.get(Parameter.BROKEN_WORKER) == Worker.ON,
                patches.contains(Patch.V1_WORK));
        handler = new GerrorHandler(
                program,
                contexts,
                settings.get(Parameter.IRQ_CPU),
                cpus,
                patches,
                hardware.queue(),
                hardware.error(),
                atcTimeoutWork,
                settings.get(Parameter.TASKS).stream().anyMatch(task -> task.kind() == Kind.GUEST),
                settings.get(Parameter.FETCH_ABORTS) == FetchAborts.ONCE);
        SyncWaiters waiters = new SyncWaiters(
                fields, contexts.threads(), hardware.queue().arithmetic().pointerBits());
        issueCmdlist = new IssueCmdlist(
                program,
                contexts,
                patches,
                hardware.queue(),
                hardware.msi(),
                waiters,
                handler,
                settings.get(Parameter.SYNC_POLL));
        blockAts = new BlockAts(
                program,
                contexts,
                patches,
                hardware.streams(),
                hardware.requests(),
                masters,
                groups,
                issueCmdlist,
                settings.get(Parameter.FENCE_ORDER),
                devices);
        domainInvRange = new DomainInvRange(
                program,
                contexts,
                patches,
                masters,
                arrays,
                hardware.memory(),
                commands,
                issueCmdlist,
                new RetryPerSid(
                        program, contexts, commands, issueCmdlist, blockAts, settings.get(Parameter.RETRY_STRATEGY)),
                settings.get(Parameter.FLUSH_CONTEXT),
                settings.get(Parameter.BATCH_MAX));
        new Timers(program, contexts, hardware, handler, waiters, issueCmdlist, domainInvRange, settings);
        dmaUser = new DmaUser(
                program,
                contexts,
                hardware.memory(),
                domainInvRange,
                settings.get(Parameter.UNMAP),
                settings.get(Parameter.FLUSH_CONTEXT),
                settings.get(Parameter.ROUNDS));
    }

    /** Declares the procedure that attaches devices. */
    public AttachDev attachDev(Program program, Contexts contexts, ImmutableSet<Patch> patches) {
        Command commands = hardware.queue().commands();
        WriteEntry writeEntry = new WriteEntry(program, contexts, hardware.streams(), arrays, commands, issueCmdlist);
        return new AttachDev(
                program,
                contexts,
                patches,
                masters,
                groups,
                arrays,
                hardware.streams(),
                commands,
                issueCmdlist,
                new CommitInvs(program, contexts, patches, masters, arrays, commands, issueCmdlist, domainInvRange),
                writeEntry);
    }

    /**
     * The state after probe of {@code sid}, which has ATS on if it is attached to anything. The devices of one group are to be
     * initialised alike: the domain and the PASID array are the group's.
     *
     * @param attached whether its group is attached to its paging domain
     * @param pasidAttached whether PASID 1 of its group is attached to that PASID's paging domain
     */
    public void initialise(long[] s, int sid, boolean attached, boolean pasidAttached) {
        boolean ats = attached || pasidAttached;
        int s1dss = attached ? StreamTable.S1DSS_SSID0 : StreamTable.S1DSS_TERMINATE;
        masters.initialise(s, sid, ats);
        hardware.endpoints().writeBusMaster(s, sid, true);
        hardware.streams().initialise(s, sid, ats ? StreamTable.cdTable(s1dss, true) : StreamTable.ABORT);
        groups.setDomain(s, sid, attached ? groups.home(sid) : Domain.BLOCKED);
        groups.setPasid(s, sid, pasidAttached);
        Command commands = hardware.queue().commands();
        if (attached) {
            initialiseSubstream(s, commands.substream(sid, 0), groups.home(sid));
        }
        if (pasidAttached) {
            initialiseSubstream(s, commands.substream(sid, 1), groups.pasidHome(sid));
        }
    }

    /** For properties: device {@code sid}, or a PASID of it, may use what is mapped in some paging domain. */
    public boolean isAttached(long[] s, int sid) {
        Command commands = hardware.queue().commands();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            if (masters.mayUseSome(s, commands.substream(sid, ssid))) {
                return true;
            }
        }
        return false;
    }

    private void initialiseSubstream(long[] s, int substream, Domain domain) {
        masters.allowOnly(s, substream, domain);
        masters.setAtsListed(s, substream, true);
        arrays.merge(s, domain.index(), substream, true);
        arrays.drain(s);
        hardware.streams().descriptors().initialise(s, substream, ContextDescriptors.leadingTo(domain.index()));
    }

    /** The state before any device is there. */
    public void initialise(long[] s) {
        arrays.initialise(s);
        handler.initialise(s);
        for (int cpu = 0; cpu < cpus; cpu++) {
            dmaUser.initialise(s, cpu);
        }
    }

    /** The driver's view of each device. */
    public Masters masters() {
        return masters;
    }

    /** The IOMMU groups. */
    public Groups groups() {
        return groups;
    }

    /** What each domain has to invalidate. */
    public InvsArrays arrays() {
        return arrays;
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
    public DmaUser dmaUser() {
        return dmaUser;
    }
}
