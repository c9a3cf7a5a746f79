package cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.cli.LocalServer.Answer;
import cordon.command.UsageException;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.Recording;
import cordon.engine.Action;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exploration in a browser: the page of the path so far, with a button for every step that is possible. It reads and writes no file.
 */
final class WebExploration implements AutoCloseable {
    private static final Pattern STEP = Pattern.compile("step=(\\d{1,5})");
    private static final Pattern EXPRESSION = Pattern.compile("expression=(.*)", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(10); // with a request that searches for a state

    private final Exploration exploration;
    private final Finder finder;
    private final Supplier<Recording> recording;
    private final Lock one = new ReentrantLock(); // of several requests, one at a time looks at the path
    private final LocalServer server;
    private String message = ""; // what became of the last request, if there is something to say

    /**
     * Starts to serve {@code exploration}.
     *
     * @param finder goes on with it to a state that is described
     * @param recording makes what is shown of the path
     * @param port of the loopback address; 0 for any that is free
     */
    WebExploration(Exploration exploration, Finder finder, Supplier<Recording> recording, int port) throws IOException {
        this.exploration = exploration;
        this.finder = finder;
        this.recording = recording;
        server = new LocalServer(this::answer, port);
    }

    /** Where it is. */
    String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(String request, String body) {
        if (!Uninterruptibles.tryLockUninterruptibly(one, PATIENCE)) {
            return Answer.refusal(503, "A search for a state is going on; load the page again.");
        }
        try {
            switch (request) {
                case "GET " -> {
                    return Answer.page(HtmlReport.of(recording.get(), choices(), message));
                }
                case "POST take" -> take(body);
                case "POST find" -> find(body);
                case "POST back" -> back();
                default -> {
                    return Answer.refusal(404, "There is nothing here.");
                }
            }
            return Answer.toThePage(Integer.toString(exploration.length()));
        } finally {
            one.unlock();
        }
    }

    private void back() {
        message = "";
        exploration.back();
    }

    /** Goes on to where what the form says is true. */
    private void find(String body) {
        Matcher expression = EXPRESSION.matcher(body);
        try {
            String what = expression.matches()
                    ? URLDecoder.decode(expression.group(1), UTF_8).strip()
                    : "";
            message = finder.find(what) + " steps further";
        } catch (IllegalArgumentException e) { // not as a form is encoded
            message = "expected an expression";
        } catch (UsageException e) {
            message = String.valueOf(e.getMessage());
        }
    }

    /** A step that is not possible, for the page was an old one, is not taken. */
    private void take(String body) {
        message = "";
        Matcher step = STEP.matcher(body);
        int number = step.matches() ? Integer.parseInt(step.group(1)) : 0;
        if (number >= 1 && number <= exploration.possible().size()) {
            exploration.take(number - 1);
        }
    }

    private ImmutableList<String> choices() {
        return exploration.possible().stream().map(Action::toString).collect(ImmutableList.toImmutableList());
    }
}
