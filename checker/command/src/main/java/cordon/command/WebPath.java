package cordon.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.command.LocalServer.Answer;
import cordon.counterexamples.HtmlReport;
import cordon.engine.Action;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One path of a {@link WebExploration}: of several requests, one at a time looks at it. */
final class WebPath {
    private static final Pattern STEP = Pattern.compile("step=(\\d{1,5})");
    private static final Pattern EXPRESSION = Pattern.compile("expression=(.*)", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(10); // with a request that searches for a state

    private final ExploredPath path;
    private final Exploration exploration;
    private final PathFiles files;
    private final String place;
    private final Lock one = new ReentrantLock();
    private String message = ""; // what became of the last request, if there is something to say

    /**
     * The page of {@code path}.
     *
     * @param files where it is saved
     * @param place where it is, below the root of the server
     */
    WebPath(ExploredPath path, PathFiles files, String place) {
        this.path = path;
        this.files = files;
        this.exploration = path.exploration();
        this.place = place;
    }

    /** Where it is, below the root of the server. */
    String place() {
        return place;
    }

    /** Answers {@code request}: its method, and what is below the place of the path. */
    Answer answer(String request, String body) {
        if (!Uninterruptibles.tryLockUninterruptibly(one, PATIENCE)) {
            return Answer.refusal(503, "Another request is still being answered. Try again.");
        }
        try {
            switch (request) {
                case "GET " -> {
                    return Answer.page(HtmlReport.of(path.recording(), choices(), message));
                }
                case "POST take" -> take(step(body));
                case "POST find" -> find(body);
                case "POST back" -> back(step(body));
                case "POST save" -> save();
                default -> {
                    return Answer.refusal(404, "There is nothing here.");
                }
            }
            return Answer.elsewhere(place + "#" + exploration.length());
        } finally {
            one.unlock();
        }
    }

    /** The number in a form; -1 if there is none. */
    private static int step(String body) {
        Matcher step = STEP.matcher(body);
        return step.matches() ? Integer.parseInt(step.group(1)) : -1;
    }

    private void back(int length) {
        message = "";
        if (length >= 0) {
            exploration.backTo(length);
        }
    }

    private void save() {
        try {
            message = files.save(path.recording());
        } catch (UsageException e) {
            message = String.valueOf(e.getMessage());
        }
    }

    /** Goes on to where what the form says is true. */
    private void find(String body) {
        Matcher expression = EXPRESSION.matcher(body);
        try {
            String what = expression.matches()
                    ? URLDecoder.decode(expression.group(1), UTF_8).strip()
                    : "";
            message = Counts.of(path.finder().find(what), "step") + " further";
        } catch (IllegalArgumentException e) { // not as a form is encoded
            message = "expected an expression";
        } catch (UsageException e) {
            message = String.valueOf(e.getMessage());
        }
    }

    /** A step that is not possible, for the page was an old one, is not taken. */
    private void take(int number) {
        message = "";
        if (number >= 1 && number <= exploration.possible().size()) {
            exploration.take(number - 1);
        }
    }

    private ImmutableList<String> choices() {
        return exploration.possible().stream().map(Action::toString).collect(ImmutableList.toImmutableList());
    }
}
