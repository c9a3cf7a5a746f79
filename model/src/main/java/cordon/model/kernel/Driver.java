package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task.Kind;
import cordon.model.hardware.Command;
import cordon.model.hardware.Hardware;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Contexts;
import cordon.model.machine.Program;

/** The driver, {@code arm-smmu-v3}, and the users of its domains. */
public final class Driver {
    private final Hardware hardware;
    private final int cpus;
    private final int domains;
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
        this.domains = settings.get(Parameter.DOMAINS);
        Schema.Builder fields = program.schema();
        Command commands = hardware.queue().commands();
        int devices = commands.sids();
        Index device = new Index("device", devices);
        masters = new Masters(fields, device, hardware.endpoints());
        groups = new Groups(fields, devices, settings.get(Parameter.GROUPS) == GroupKind.SHARED, domains);
        arrays = new InvsArrays(
                program, domains, devices, contexts.threads(), attaching, settings.get(Parameter.STORE_BUFFER));
        atcTimeoutWork = new AtcTimeoutWork(
                program, device, commands, hardware.endpoints(), settings.get(Parameter.BROKEN_WORKER) == Worker.ON);
        handler = new GerrorHandler(
                program,
                contexts,
                settings.get(Parameter.IRQ_CPU),
                patches,
                hardware.queue(),
                hardware.error(),
                atcTimeoutWork,
                settings.get(Parameter.TASKS).stream().anyMatch(task -> task.kind() == Kind.GUEST));
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
                blockAts,
                settings.get(Parameter.RETRY_STRATEGY),
                settings.get(Parameter.BATCH_MAX));
        new Timers(program, contexts, hardware, handler, waiters, issueCmdlist, domainInvRange, settings);
        dmaUser = new DmaUser(
                program,
                contexts,
                hardware.memory(),
                domainInvRange,
                settings.get(Parameter.UNMAP),
                settings.get(Parameter.ROUNDS));
    }

    /** Declares the procedure that attaches devices. */
    public AttachDev attachDev(Program program, Contexts contexts, ImmutableSet<Patch> patches) {
        Command commands = hardware.queue().commands();
        WriteSte writeSte = new WriteSte(program, contexts, hardware.streams(), arrays, issueCmdlist, commands.sids());
        return new AttachDev(
                program, contexts, patches, masters, arrays, commands, issueCmdlist, domainInvRange, writeSte);
    }

    /** The state after probe: {@code sid} is attached to its paging domain with ATS, or to nothing. */
    public void initialise(long[] s, int sid, boolean attached) {
        int paging = sid % domains;
        Domain domain = attached ? Domain.paging(paging) : Domain.BLOCKED;
        masters.initialise(s, sid, domain);
        groups.initialise(s, sid, domain);
        hardware.endpoints().writeBusMaster(s, sid, true);
        hardware.streams().initialise(s, sid, attached ? StreamTable.stage1(paging, true) : StreamTable.ABORT);
        if (attached) {
            arrays.merge(s, paging, sid, true);
            arrays.drain(s);
        }
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
