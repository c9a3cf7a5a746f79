package cordon.cli;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import cordon.command.Lines;
import cordon.command.Names;
import cordon.model.World;
import cordon.model.machine.Step;
import cordon.specs.Run;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code cordon list --labels}: the steps that the models have, as traces print them. */
final class LabelList {
    /**
     * A step.
     *
     * @param name as in {@link Step#name}
     * @param procedure the kernel function or section
     * @param label what a trace prints after the procedure
     */
    record Entry(String name, String procedure, String label) {
        /** As a trace has it. */
        String printed() {
            return procedure + ": " + label;
        }
    }

    private final Catalogue catalogue;
    private final SetMultimap<Entry, String> lanes = LinkedHashMultimap.create();
    private final SetMultimap<Entry, String> scenarios = LinkedHashMultimap.create();

    /** Of all models of {@code catalogue}. */
    LabelList(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.forEach(this::add);
    }

    private void add(Run run, World world) {
        for (Step step : world.steps()) {
            Entry entry =
                    new Entry(step.name(), step.procedure(), step.describe(0).label());
            scenarios.put(entry, run.scenario().name());
            if (step.ofContext()) {
                lanes.put(entry, "a thread");
            } else {
                for (int arg = 0; arg < step.variants(); arg++) {
                    lanes.put(entry, step.describe(arg).process());
                }
            }
        }
    }

    /** The steps whose label, or procedure, has {@code pattern} in it: by procedure, and in it in order of declaration. */
    List<Entry> fitting(String pattern) {
        Map<String, List<Entry>> byProcedure = new LinkedHashMap<>();
        for (Entry entry : Names.fitting("label", pattern, scenarios.keySet(), Entry::printed)) {
            byProcedure
                    .computeIfAbsent(entry.procedure(), p -> new ArrayList<>())
                    .add(entry);
        }
        return byProcedure.values().stream().flatMap(Collection::stream).toList();
    }

    /** Prints the procedures, below each its labels, and below those that have it in common who takes them, and where. */
    void print(List<Entry> some, PrintStream out) {
        String procedure = "";
        for (int i = 0; i < some.size(); i++) {
            Entry entry = some.get(i);
            if (!entry.procedure().equals(procedure)) {
                procedure = entry.procedure();
                out.println(procedure);
            }
            out.println(Lines.wrapped("  ", "      ", entry.label()));
            if (i + 1 == some.size() || !isLike(entry, some.get(i + 1))) {
                out.println(Lines.wrapped("      ", "      ", "by " + by(entry) + "; in " + in(entry)));
            }
        }
    }

    private boolean isLike(Entry entry, Entry next) {
        return entry.procedure().equals(next.procedure())
                && by(entry).equals(by(next))
                && in(entry).equals(in(next));
    }

    /** The same for machines. */
    List<Map<String, Object>> json(List<Entry> some) {
        return some.stream()
                .map(entry -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", entry.name());
                    json.put("procedure", entry.procedure());
                    json.put("label", entry.label());
                    json.put("processes", lanes.get(entry));
                    json.put("scenarios", scenarios.get(entry));
                    return json;
                })
                .toList();
    }

    private String by(Entry entry) {
        return String.join(", ", lanes.get(entry));
    }

    private String in(Entry entry) {
        return catalogue.scenarios(scenarios.get(entry));
    }
}
