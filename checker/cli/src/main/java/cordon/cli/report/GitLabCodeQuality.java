package cordon.cli.report;

import com.google.common.collect.ImmutableMap;
import cordon.cli.report.CheckReport.Entry;
import cordon.command.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form of GitLab's Code Quality: a list of issues, each at a line of a file. */
final class GitLabCodeQuality implements Format {

    @Override
    public String of(CheckReport report) {
        return Json.of(report.entries().stream()
                        .map(entry -> issue(report, entry))
                        .toList()) + "\n";
    }

    private static Map<String, Object> issue(CheckReport report, Entry entry) {
        Item item = entry.item();
        Map<String, Object> issue = new LinkedHashMap<>();
        issue.put("description", item.kind().word() + ": " + entry.text());
        issue.put(
                "check_name", item.cause().or(item::property).orElse(item.kind().word()));
        issue.put("fingerprint", entry.fingerprint());
        issue.put("severity", report.fails(item) ? "major" : item.kind() == Kind.KNOWN ? "info" : "minor");
        issue.put(
                "location",
                ImmutableMap.of(
                        "path",
                        entry.place().file(),
                        "lines",
                        ImmutableMap.of("begin", entry.place().line())));
        return issue;
    }
}
