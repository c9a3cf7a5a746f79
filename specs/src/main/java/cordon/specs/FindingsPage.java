package cordon.specs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.specs.finding.Basis;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/findings.md}: every finding once, with what the expected verdicts say of it. */
public final class FindingsPage {
    private static final String HEADING = """
            # Findings

            Every root cause that the default suite shows, once. `./cordon check --record-expected` writes this page from the catalogue in
            `specs/src/main/java/cordon/specs/finding` and from the verdicts in `specs/expected`.

            A finding *rests on* the patches and switches that are named with it: without them it does not come about. Three
            switches stand for what is not known of the text of v2: `fenceOrder`, `resetDoneOrder`, `retryStrategy`. The first part
            of this page has what v2 shows with these switches as the message of the patch has it (their defaults). The second part has what v2
            shows only with another value. The third part has what only other designs show, and the last what only `--suite deep` shows. Each part
            begins with the worst.
            [fidelity.md](fidelity.md) lists what else is assumed about v2.
            """;

    private static final String CLOSING = """

            `hwTimeout` is how long the SMMU waits for the device, against the 1 s for which the driver polls. The default `below-1s` is the
            kindest world, in which no number of timeouts in a row reaches 1 s.

            In `strict-unmap`, `shared-batch`, `msi-polling`, `two-flushers` and `two-domains` with the defaults v2 keeps its main promise, which
            the base breaks in each of them. No store of `arm_smmu_write_entry` shows the SMMU a mixture as long as no other context stores
            (`entry-update`). The lock-free insertion executes every command once (`insertion`). `patch-subsets` shows which promise needs which
            patch. Of the 14 rows of memory order in the facts the model has two, the barriers of R1 and W0; `store-buffers` holds with both
            ([fidelity.md](fidelity.md) says what the other rows hide, and why W0 alone is not known to be needed).
            """;

    /** Which designs show a finding. */
    private enum Part {
        V2("v2 as its message has it"),
        V2_VARIANT("v2 with another value of a switch"),
        OTHERS("Only other designs"),
        LARGER("Only searches that are too large for the default suite");

        private final String heading;

        Part(String heading) {
            this.heading = heading;
        }
    }

    /**
     * A violation that a finding explains.
     *
     * @param run the run that shows it
     * @param property the property that is violated
     * @param steps the length of its shortest trace; -1 if it has none
     */
    public record Shown(Run run, String property, int steps) {}

    private FindingsPage() {}

