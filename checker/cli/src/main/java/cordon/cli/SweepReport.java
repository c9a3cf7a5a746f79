package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.command.Counts;
import cordon.command.ExitCode;
import cordon.specs.Expectations;
import cordon.specs.Run;
import cordon.specs.sweep.Examination;
import cordon.specs.sweep.Examination.Found;
import cordon.specs.sweep.Setting;
import cordon.specs.sweep.Trouble;
import cordon.specs.sweep.Vacuity;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sweep found, for people and for machines. */
final class SweepReport {
    private final int settings;
    private final int strength;
    private final long before;
    private final Map<Setting, Examination> finished;
    private final ImmutableList<Map.Entry<Found, Long>> found; // with the number of settings that show it
    private final ImmutableList<Vacuity> vacuous;

    /**
     * The report.
     *
     * @param settings how many there are
     * @param strength of the covering arrays
     * @param before how many were finished before this run
     * @param finished what was found
     * @param expectations which properties are known to be vacuous
     */
    SweepReport(
            int settings, int strength, long before, Map<Setting, Examination> finished, Expectations expectations) {
        this.settings = settings;
        this.strength = strength;
        this.before = before;
        this.finished = finished;
        this.found = finished.values().stream()
                .flatMap(examination -> examination.found().stream())
                .collect(Collectors.groupingBy(f -> f, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<Found, Long> e) -> e.getKey().trouble().kind()))
                .collect(toImmutableList());
        this.vacuous = Vacuity.of(finished, (setting, property) -> isExpected(expectations, setting, property));
    }

    private static boolean isExpected(Expectations expectations, Setting setting, String property) {
        Run own = new Run(
                setting.run().scenario(),
                setting.run().design(),
                setting.run().patches(),
                setting.run().scenario().settings());
        return expectations
                .of(own)
                .filter(run -> "vacuous".equals(run.verdicts().get(property)))
                .isPresent();
    }

    ExitCode exitCode() {
        boolean onlyDeadlocks =
                found.stream().allMatch(e -> e.getKey().trouble().kind() == Trouble.Kind.DEADLOCK);
        if (!found.isEmpty()) {
            return onlyDeadlocks ? ExitCode.DEADLOCK : ExitCode.SAFETY;
        }
        return isComplete() ? ExitCode.HOLDS : ExitCode.INCOMPLETE;
    }

    private long cut() {
        return finished.values().stream().filter(e -> !e.isComplete()).count();
    }

    boolean isComplete() {
        return finished.size() == settings;
    }

    void print(PrintStream out) {
        for (Map.Entry<Found, Long> entry : found) {
            out.println(text(entry.getKey().trouble()) + inSettings(entry.getValue()));
            out.println("    ./cordon check " + entry.getKey().options());
        }
        if (!vacuous.isEmpty()) {
            out.println("Vacuous where no verdict that is checked in says so:");
            vacuous.forEach(v -> out.println("    " + text(v)));
        }
        out.println((found.isEmpty() ? "Nothing new. " : "") + settings
                + " settings hold every possible combination of " + Counts.of(strength, "value")
                + " around each scenario; " + finished.size()
                + " were searched, "
                + before + " of them in earlier runs.");
        if (cut() > 0) {
            out.println("A bound cut " + cut() + " of the searches: beyond it nothing is known of those.");
        }
    }

    private static String inSettings(long count) {
        return count == 1 ? "; in 1 setting, of which this is the smallest:" : "; in " + count + " settings, smallest:";
    }

    private static String text(Trouble trouble) {
        String length = trouble.steps() < 0 ? "" : " @" + trouble.steps();
        return switch (trouble.kind()) {
            case VIOLATED, DEADLOCK -> trouble.what() + " is violated" + length + ", which no finding explains";
            case UNREACHABLE -> trouble.what() + " is unreachable, which no finding explains";
            case ILL_FORMED -> trouble.what();
            case THROWS -> "throws " + trouble.what();
        };
    }

    private static String text(Vacuity v) {
        String always = v.values().isEmpty() ? "" : "; wherever " + String.join(", or ", v.values());
        String others = v.others().isEmpty() || v.values().isEmpty()
                ? ""
                : "; and in " + v.others().size() + " others, such as "
                        + v.others().get(0);
        return v.property() + ": in " + v.vacuous() + " of " + v.asked() + " complete searches" + always + others;
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("complete", isComplete());
        document.put("strength", strength);
        document.put("settings", settings);
        document.put("searched", finished.size());
        document.put("searchedBefore", before);
        document.put("cut", cut());
        document.put("found", found.stream().map(SweepReport::json).toList());
        document.put("vacuous", vacuous.stream().map(SweepReport::json).toList());
        return document;
    }

    private static Map<String, Object> json(Map.Entry<Found, Long> entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        Found found = entry.getKey();
        json.put("kind", found.trouble().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("what", found.trouble().what());
        if (found.trouble().steps() >= 0) {
            json.put("steps", found.trouble().steps());
        }
        json.put("scenario", found.scenario());
        json.put("design", found.design());
        json.put("parameters", found.smallest());
        json.put("settings", entry.getValue());
        json.put("command", "./cordon check " + found.options());
        return json;
    }

    private static Map<String, Object> json(Vacuity v) {
        return ImmutableMap.of(
                "property",
                v.property(),
                "vacuous",
                v.vacuous(),
                "asked",
                v.asked(),
                "values",
                List.copyOf(v.values()));
    }
}
