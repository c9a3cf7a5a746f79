package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.counterexamples.Recording.Change;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The HTML page in a real browser: Chromium, without a window ({@code apt-get install chromium}; skipped where it is not there). A
 * script at the end of the page takes every step, as the reader would, and writes down what it sees.
 */
class BrowserTest {
    private static final Path CORPUS = Path.of("corpus");
    private static final ImmutableList<String> BROWSERS =
            ImmutableList.of("chromium", "chromium-browser", "google-chrome");

    // Whether a row is seen is asked of its layout: it once had the attribute "hidden", and a style that showed it all
    // the same.
    private static final String VISIT = """
            <script>
            const lines = text => {
              const range = document.createRange();
              range.selectNode(text);
              return range.getClientRects().length;
            };
            addEventListener("load", () => {
              const invisible = () => rows.filter(row => row.getClientRects().length === 0).length;
              const seen = [], folded = invisible(), lane = document.querySelector("#filters input");
              const result = {opened: here, scrolled: scrollY, file: file()};
              const key = (target, name) => target.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
              key(document, "Home");
              for (let n = 0; n <= steps.length; n++) document.getElementById("next").click();
              const skipped = rows.every((row, k) => !row.hidden || k + 1 !== here) && here === steps.length;
              document.getElementById("all").click();
              const width = () => document.querySelector(".rails").getBoundingClientRect().width;
              const allLanes = width();
              lane.click();
              const filtered = invisible();
              result.closedUp = lanes.length === 1 || width() < allLanes;
              lane.focus();
              key(lane, "Home");
              key(lane, "End");
              result.keysAfterFilter = here === steps.length;
              key(lane, "Home");
              result.keysAfterFilter &&= here === 0;
              lane.click();
              key(byId("find").elements.expression, "End");
              result.typing = here === 0;
              const inSight = e => {
                const r = e.getBoundingClientRect();
                return r.top >= 0 && r.top < innerHeight && r.bottom <= innerHeight + 1;
              };
              result.outOfSight = [];
              for (let n = 1; n <= steps.length; n++) {
                go(n, true);
                const panel = document.querySelector("aside"), state = panel.querySelector("tr.changed") || byId("when");
                const below = getComputedStyle(panel.parentElement).display === "block";
                const {top} = rows[n - 1].getBoundingClientRect(), lowest = below ? panel.getBoundingClientRect().top : innerHeight;
                if (![byId("lanes"), state].every(inSight) || top < byId("lanes").getBoundingClientRect().bottom - 1
                    || top > lowest) result.outOfSight.push(n);
              }
              result.colours = Object.fromEntries(lanes.map((name, i) => [name, colours[i]]));
              const plain = [...document.querySelectorAll("#diagram *")].filter(e => e.className !== "whole")
                .flatMap(e => [...e.childNodes]).filter(part => part.nodeType === 3);
              result.broken = [...document.querySelectorAll(".procedure")].flatMap(e => [...e.childNodes]).filter(
                part => part.nodeType === 3 && /^\\w+$/.test(part.data) && lines(part) > 1).map(part => part.data)
                .concat([...document.querySelectorAll(".whole")].filter(e => lines(e.firstChild) > 1).map(e => e.textContent))
                .concat(plain.filter(part => /(^|[^-\\w])-E[A-Z]/.test(part.data)).map(part => part.data));
              document.getElementById("control").click();
              for (let n = 0; n <= steps.length; n++) {
                if (n === 0) document.dispatchEvent(new KeyboardEvent("keydown", {key: "Home"}));
                else if (n % 2) document.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown"}));
                else document.getElementById("next").click();
                const state = {};
                for (const row of document.querySelectorAll("#state tr")) state[row.dataset.name] = Number(row.dataset.value);
                seen.push({place: document.getElementById("place").textContent, state});
              }
              Object.assign(result, {seen, skipped, folded, filtered, arrows: document.querySelectorAll("#arrows path").length,
                wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth});
              const pre = document.createElement("pre");
              pre.id = "result";
              pre.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(result))));
              document.body.append(pre);
            });
            </script>
            </body>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final Map<String, String> colours = new TreeMap<>(); // of each lane, on every page

    /** On a telephone, on half a screen and on a large one. */
    @ParameterizedTest
    @CsvSource({"360", "900", "1600"})
    void everyStepShowsItsState(int width) throws Exception {
        check(Lamp.recording(Lamp.switchedOn().looping(1)), width);
        check(Lamp.recording(Lamp.roundabout()), width);
        check(longest(), width);
    }

    @Test
    @Tag("slow")
    void everyRecordedCounterexampleIsShown() throws Exception {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file :
                    (Iterable<Path>) files.filter(BrowserTest::isRecording).sorted()::iterator) {
                check(RecordingFile.read(file), 1600);
            }
        }
    }

    /** What a name contains cannot become part of the page. */
    @Test
    void hostileTextStaysText() throws Exception {
        String hostile = "</script><script>document.title='caught'</script><img src=x onerror=document.title='caught'>";
        String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()))
                .replace("The lamp is never on.", hostile)
                .replace("look away", hostile)
                .replace("stays-dark", hostile);
        String page = page(HtmlReport.of(RecordingFile.parse(text)), 1600);
        assertTrue(!page.contains("<title>caught"), page);
    }

    private static boolean isRecording(Path file) {
        return file.toString().endsWith(RecordingFile.ENDING);
    }

    private static Recording longest() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            Path largest = files.filter(BrowserTest::isRecording)
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
            return RecordingFile.read(largest);
        }
    }

    private void check(Recording recording, int width) throws Exception {
        String page = page(HtmlReport.of(recording).replace("</body>\n", VISIT), width);
        Matcher found = Pattern.compile("<pre id=\"result\">([^<]*)</pre>").matcher(page);
        assertTrue(found.find(), page);
        JsonObject result = JsonParser.parseString(
                        new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .getAsJsonObject();
        Map<String, Integer> state = new TreeMap<>();
        recording.initial().forEach(e -> state.put(e.name(), e.value()));
        int n = 0;
        for (JsonElement seen : result.getAsJsonArray("seen")) {
            Map<String, Integer> shown = new TreeMap<>(state);
            if (n > 0) {
                for (Change change : recording.steps().get(n - 1).changes()) {
                    state.put(change.name(), change.after());
                    shown.put(change.name(), change.after());
                    state.values().removeIf(value -> value == 0);
                }
            }
            Map<String, Integer> there = new TreeMap<>();
            seen.getAsJsonObject()
                    .getAsJsonObject("state")
                    .entrySet()
                    .forEach(e -> there.put(e.getKey(), e.getValue().getAsInt()));
            assertEquals(shown, there, recording.heading() + ", step " + n);
            assertEquals(
                    "step " + n + " of " + recording.steps().size(),
                    seen.getAsJsonObject().get("place").getAsString());
            n++;
        }
        assertEquals(recording.steps().size() + 1, n);
        assertEquals(
                recording.steps().stream().filter(step -> step.takesUp() > 0).count(),
                result.get("arrows").getAsLong());
        assertEquals(
                recording.steps().stream().filter(step -> !step.matters()).count(),
                result.get("folded").getAsLong());
        assertTrue(result.get("skipped").getAsBoolean(), "whoever goes on comes to the end, and to no folded step");
        assertEquals(recording.steps().size(), result.get("opened").getAsInt(), "it opens at the end");
        assertEquals(0, result.get("scrolled").getAsInt(), "with the short form");
        assertEquals(RecordingFile.text(recording), result.get("file").getAsString(), "what is saved is the file");
        for (String fact : List.of("closedUp", "keysAfterFilter", "typing")) {
            assertTrue(result.get(fact).getAsBoolean(), fact);
        }
        assertEquals("[]", result.get("outOfSight").toString(), "steps that are out of sight, or their lanes or state");
        assertEquals("[]", result.get("broken").toString(), "names that are broken in the middle of a word");
        result.getAsJsonObject("colours")
                .asMap()
                .forEach((lane, colour) -> assertEquals(
                        colours.computeIfAbsent(lane, l -> colour.getAsString()), colour.getAsString(), lane));
        assertEquals(
                recording.lanes().size(),
                result.getAsJsonObject("colours").asMap().values().stream()
                        .distinct()
                        .count());
        String lane = recording.lanes().get(0);
        assertEquals(
                recording.steps().stream()
                        .filter(step -> step.process().equals(lane))
                        .count(),
                result.get("filtered").getAsLong());
        assertTrue(
                result.get("wide").getAsInt() <= result.get("room").getAsInt(),
                "nothing is to be scrolled sideways at " + width);
    }

    /** The page as it is when its scripts have run; fails if they complain. */
    private String page(String html, int width) throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(file, html);
        Path errors = directory.resolve("errors");
        Path dom = directory.resolve("dom");
        Process process = new ProcessBuilder(
                        browser(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--window-size=" + width + ",900",
                        "--virtual-time-budget=10000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(errors.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser does not end");
        String said = Files.readString(errors);
        assertTrue(!said.contains("CONSOLE"), said);
        return Files.readString(dom);
    }

    private static String browser() {
        String path = String.valueOf(System.getenv("PATH"));
        return BROWSERS.stream()
                .filter(name -> Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, "no browser; apt-get install chromium");
                    return "";
                });
    }
}