    /** The page for what {@code expectations} say of the default suite. */
    public static String of(Expectations expectations) {
        Map<Part, List<Finding>> parts = new EnumMap<>(Part.class);
        Map<String, List<Shown>> shown = shown(expectations);
        for (Finding finding : Findings.ALL) {
            parts.computeIfAbsent(part(of(finding, shown)), p -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder page = new StringBuilder(HEADING);
        parts.forEach((part, findings) -> {
            findings.sort(Comparator.comparing(f -> worst(f, of(f, shown)), Severity.worstFirst()));
            page.append("\n## ").append(part.heading).append("\n\n");
            page.append(
                    "| finding | violates first of all | shortest trace | rests on | designs |\n|---|---|---|---|---|\n");
            findings.forEach(finding -> page.append(row(finding, of(finding, shown))));
            findings.forEach(finding -> page.append(section(finding, of(finding, shown))));
        });
        return page.append(matrix(expectations)).toString();
    }

    /** For each finding that the default suite shows: the violation of the worst property with the shortest trace, in v2 if there is one. */
    public static Map<Finding, Shown> examples(Expectations expectations) {
        Map<Finding, Shown> examples = new LinkedHashMap<>();
        Map<String, List<Shown>> shown = shown(expectations);
        for (Finding finding : Findings.ALL) {
            if (!of(finding, shown).isEmpty()) {
                examples.put(finding, shortest(finding, of(finding, shown)));
            }
        }
        return examples;
    }

    /** For each scenario and its variants what the designs say of {@code no-stale-dma}. */
    private static String matrix(Expectations expectations) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Run run : Run.defaultSuite()) {
            expectations
                    .of(run)
                    .map(expected -> expected.verdicts().get("no-stale-dma"))
                    .ifPresent(verdict -> rows.computeIfAbsent(place(run), r -> new HashMap<>())
                            .put(run.design(), verdict.replace("violated", "stale DMA")));
        }
        StringBuilder table = new StringBuilder("""

                ## no-stale-dma in every scenario

                "stale DMA @n" gives the length of the shortest trace, then the findings that explain violations, each with the length of its
                own shortest trace.

                | scenario | parameters | v2 | base | v1 |
                |---|---|---|---|---|
                """);
        rows.forEach((where, verdicts) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                where,
                verdicts.getOrDefault("v2", ""),
                verdicts.getOrDefault("base", ""),
                verdicts.getOrDefault("v1", ""))));
        return table.append(CLOSING).toString();
    }

    private static String place(Run run) {
        String parameters = run.parameters().entrySet().stream()
                .map(e -> "`" + e.getKey() + "=" + e.getValue() + "`")
                .collect(Collectors.joining(" "));
        return "`" + run.scenario().name() + "` | " + parameters;
    }

    private static List<Shown> of(Finding finding, Map<String, List<Shown>> shown) {
        return shown.getOrDefault(finding.name(), List.of());
    }

    private static Map<String, List<Shown>> shown(Expectations expectations) {
        Map<String, List<Shown>> shown = new HashMap<>();
        for (Run run : Run.defaultSuite()) {
            expectations
                    .of(run)
                    .ifPresent(expected -> expected.findings()
                            .forEach((property, steps) -> steps.forEach(
                                    (finding, length) -> shown.computeIfAbsent(finding, f -> new ArrayList<>())
                                            .add(new Shown(run, property, length)))));
        }
        return shown;
    }

    private static Part part(List<Shown> shown) {
        if (shown.isEmpty()) {
            return Part.LARGER;
        }
        List<Run> ofV2 = shown.stream()
                .map(Shown::run)
                .filter(run -> run.design().equals("v2"))
                .toList();
        if (ofV2.isEmpty()) {
            return Part.OTHERS;
        }
        return ofV2.stream().anyMatch(FindingsPage::isAsTheMessageHasIt) ? Part.V2 : Part.V2_VARIANT;
    }

    private static boolean isAsTheMessageHasIt(Run run) {
        Settings settings = run.settings();
        return List.of(Parameter.FENCE_ORDER, Parameter.RESET_DONE_ORDER, Parameter.RETRY_STRATEGY).stream()
                .allMatch(parameter -> settings.get(parameter).equals(parameter.defaultValue()));
    }

    private static String worst(Finding finding, List<Shown> shown) {
        Stream<String> properties =
                shown.isEmpty() ? finding.properties().stream() : shown.stream().map(Shown::property);
        return properties.min(Severity.worstFirst()).orElseThrow();
    }

    /** The shortest trace that violates the worst property; of v2 if it shows the finding. */
    private static Shown shortest(Finding finding, List<Shown> shown) {
        String worst = worst(finding, shown);
        return shown.stream()
                .filter(s -> s.property().equals(worst))
                .min(Comparator.comparing((Shown s) -> !s.run().design().equals("v2"))
                        .thenComparing(s -> !isAsTheMessageHasIt(s.run()))
                        .thenComparing(Shown::steps))
                .orElseThrow();
    }

    private static String row(Finding finding, List<Shown> shown) {
        return String.format(
                Locale.ROOT,
                "| [%s](#%s) | `%s` | %s | %s | %s |%n",
                finding.name(),
                finding.name(),
                worst(finding, shown),
                shown.isEmpty() ? "-" : steps(shortest(finding, shown)),
                basis(finding),
                String.join(", ", designs(shown)));
    }

    private static String steps(Shown shown) {
        return shown.steps() < 0 ? "none" : shown.steps() + " steps";
    }

    private static String basis(Finding finding) {
        return Basis.words(finding.basis(), words -> "`" + words + "`");
    }

    private static ImmutableSortedSet<String> designs(List<Shown> shown) {
        return shown.stream()
                .map(s -> s.run().design())
                .map(design -> design.startsWith("P") ? "subsets" : design)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }

    private static String section(Finding finding, List<Shown> shown) {
        StringBuilder text = new StringBuilder("\n### " + finding.name() + "\n\n");
        text.append(finding.words().withoutTrace()).append("\n\n");
        text.append("Repair: ").append(finding.words().repair()).append("\n\n");
        if (shown.isEmpty()) {
            return text.append("No search of the default suite shows it.\n").toString();
        }
        Shown shortest = shortest(finding, shown);
        text.append("* shortest: ")
                .append(steps(shortest))
                .append(", `")
                .append(command(shortest))
                .append("`\n");
        ImmutableList<String> switches =
                SharedSwitches.of(finding, shown.stream().map(Shown::run).toList());
        if (!switches.isEmpty()) {
            text.append("* not seen without `")
                    .append(String.join("` or `", switches))
                    .append("`\n");
        }
        for (String property : new TreeSet<>(shown.stream().map(Shown::property).toList())) {
            String where = shown.stream()
                    .filter(s -> s.property().equals(property))
                    .collect(Collectors.groupingBy(s -> s.run().design(), TreeMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(e -> e.getKey() + ": "
                            + e.getValue().stream()
                                    .map(s -> s.run().scenario().name())
                                    .distinct()
                                    .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining("; "));
            text.append("* `").append(property).append("` in ").append(where).append("\n");
        }
        return text.toString();
    }

    private static String command(Shown shown) {
        return "./cordon check " + shown.run().scenario().name() + " "
                + shown.run().designOption()
                + shown.run().parameters().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining())
                + " --property " + shown.property();
    }
}
