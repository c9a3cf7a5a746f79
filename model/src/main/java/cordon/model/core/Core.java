package cordon.model.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.model.Task.Kind;
import cordon.model.hardware.DeviceHealth;
import cordon.model.hardware.Hardware;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Driver;
import cordon.model.machine.Contexts;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Everything that attaches, detaches and resets, in threads of their own behind those of the CPUs. */
public final class Core {
    private final int threads;
    private final DeviceHealth health;
    private final AttachDev attachDev;
    private final ResetPrepare prepare;
    private final ResetDone done;
    private final ResetFunction reset;
    private final ProbeMethods probe;
    private final SetDomain setDomain;
    private final TaskThreads tasks;
    private final Optional<BrokenWorker> worker;
    private final Optional<AtcTimeoutWorker> v1Worker;

    /** Declares the procedures and the threads; only where {@link #exists}. */
    public Core(
            Program program,
            Contexts contexts,
            Settings settings,
            ImmutableSet<Patch> patches,
            Hardware hardware,
            Driver driver) {
        threads = contexts.threads().size();
        health = hardware.health();
        int devices = hardware.endpoints().count();
        int cpus = settings.get(Parameter.CPUS);
        ImmutableList<Task> list = settings.get(Parameter.TASKS);
        attachDev = driver.attachDev(program, contexts, patches);
        prepare = new ResetPrepare(program, contexts, patches, driver.masters(), driver.groups(), attachDev, devices);
        done = new ResetDone(
                program,
                contexts,
                patches,
                driver.masters(),
                driver.groups(),
                attachDev,
                settings.get(Parameter.RESET_DONE_ORDER),
                devices);
        List<Kind> kinds = new ArrayList<>(Collections.nCopies(cpus, Kind.RESET));
        list.forEach(task -> kinds.add(task.kind()));
        kinds.add(Kind.RESET); // v1's worker
        reset = new ResetFunction(
                program,
                contexts,
                ImmutableList.copyOf(kinds),
                patches,
                hardware.endpoints(),
                hardware.health(),
                driver.masters(),
                driver.groups(),
                prepare,
                done,
                settings.get(Parameter.RESET_OUTCOME));
        setDomain = new SetDomain(program, contexts, driver.groups(), attachDev, devices);
        probe = new ProbeMethods(
                program, contexts, patches, prepare, done, settings.get(Parameter.RESET_OUTCOME), devices);
        tasks = new TaskThreads(
                program,
                contexts,
                list,
                cpus,
                hardware.endpoints(),
                hardware.health(),
                driver.masters(),
                driver.groups(),
                driver.issueCmdlist(),
                attachDev,
                reset,
                setDomain,
                new SetPasid(program, contexts, driver.groups(), attachDev, devices),
                probe,
                settings.get(Parameter.RESET_OUTCOME));
        int last = cpus + list.size();
        worker = hasWorker(settings, patches, Patch.P3)
                ? Optional.of(new BrokenWorker(program, contexts, last, driver.groups(), prepare, devices))
                : Optional.empty();
        v1Worker = hasWorker(settings, patches, Patch.V1_WORK)
                ? Optional.of(new AtcTimeoutWorker(
                        program,
                        contexts,
                        last,
                        driver.atcTimeoutWork(),
                        hardware.endpoints(),
                        driver.groups(),
                        prepare,
                        reset))
                : Optional.empty();
    }

    /** Whether a scenario has any of this. */
    public static boolean exists(Settings settings, ImmutableSet<Patch> patches) {
        return hasWorker(settings, patches, Patch.P3)
                || hasWorker(settings, patches, Patch.V1_WORK)
                || !settings.get(Parameter.TASKS).isEmpty();
    }

    /** The lanes of its threads; of two tasks of the same kind for one device the second has a number. */
    public static ImmutableList<String> lanes(Settings settings, ImmutableSet<Patch> patches) {
        Multiset<String> lanes = LinkedHashMultiset.create();
        ImmutableList.Builder<String> names = ImmutableList.builder();
        for (Task task : settings.get(Parameter.TASKS)) {
            lanes.add(task.lane());
            int same = lanes.count(task.lane());
            names.add(same == 1 ? task.lane() : task.lane() + " #" + same);
        }
        if (hasWorker(settings, patches, Patch.P3) || hasWorker(settings, patches, Patch.V1_WORK)) {
            names.add(BrokenWorker.LANE);
        }
        return names.build();
    }

    /** The state before anything has begun. */
    public void initialise(long[] s) {
        tasks.initialise(s);
        worker.ifPresent(w -> w.initialise(s));
        v1Worker.ifPresent(w -> w.initialise(s));
    }

    /** Whether the {@code i}-th task has finished. */
    public boolean ended(long[] s, int i) {
        return tasks.ended(s, i);
    }

    /** Whether all tasks have finished and the worker has nothing to do. */
    public boolean resting(long[] s) {
        return tasks.finished(s)
                && (worker.isEmpty() || worker.get().resting(s))
                && (v1Worker.isEmpty() || v1Worker.get().resting(s));
    }

    /** Whether v1's worker takes a device out of service by {@code action}. */
    public boolean takesOutOfService(int action) {
        return v1Worker.isPresent() && v1Worker.get().running().is(action);
    }

