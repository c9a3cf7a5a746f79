package cordon.prover;

import com.google.common.util.concurrent.Uninterruptibles;
import com.microsoft.z3.Context;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;

/** Z3, loaded, with what a question may cost. To be closed, since the solver's memory is not Java's. */
final class Session implements AutoCloseable {
    private static final int WATCH_MILLIS = 100;

    private final Limits limits;
    private final Context z3;

    /**
     * Loads Z3.
     *
     * @throws SolverException if the native library of Z3 cannot be loaded here
     */
    Session(Limits limits) {
        this.limits = limits;
        try {
            this.z3 = new Context();
        } catch (LinkageError | Z3Exception e) {
            throw new SolverException(
                    "the native library of Z3 does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + e.getMessage()
                            + "); it comes for Linux with glibc 2.34 or newer, macOS and Windows",
                    e);
        }
    }

    Context z3() {
        return z3;
    }

    /** {@code solver}, which from now on keeps the limits. */
    Solver limited(Solver solver) {
        Params parameters = z3.mkParams();
        limits.time().ifPresent(time -> parameters.add("timeout", (int) Math.min(time.toMillis(), Integer.MAX_VALUE)));
        limits.resources().ifPresent(units -> parameters.add("rlimit", units));
        parameters.add("random_seed", limits.seed());
        parameters.add("ctrl_c", false); // else Z3 takes the signal, ends one question, and the command goes on
        solver.setParameters(parameters);
        return solver;
    }

    /** An interrupt that comes before the solver has begun is lost, so that a thread of its own repeats it until the solver ends. */
    Status check(Solver solver) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(WATCH_MILLIS);
                            if (limits.stop().getAsBoolean()) {
                                z3.interrupt();
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // the solver has ended
                    }
                },
                "solver watch");
        watch.setDaemon(true);
        watch.start();
        try {
            return solver.check();
        } finally {
            watch.interrupt();
            Uninterruptibles.joinUninterruptibly(watch);
        }
    }

    @Override
    public void close() {
        z3.close();
    }
}
