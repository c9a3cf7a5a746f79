package cordon.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end a search instead of the process: the search stops, what it covered is printed, and the
 * process exits as for any other incomplete search.
 */
final class Interrupt {
    private static final long PATIENCE_MS = 3_000;

    private static final long PATIENCE_WITH_CHECKPOINT_MS = 600_000;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile long patienceMs = PATIENCE_MS;

    private Interrupt() {}

    /** Installs the handler for the rest of the process. */
    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::onShutdown, "interrupt"));
        return interrupt;
    }

    /** Whether the user wants the search to stop. */
    boolean requested() {
        return requested;
    }

    /** From now on a search that is interrupted has a checkpoint to write: that is waited for. */
    void bePatient() {
        patienceMs = PATIENCE_WITH_CHECKPOINT_MS;
    }

    /** To be called when everything has been printed, before the process exits. */
    void finished() {
        finished.countDown();
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return; // an ordinary exit
        }
        requested = true;
        try {
            if (!finished.await(patienceMs, TimeUnit.MILLISECONDS)) {
                System.err.println("cordon: INCOMPLETE: interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INCOMPLETE.number());
    }
}
