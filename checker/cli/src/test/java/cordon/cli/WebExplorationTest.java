package cordon.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of {@code explore --web} to requests that are slow, large, odd, or of another site. */
class WebExplorationTest {
    @TempDir
    private Path home;

    private Shell shell;
    private Process process;
    private URI page;

    @BeforeEach
    void serve() throws Exception {
        shell = new Shell(home);
        process = shell.start("explore", "strict-unmap", "--web");
        Path out = home.resolve("stdout");
        for (int tries = 0; tries < 300 && !Files.readString(out).contains("\n"); tries++) {
            Thread.sleep(100);
        }
        page = URI.create(Files.readString(out).strip());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void requestsThatDoNotEndHoldUpNoOther() throws Exception {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            held.add(send(i % 2 == 0 ? "GET / HTTP/1.1\r\nHost" : request("POST", "take", "Content-Length: 9", "st")));
        }
        long start = System.nanoTime();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.sendAsync(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get(30, TimeUnit.SECONDS).statusCode());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 30);
        for (Socket socket : held) {
            assertEquals("", firstLine(socket), "it is closed in the end");
        }
    }

    @Test
    void onlyThisSiteIsAnswered() throws Exception {
        String host = page.getAuthority();
        assertEquals(200, status(request("GET", "", "Origin: http://" + host, "")));
        assertEquals(200, status(request("HEAD", "", "", "")));
        for (String origin :
                List.of("null", "http://evil.example", "https://" + host, "http://" + host + ".evil.example")) {
            assertEquals(403, status(request("POST", "back", "Origin: " + origin, "")), origin);
        }
        for (String other : List.of("evil.example", "localhost", host + ".evil.example", "127.0.0.1", "")) {
            assertEquals(403, status(request("GET", "", "", "").replace("Host: " + host, "Host: " + other)), other);
        }
        assertEquals(403, status(request("GET", "", "", "").replace("Host: ", "Guest: ")));
        assertEquals(404, status(request("GET", "", "", "").replace(page.getPath(), "/")));
        assertEquals(413, status(request("POST", "find", "Content-Length: 60000", "x".repeat(60_000))));
        assertErrIsEmptyAtTheEnd();
    }

    @Test
    void oddRequestsAreAnsweredInSilence() throws Exception {
        for (String line : List.of(
                "GET\r\n\r\n",
                "\r\n\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET http://[ HTTP/1.1\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\n\r\n",
                "GET mailto:x HTTP/1.1\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "PUT " + page.getPath() + " HTTP/9.9\r\n\r\n",
                request("GET", "", "A: " + "x".repeat(100_000), ""),
                request("GET", "", "A: b\r\n".repeat(500) + "A: b", ""),
                request("POST", "take", "Content-Length: -1", ""),
                request("POST", "take", "Content-Length: many", ""),
                request("POST", "take", "Transfer-Encoding: chunked", "zz\r\n\r\n"),
                request("HEAD", "take", "", ""))) {
            String answer = firstLine(send(line));
            assertTrue(answer.isEmpty() || answer.matches("HTTP/1.1 [45]\\d\\d .*"), line + answer);
        }
        assertEquals(200, status(request("GET", "", "", "")));
        assertErrIsEmptyAtTheEnd();
    }

    @Test
    void aPathIsMadeStepByStep() throws Exception {
        assertEquals("127.0.0.1", page.getHost());
        assertTrue(get(page).contains("A path of length 0."));
        URI path = post(page.resolve("take"), "step=1");
        assertEquals("1", path.getFragment());
        assertEquals(path, post(path.resolve("take"), "step=999"));
        String after = get(path);
        assertTrue(after.contains("A path of length 1."), after);
        assertTrue(after.contains("\"choices\":["), after);
        post(path.resolve("find"), "expression=GERROR.CMDQ_ERR+%3D+1");
        assertTrue(get(path).contains(" steps further\""));
        post(path.resolve("find"), "expression=%3Cb%3E");
        assertTrue(get(path).contains("column 1: expected a field"));
        assertEquals("2", post(path.resolve("back"), "step=2").getFragment());
        assertEquals("2", post(path.resolve("back"), "step=99").getFragment());
        assertEquals("2", post(path.resolve("back"), "").getFragment());
        assertEquals("0", post(path.resolve("back"), "step=0").getFragment());
        assertTrue(get(path).contains("A path of length 0."));
        for (String nowhere : List.of("path99/", "path1", "../take", "../../etc/passwd", "take/", "path1/save")) {
            assertEquals(404, status(request("GET", nowhere, "", "")), nowhere);
        }
    }

    /** Each tab begins at the address that was printed, and none sees the steps of another. */
    @Test
    void eachTabHasItsPath() throws Exception {
        URI one = post(page.resolve("take"), "step=1");
        URI other = post(page.resolve("take"), "step=2");
        other = post(other.resolve("take"), "step=1");
        assertTrue(get(one).contains("A path of length 1."));
        assertTrue(get(other).contains("A path of length 2."));
        assertTrue(get(page).contains("A path of length 0."));
    }

    private static String get(URI place) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Where the answer to a form leads. */
    private static URI post(URI place, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(place)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertEquals(303, answer.statusCode());
        return place.resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Ctrl-C is the way to end it that its help names. */
    private void assertErrIsEmptyAtTheEnd() throws Exception {
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals("", shell.result(process).err());
        assertEquals(0, shell.result(process).code());
    }

    private String request(String method, String path, String header, String body) {
        return method + " " + page.getPath() + path + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\n"
                + (header.isEmpty() ? "" : header + "\r\n") + "Connection: close\r\n\r\n" + body;
    }

    private int status(String request) throws IOException {
        return Integer.parseInt(firstLine(send(request)).substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(page.getHost(), page.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    /** The first line of what is answered; empty if the connection is closed instead. */
    private static String firstLine(Socket socket) throws IOException {
        try (socket) {
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        } catch (SocketException e) { // reset, with unread bytes of a request
            return "";
        }
    }
}
