package cordon.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same facts that people get, for machines: one JSON document on standard output. */
public final class Json {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final Gson ONE_LINE = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {}

    public static String of(Object value) {
        return inAscii(GSON.toJson(value));
    }

    /** Prints {@code document} as JSON if that is asked for, else has {@code text} print. */
    public static void show(boolean json, PrintStream out, Object document, Runnable text) {
        if (json) {
            out.println(of(document));
        } else {
            text.run();
        }
    }

    /** {@code json} with the numbers of the characters that a locale may not have: JSON is UTF-8 whatever the locale says. */
    private static String inAscii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }

    /**
     * What {@code text} says; null if it is empty. Of a record what the text leaves out is null.
     *
     * @throws com.google.gson.JsonParseException if it is no JSON, or not of {@code type}
     */
    public static <T> @Nullable T parse(String text, Class<T> type) {
        return ONE_LINE.fromJson(text, type);
    }

    /** On one line. */
    public static String line(Object value) {
        return inAscii(ONE_LINE.toJson(value));
    }

    /** How far a search has come, and how fast it was since {@code before}. */
    static Map<String, Object> progress(String title, Statistics s, Statistics before) {
        double seconds = s.elapsed().minus(before.elapsed()).toNanos() / 1e9;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("search", title);
        json.put("phase", s.phase());
        json.put("seconds", s.elapsed().toNanos() / 1e9);
        json.put("states", s.states());
        json.put("visited", s.visited());
        json.put("expanded", s.expanded());
        json.put("frontier", s.frontier());
        json.put("transitions", s.transitions());
        json.put("depth", s.depth());
        json.put("statesPerSecond", Math.round(s.statesPerSecond()));
        json.put("statesPerSecondNow", Math.round((s.visited() - before.visited()) / Math.max(1e-9, seconds)));
        json.put("bytesPerState", s.bytesPerState());
        json.put("bytesOnDisk", s.diskBytes());
        json.put("secondsLeftInLevel", s.levelLeft() * seconds / Math.max(1, s.expanded() - before.expanded()));
        return json;
    }

    /** One search, and the counterexamples of it that were written. */
    public static Map<String, Object> search(Searched search, List<Written> written) {
        Report report = search.report();
        Statistics statistics = report.statistics();
        Map<String, Object> json = new LinkedHashMap<>(search.model().facts());
        json.put("states", statistics.states());
        json.put("visited", statistics.visited());
        json.put("transitions", statistics.transitions());
        json.put("depth", statistics.depth());
        json.put("seconds", statistics.elapsed().toNanos() / 1e9);
        json.put("bytesPerState", statistics.bytesPerState());
        json.put("bytesOnDisk", statistics.diskBytes());
        json.put("statesPerSecond", Math.round(statistics.statesPerSecond()));
        json.put("statesAtDepth", report.levels());
        json.put("largestOutDegree", report.largestOutDegree());
        json.put("omissionProbability", report.omissionProbability());
        json.put("actions", actions(search));
        json.put("exhaustive", report.exhaustive());
        json.put("stoppedBecause", report.bound().map(Bound::reason).orElse(null));
        json.put("verdicts", verdicts(search.answers(), written));
        json.put("guards", verdicts(search.guards(), written));
        return json;
    }

    /** For each step of the model how often it was taken, and how often what came out was a new state. */
    private static Map<String, Map<String, Long>> actions(Searched search) {
        Map<String, Map<String, Long>> json = new LinkedHashMap<>();
        for (int action = 0; action < search.model().system().actionCount(); action++) {
            Map<String, Long> step = json.computeIfAbsent(search.model().stepOf(action), name -> new LinkedHashMap<>());
            step.merge("taken", search.report().taken().get(action), Long::sum);
            step.merge("newStates", search.report().fresh().get(action), Long::sum);
        }
        return json;
    }

    private static List<Map<String, Object>> verdicts(List<Answer> answers, List<Written> written) {
        return answers.stream()
                .map(answer -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("property", answer.property().name());
                    json.put("verdict", answer.word());
                    answer.verdict().trace().ifPresent(trace -> json.put("steps", trace.length()));
                    json.putAll(answer.facts());
                    written.stream()
                            .filter(w -> w.violation().property().equals(answer.property()))
                            .flatMap(w -> w.file().stream())
                            .findFirst()
                            .ifPresent(file -> json.put("counterexample", file.toString()));
                    return json;
                })
                .collect(Collectors.toList());
    }
}
