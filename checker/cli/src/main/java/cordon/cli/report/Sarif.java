package cordon.cli.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.cli.report.CheckReport.Entry;
import cordon.cli.report.Item.Evidence;
import cordon.command.Json;
import cordon.specs.Outcome;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * SARIF 2.1.0: each violation is a result whose rule is its finding, and whose code flow is its trace. The locations are those at which
 * the sources of the model declare the steps. What is no violation is a notification.
 *
 * <p>The code flow has one thread flow, in the order of the steps, for that is what viewers show; each step says whose it is.
 */
final class Sarif implements Format {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public String of(CheckReport report) {
        ImmutableList<Entry> results = report.entries().stream()
                .filter(entry -> entry.item().kind().isOfViolation())
                .collect(toImmutableList());
        ImmutableList<String> rules =
                results.stream().map(Sarif::rule).distinct().collect(toImmutableList());
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Cordon");
        driver.put("version", report.program());
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("executionSuccessful", report.count(Kind.INCOMPLETE) == 0);
        invocation.put(
                "toolExecutionNotifications",
                report.entries().stream()
                        .filter(entry -> !entry.item().kind().isOfViolation())
                        .map(entry -> notification(report, entry))
                        .toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", ImmutableMap.of("driver", driver));
        run.put("invocations", ImmutableList.of(invocation));
        run.put(
                "results",
                results.stream().map(entry -> result(report, entry, rules)).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", ImmutableList.of(run));
        return Json.line(log) + "\n"; // a suite has many traces
    }

    /** The id of the rule: the finding, or which property is violated in a way that no finding explains. */
    private static String rule(Entry entry) {
        String cause = entry.item().cause().orElse(Outcome.UNEXPLAINED);
        return cause.equals(Outcome.UNEXPLAINED)
                ? cause + "/" + entry.item().property().orElse("")
                : cause;
    }

    private static Map<String, Object> rule(String id) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", id);
        Findings.ALL.stream()
                .filter(finding -> finding.name().equals(id))
                .map(Finding::words)
                .findFirst()
                .ifPresentOrElse(
                        words -> {
                            rule.put("shortDescription", message("Finding " + id));
                            rule.put("fullDescription", message(words.withoutTrace()));
                            rule.put("help", message("Repair: " + words.repair()));
                        },
                        () -> rule.put("shortDescription", message("A violation that no finding explains")));
        return rule;
    }

    private static Map<String, Object> notification(CheckReport report, Entry entry) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("descriptor", ImmutableMap.of("id", entry.item().kind().word()));
        notification.put("level", level(report, entry.item()));
        notification.put("message", message(entry.item().kind().word() + ": " + entry.text()));
        notification.put("locations", ImmutableList.of(ImmutableMap.of("physicalLocation", physical(entry.place()))));
        return notification;
    }

    private static Map<String, Object> result(CheckReport report, Entry entry, List<String> rules) {
        Item item = entry.item();
        boolean known = item.kind() == Kind.KNOWN;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule(entry));
        result.put("ruleIndex", rules.indexOf(rule(entry)));
        result.put("kind", "fail");
        result.put("level", level(report, item));
        result.put(
                "message",
                message(item.kind().word() + ": " + entry.text()
                        + item.evidence().map(shown -> ". " + shown.why()).orElse("")));
        result.put("locations", ImmutableList.of(location(entry)));
        result.put("fingerprints", ImmutableMap.of("cordonViolation/v1", entry.fingerprint()));
        item.evidence().ifPresent(shown -> result.put("codeFlows", ImmutableList.of(codeFlow(shown))));
        result.put("baselineState", baselineState(item.kind()));
        // Once one result has suppressions, a result without them is one that is not suppressed only if it says so.
        result.put(
                "suppressions",
                known
                        ? ImmutableList.of(ImmutableMap.of("kind", "external", "justification", item.says()))
                        : List.of());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("outcome", item.kind().word());
        properties.put("property", item.property().orElse(""));
        properties.put("search", entry.search().about().title());
        properties.put("command", entry.search().about().command());
        result.put("properties", properties);
        return result;
    }

    private static String level(CheckReport report, Item item) {
        return report.fails(item) ? "error" : item.kind() == Kind.KNOWN ? "note" : "warning";
    }

    private static String baselineState(Kind kind) {
        return switch (kind) {
            case NEW -> "new";
            case VANISHED -> "absent";
            case SHORTER, LONGER -> "updated";
            case KNOWN, CHANGED, INCOMPLETE -> "unchanged";
        };
    }

    private static Map<String, Object> location(Entry entry) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical(entry.place()));
        location.put(
                "logicalLocations",
                ImmutableList.of(ImmutableMap.of(
                        "fullyQualifiedName",
                        entry.search().about().title() + ": "
                                + entry.item().property().orElse(""))));
        return location;
    }

    private static Map<String, Object> codeFlow(Evidence evidence) {
        List<Map<String, Object>> steps = IntStream.range(0, evidence.moves().size())
                .mapToObj(n -> step(n + 1, evidence.moves().get(n)))
                .toList();
        return ImmutableMap.of("threadFlows", ImmutableList.of(ImmutableMap.of("locations", steps)));
    }

    private static Map<String, Object> step(int number, Move move) {
        Map<String, Object> location = new LinkedHashMap<>();
        move.place().ifPresent(place -> location.put("physicalLocation", physical(place)));
        location.put("logicalLocations", ImmutableList.of(ImmutableMap.of("fullyQualifiedName", move.step())));
        location.put("message", message(move.action().toString()));
        return ImmutableMap.of("executionOrder", number, "location", location);
    }

    private static Map<String, Object> physical(Place place) {
        return ImmutableMap.of(
                "artifactLocation",
                ImmutableMap.of("uri", place.file()),
                "region",
                ImmutableMap.of("startLine", place.line()));
    }

    private static Map<String, Object> message(String text) {
        return ImmutableMap.of("text", text);
    }
}
