package cordon.cli.report;

import cordon.cli.report.CheckReport.Entry;
import java.util.stream.Collectors;

/** Workflow commands of GitHub, which show each item beside the line of the model that it ends at. GitHub shows the first of them only. */
final class GitHubAnnotations implements Format {

    @Override
    public String of(CheckReport report) {
        return report.entries().stream().map(entry -> line(report, entry)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(CheckReport report, Entry entry) {
        Item item = entry.item();
        String command = report.fails(item) ? "error" : item.kind() == Kind.KNOWN ? "notice" : "warning";
        return "::" + command + " file=" + property(entry.place().file()) + ",line="
                + entry.place().line() + ",title="
                + property(item.kind().word() + ": " + item.property().orElse("search")) + "::" + data(entry.text());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
