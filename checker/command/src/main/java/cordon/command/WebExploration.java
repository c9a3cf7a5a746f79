package cordon.command;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.html.HtmlEscapers;
import cordon.command.LocalServer.Answer;
import cordon.engine.explore.ModelException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explorations in a browser: the page of a path so far, with a button for every step that is possible. The first page is that of a path
 * without steps; each tab that goes on from there has a path of its own. It writes no file but of a
 * path that its reader saves.
 */
final class WebExploration implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET |POST )(path\\d{1,10}/)?([a-z]*)");
    private static final int MOST_PATHS = 100; // the one that was left alone for longest makes place for another

    private final Supplier<ExploredPath> fresh;
    private final PathFiles files;
    private final Cache<String, WebPath> paths =
            CacheBuilder.newBuilder().maximumSize(MOST_PATHS).build();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicReference<@Nullable ModelException> fault = new AtomicReference<>();
    private final LocalServer server;

    /**
     * Starts to serve explorations.
     *
     * @param fresh makes a path without steps; asked by several threads at a time
     * @param files where paths are saved
     * @param port of the loopback address; 0 for any that is free
     */
    WebExploration(Supplier<ExploredPath> fresh, PathFiles files, int port) throws IOException {
        this.fresh = fresh;
        this.files = files;
        server = new LocalServer(this::answerAnything, port);
    }

    /** Where it is. */
    String address() {
        return server.address();
    }

    /** The first fault of the system or of a property, if there was one. */
    Optional<ModelException> fault() {
        return Optional.ofNullable(fault.get());
    }

    @Override
    public void close() {
        server.close();
    }

    /** The reader sees what failed, and may go back from there. */
    private Answer answerAnything(String request, String body) {
        try {
            return answer(request, body);
        } catch (ModelException e) {
            fault.compareAndSet(null, e);
            return Answer.refusal(500, HtmlEscapers.htmlEscaper().escape(String.valueOf(e.getMessage())));
        }
    }

    /** What is asked of the root is asked of a new path, which is kept if it is more than looked at. */
    private Answer answer(String request, String body) {
        Matcher parts = REQUEST.matcher(request);
        if (!parts.matches()) {
            return Answer.refusal(404, "There is nothing here.");
        }
        String place = parts.group(2);
        String what = parts.group(1) + parts.group(3);
        if (place != null) {
            WebPath path = paths.getIfPresent(place);
            return path == null ? Answer.refusal(404, "There is no such path any more.") : path.answer(what, body);
        }
        WebPath path = new WebPath(fresh.get(), files, "path" + last.incrementAndGet() + "/");
        Answer answer = path.answer(what, body);
        if (answer.place() != null) {
            paths.put(path.place(), path);
        }
        return answer;
    }
}
