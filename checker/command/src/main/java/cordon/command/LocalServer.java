package cordon.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteStreams;
import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of pages to one reader on this machine, at an address that nobody can guess. A request needs the token of the address, the
 * name of this server as its host, and no other site as its origin. Requests are answered side by side; a slow or large one ends at a
 * limit and holds up no other.
 */
final class LocalServer implements AutoCloseable {
    /** The limits that the JDK's server reads once, when its first class is loaded. Times are in seconds, sizes in bytes. */
    private static final ImmutableMap<String, String> LIMITS = ImmutableMap.of(
            "sun.net.httpserver.maxReqTime", "2",
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.maxReqHeaders", "50",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "jdk.httpserver.maxConnections", "512");

    /** More than connections: a request that is not complete holds one, for as long as it may take. */
    private static final int THREADS = 544;

    private static final int BACKLOG = 512;
    private static final int MAX_BODY = 50_000; // bytes of a request

    private final Pages pages;
    private final String root;
    private final String host;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    /** The pages that are served; asked by several threads at a time. */
    @FunctionalInterface
    interface Pages {
        /**
         * Answers a request.
         *
         * @param request its method and its path below the root, such as {@code POST take}
         * @param body its content
         */
        Answer answer(String request, String body);
    }

    /**
     * An answer to a request.
     *
     * @param code the status
     * @param text the page; empty if there is none
     * @param place where to go, below the root; null to stay
     */
    record Answer(int code, String text, @Nullable String place) {
        static Answer page(String text) {
            return new Answer(200, text, null);
        }

        static Answer elsewhere(String place) {
            return new Answer(303, "", place);
        }

        static Answer refusal(int code, String why) {
            return new Answer(code, why, null);
        }
    }

    /**
     * Starts to serve {@code pages}.
     *
     * @param port of the loopback address; 0 for any that is free
     */
    LocalServer(Pages pages, int port) throws IOException {
        LIMITS.forEach((limit, value) -> System.setProperty(limit, System.getProperty(limit, value)));
        this.pages = pages;
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        root = "/" + BaseEncoding.base16().lowerCase().encode(token) + "/";
        InetAddress here = InetAddress.getLoopbackAddress();
        server = HttpServer.create(new InetSocketAddress(here, port), BACKLOG);
        host = HostAndPort.fromParts(here.getHostAddress(), server.getAddress().getPort())
                .toString();
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ThreadFactoryBuilder()
                        .setDaemon(true)
                        .setNameFormat("request-%d")
                        .build());
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it is. */
    String address() {
        return "http://" + host + root;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!isAddressed(exchange.getRequestHeaders())) {
            return Answer.refusal(403, "This is not for another site.");
        }
        if (path == null || !path.startsWith(root)) {
            return Answer.refusal(404, "There is nothing here.");
        }
        byte[] body =
                ByteStreams.limit(exchange.getRequestBody(), MAX_BODY + 1L).readAllBytes();
        if (body.length > MAX_BODY) {
            return Answer.refusal(413, "That is too long.");
        }
        String method = isHead(exchange) ? "GET" : exchange.getRequestMethod();
        return pages.answer(method + " " + path.substring(root.length()), new String(body, US_ASCII));
    }

    /**
     * True if a request names this server, and no other site as where it comes from. A page of another site can have a browser send
     * requests here, and can have its own name mean this machine.
     */
    private boolean isAddressed(Headers headers) {
        ImmutableSet<String> origins = ImmutableSet.of("http://" + host);
        return List.of(host).equals(headers.get("Host"))
                && origins.containsAll(headers.getOrDefault("Origin", List.of()));
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private void respond(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        // a form of the page names its origin, which it would not do with "no-referrer"
        headers.set("Referrer-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; form-action 'self'");
        if (answer.place() != null) {
            headers.set("Location", root + answer.place());
        }
        byte[] bytes = isHead(exchange) ? new byte[0] : answer.text().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