    /** The device that v1's worker takes out of service in {@code before}, or -1 if it has none to take. */
    public int deviceTakenOutOfService(long[] before) {
        return v1Worker.orElseThrow().next(before);
    }

    /** The attachment of devices to domains. */
    public AttachDev attachDev() {
        return attachDev;
    }

    /** prepare() looks whether its device is blocked already. */
    public Step preparing() {
        return prepare.locking();
    }

    /** A reset by {@code pci_reset_function} succeeds. */
    public Step succeeding() {
        return reset.succeeding();
    }

    /** True if {@code action} may return from prepare() or from done(). */
    public boolean unlocking(int action) {
        return prepare.unlocking(action) || done.unlocking(action);
    }

    /** True if prepare() has refused thread {@code thread}, which has not looked at that yet. */
    public boolean isRefused(long[] s, int thread) {
        return prepare.busy(s, thread);
    }

    /** True if a change of the domain by thread {@code thread} was refused, and the thread has not looked at that yet. */
    public boolean domainIsRefused(long[] s, int thread) {
        return setDomain.busy(s, thread);
    }

    /** True if thread {@code thread} probes the reset methods of {@code sid}. */
    public boolean probes(long[] s, int thread, int sid) {
        return probe.running(s, thread, sid);
    }

    /** done() has lifted the blockade. */
    public Step lifting() {
        return done.lifting();
    }

    /** The device whose reset thread {@code thread} finishes by calling done(). */
    public int doneFor(long[] s, int thread) {
        return done.sid(s, thread);
    }

    /** True if some thread is between A2 and A14 of an attach of {@code sid}, or of a PASID of it. */
    public boolean isAttaching(long[] s, int sid) {
        int thread = attachDev().attaching(s);
        return thread >= 0 && attachDev().sid(s, thread) == sid;
    }

    /** Whether thread {@code thread} is in prepare() for {@code sid}. */
    public boolean prepares(long[] s, int thread, int sid) {
        return prepare.running(s, thread, sid);
    }

    /** Whether thread {@code thread} is in done() for {@code sid}. */
    public boolean finishes(long[] s, int thread, int sid) {
        return done.running(s, thread, sid);
    }

    /** True if some thread is in done() for {@code sid}. */
    public boolean isFinished(long[] s, int sid) {
        return some(s, sid, done::running);
    }

    /** True if some thread is in done() for {@code sid} after its reset of {@code sid} has succeeded. */
    public boolean isFinishedAfterReset(long[] s, int sid) {
        return some(
                s,
                sid,
                (state, thread, device) -> finishes(state, thread, device)
                        && resets(state, thread, device)
                        && !resetFailed(state, thread));
    }

    /** True if some thread is in {@code pci_reset_function} for {@code sid}. */
    public boolean isReset(long[] s, int sid) {
        return some(s, sid, reset::running);
    }

    /** True if some thread is in {@code pci_reset_function} for {@code sid}, and its reset method calls another one. */
    public boolean isInNestedReset(long[] s, int sid) {
        return some(s, sid, reset::isNested);
    }

    /** True from the moment when some thread begins to reset {@code sid} by {@code pci_reset_function} to its call of done(). */
    public boolean isInResetMethod(long[] s, int sid) {
        return some(s, sid, reset::isInMethod);
    }

    /** True from the moment when {@code sid} is reset, by whatever method, to pci_restore_state. */
    public boolean isInResetWindow(long[] s, int sid) {
        return health.inReset(s, sid) || some(s, sid, reset::awaitsRestore) || some(s, sid, tasks::awaitsRestore);
    }

    /** A question about what a thread does with a device. */
    @FunctionalInterface
    private interface ThreadTest {
        boolean of(long[] s, int thread, int sid);
    }

    private boolean some(long[] s, int sid, ThreadTest test) {
        for (int thread = 0; thread < threads; thread++) {
            if (test.of(s, thread, sid)) {
                return true;
            }
        }
        return false;
    }

    /** Whether thread {@code thread} is in {@code pci_reset_function} for {@code sid}, and holds its lock. */
    public boolean resets(long[] s, int thread, int sid) {
        return reset.running(s, thread, sid);
    }

    /** True if thread {@code thread} is in the inner one of two reset methods, of which each prepares for a reset. */
    public boolean isInner(long[] s, int thread) {
        return reset.isInner(s, thread);
    }

    /** Whether the last method of the reset by thread {@code thread} did not succeed. */
    public boolean resetFailed(long[] s, int thread) {
        return reset.failed(s, thread);
    }

    /** Whether the reset by thread {@code thread} is in a method that resets nothing and answers -ENOTTY. */
    public boolean isWithoutReset(long[] s, int thread) {
        return reset.isWithoutReset(s, thread);
    }

    /** What thread {@code thread} does; empty for a CPU and for the worker. */
    public Optional<Task> task(int thread) {
        return tasks.taskOf(thread);
    }

    /** Whether {@code action} may begin a reset by {@code pci_reset_function}. */
    public boolean resetting(int action) {
        return reset.resetting(action);
    }

    private static boolean hasWorker(Settings settings, ImmutableSet<Patch> patches, Patch which) {
        return settings.get(Parameter.BROKEN_WORKER) == Worker.ON && patches.contains(which);
    }
}
