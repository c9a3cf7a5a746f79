package cordon.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteStreams;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cordon.counterexamples.HtmlReport;
import cordon.counterexamples.Recording;
import cordon.engine.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exploration in a browser: the page of the path so far, with a button for every step that is possible. Served to this machine
 * only, at an address that nobody can guess; it reads and writes no file.
 */
final class WebExploration implements AutoCloseable {
    private static final Pattern STEP = Pattern.compile("step=(\\d{1,5})");
    private static final Pattern EXPRESSION = Pattern.compile("expression=(.*)", Pattern.DOTALL);
    private static final int MAX_BODY = 50_000; // bytes of a request

    private final Exploration exploration;
    private final Finder finder;
    private final Supplier<Recording> recording;
    private final String root;
    private final HttpServer server;
    private String message = ""; // what became of the last request, if there is something to say

    /**
     * Starts to serve {@code exploration}; requests are answered one after the other.
     *
     * @param finder goes on with it to a state that is described
     * @param recording makes what is shown of the path
     * @param port of the loopback address; 0 for any that is free
     */
    WebExploration(Exploration exploration, Finder finder, Supplier<Recording> recording, int port) throws IOException {
        this.exploration = exploration;
        this.finder = finder;
        this.recording = recording;
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        root = "/" + BaseEncoding.base16().lowerCase().encode(token) + "/";
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is. */
    String address() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + root;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (request.equals("GET " + root)) {
                respond(exchange, 200, HtmlReport.of(recording.get(), choices(), message));
            } else if (request.equals("POST " + root + "take")) {
                message = "";
                take(body(exchange));
                goBackToThePage(exchange);
            } else if (request.equals("POST " + root + "find")) {
                find(body(exchange));
                goBackToThePage(exchange);
            } else if (request.equals("POST " + root + "back")) {
                message = "";
                exploration.back();
                goBackToThePage(exchange);
            } else {
                respond(exchange, 404, "There is nothing here.");
            }
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(ByteStreams.limit(exchange.getRequestBody(), MAX_BODY).readAllBytes(), US_ASCII);
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
        Matcher step = STEP.matcher(body);
        int number = step.matches() ? Integer.parseInt(step.group(1)) : 0;
        if (number >= 1 && number <= exploration.possible().size()) {
            exploration.take(number - 1);
        }
    }

    private ImmutableList<String> choices() {
        return exploration.possible().stream().map(Action::toString).collect(ImmutableList.toImmutableList());
    }

    private void goBackToThePage(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", root + "#" + exploration.length());
        respond(exchange, 303, "");
    }

    private static void respond(HttpExchange exchange, int code, String text) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; form-action 'self'");
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
