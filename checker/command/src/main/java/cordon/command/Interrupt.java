package cordon.command;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end a search instead of the process: the search stops, the report of what it covered is printed, however long
 * that takes, and the process exits as after any other search. A second signal ends the process at once, with the exit code of what was
 * found so far.
 */
public final class Interrupt {
    private static final long QUIET_MS = 3_000;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean end;
    private volatile int code;
    private volatile ExitCode soFar = ExitCode.INCOMPLETE;

    private final String program;

    /** Of a process of {@code program} whose signals nobody handles. */
    public Interrupt(String program) {
        this.program = program;
    }

    /** Installs the handler for the rest of the process, which is one of {@code program}. */
    public static Interrupt install(String program) {
        Interrupt interrupt = new Interrupt(program);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::onShutdown, "interrupt"));
        return interrupt;
    }

    /** Whether the user wants the search to stop. */
    public boolean requested() {
        return requested;
    }

    /** From now on Ctrl-C is the ordinary end of the command, and nothing is incomplete. */
    public void isTheEnd() {
        end = true;
    }

    /** This would be the exit code by what has been found so far; what is only true if nothing more is found does not count. */
    public void found(ExitCode now) {
        soFar = now.isCertain() ? now : ExitCode.INCOMPLETE;
    }

    /** To be called when everything has been printed, before the process exits with {@code exitCode}. */
    public void finished(int exitCode) {
        code = exitCode;
        finished.countDown();
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return; // an ordinary exit
        }
        requested = true;
        endAtOnceAt("INT");
        endAtOnceAt("TERM");
        try {
            if (!finished.await(QUIET_MS, TimeUnit.MILLISECONDS)) {
                if (end) {
                    Runtime.getRuntime().halt(ExitCode.HOLDS.number());
                }
                System.err.println(program
                        + ": stopping; the report of what was found is being written. Once more: stop without it.");
                finished.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    /**
     * From now on {@code signal} ends the process. The class that handles signals is no part of the Java platform's interface: where it is
     * not to be had, a second signal does nothing.
     */
    private void endAtOnceAt(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ending = Proxy.newProxyInstance(
                    Interrupt.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        System.err.println(program + ": INCOMPLETE: interrupted"
                                + (soFar == ExitCode.INCOMPLETE ? "" : "; the exit code is that of what was found"));
                        Runtime.getRuntime().halt(soFar.number());
                        return null;
                    });
            type.getMethod("handle", type, handler)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), ending);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // as above
        }
    }
}
