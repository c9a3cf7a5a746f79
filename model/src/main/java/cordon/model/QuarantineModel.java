package cordon.model;

import com.google.common.collect.ImmutableSet;
import cordon.engine.Successors;
import cordon.model.Choice.Pasid;
import cordon.model.Task.Kind;
import cordon.model.core.Core;
import cordon.model.hardware.Hardware;
import cordon.model.kernel.Driver;
import cordon.model.kernel.GroupLayout;
import cordon.model.machine.Contexts;
import cordon.model.machine.Mutation;
import cordon.model.machine.Program;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The concrete world as one transition system: hardware, devices, driver and the driver's callers, for one choice of
 * parameters and patches. The parts are exposed for properties to look at.
 */
public final class QuarantineModel extends World {
    private static final String ISR_LANE = "GERROR ISR";

    private final int cpus;
    private final int domains;
    private final Contexts contexts;
    private final Hardware hardware;
    private final Driver driver;
    private final Optional<Core> core;

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
        super(settings, patches, mutation);
        Consistency.require(settings, patches);
        Program program = program();
        cpus = settings.get(Parameter.CPUS);
        domains = settings.get(Parameter.DOMAINS);
        Stream<String> cpuLanes = IntStream.range(0, cpus).mapToObj(c -> "CPU" + c);
        contexts = new Contexts(
                program,
                Stream.concat(cpuLanes, Core.lanes(settings, patches).stream()).toList(),
                ISR_LANE);
        boolean attaching = Core.exists(settings, patches);
        hardware = new Hardware(program, settings, attaching, takesOutOfService());
        driver = new Driver(program, contexts, settings, patches, hardware, attaching);
        core = attaching
                ? Optional.of(new Core(program, contexts, settings, patches, hardware, driver))
                : Optional.empty();
    }

    @Override
    protected Contexts contexts() {
        return contexts;
    }

    @Override
    public void initialStates(Successors out) {
        long[] s = out.begin(new long[schema().words()]);
        driver.initialise(s);
        for (int sid = 0; sid < hardware.endpoints().count(); sid++) {
            hardware.health()
                    .initialise(s, sid, settings().get(Parameter.DEVICES).get(sid));
            boolean pasid = settings().get(Parameter.PASID) == Pasid.ON;
            driver.initialise(s, sid, !attachedBy(Kind.ATTACH, sid), pasid && !attachedBy(Kind.SET_PASID, sid));
        }
        core.ifPresent(c -> c.initialise(s));
        new WellFormed(this).offence(s).ifPresent(offence -> {
            throw new IllegalStateException("an initial state that no kernel can be in: " + offence);
        });
        out.add(0);
    }

    @Override
    public void successors(long[] state, Successors out) {
        for (int c = 0; c < contexts.threads().size(); c++) {
            if (!driver.handler().interrupts(state, c)) {
                contexts.take(c, state, out);
            }
        }
        driver.handler().take(state, out);
        program().takeFree(state, out);
    }

    /** Whether a task of {@code kind} is there for the group of {@code sid}: domain and PASID array are those of the group. */
    private boolean attachedBy(Kind kind, int sid) {
        GroupLayout layout = GroupLayout.of(settings());
        return settings().get(Parameter.TASKS).stream()
                .anyMatch(task -> task.kind() == kind && layout.sameGroup(task.sid(), sid));
    }

    /** The number of CPUs. */
    public int cpus() {
        return cpus;
    }

    /** The number of paging domains. */
    public int domains() {
        return domains;
    }

    /** Every CPU and every task has done what it was to do, and the worker has nothing to do. */
    @Override
    public boolean finished(long[] state) {
        for (int cpu = 0; cpu < cpus(); cpu++) {
            if (!driver.dmaUser().finished(state, cpu)) {
                return false;
            }
        }
        return core.isEmpty() || core.get().resting(state);
    }

    /** True if the CPU that executes thread {@code c} has interrupts disabled. */
    public boolean irqsOff(long[] s, int c) {
        return contexts.irqsOff(s, c);
    }

    /** Whether the driver takes a device that it blames for a timeout out of service: by P7, or by the work item of v1. */
    public boolean takesOutOfService() {
        return patches().contains(Patch.P7) || patches().contains(Patch.V1_WORK);
    }

    /** The SMMU, memory and devices. */
    public Hardware hardware() {
        return hardware;
    }

    /** The driver and the users of its domains. */
    public Driver driver() {
        return driver;
    }

    /** What attaches, detaches and resets; empty if nothing does. */
    public Optional<Core> core() {
        return core;
    }
}
