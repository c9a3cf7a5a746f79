package cordon.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Report;
import cordon.engine.explore.Statistics;
import cordon.specs.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The same facts that people get, for machines: one JSON document on standard output. */
final class Json {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }

    /** One search. */
    static Map<String, Object> search(Search search) {
        Report report = search.report();
        Statistics statistics = report.statistics();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", search.run().scenario().name());
        json.put("design", search.run().design());
        json.put("patches", search.run().patches().stream().map(Enum::name).toList());
        json.put("parameters", search.run().parameters());
        json.put("states", statistics.states());
        json.put("transitions", statistics.transitions());
        json.put("depth", statistics.depth());
        json.put("seconds", statistics.elapsed().toNanos() / 1e9);
        json.put("bytesPerState", statistics.bytesPerState());
        json.put("exhaustive", report.exhaustive());
        json.put("stoppedBecause", report.bound().map(Bound::reason).orElse(null));
        json.put("verdicts", verdicts(search));
        return json;
    }

    private static List<Map<String, Object>> verdicts(Search search) {
        return search.report().verdicts().entrySet().stream()
                .map(entry -> {
                    Outcome outcome = Outcome.of(entry.getKey(), entry.getValue());
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("property", entry.getKey().name());
                    json.put("verdict", outcome.verdict());
                    if (outcome.steps() != null) {
                        json.put("steps", outcome.steps());
                    }
                    Search.Written written = search.counterexamples().get(entry.getKey());
                    if (written != null) {
                        json.put("counterexample", written.file().toString());
                    }
                    return json;
                })
                .collect(Collectors.toList());
    }
}
