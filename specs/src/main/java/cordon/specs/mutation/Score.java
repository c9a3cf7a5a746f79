package cordon.specs.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import cordon.engine.property.Property;
import cordon.specs.Run;
import cordon.specs.mutation.Records.Recorded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Which properties and scenarios notice which faults. A search of the matrix ends with the first thing that is new, so that a property
 * scores where it is first, or among the first.
 *
 * @param all every cell
 * @param searched what was found in those that were searched to an end
 */
public record Score(ImmutableList<Cell> all, Map<Cell, Recorded> searched) {

    /** The faults that {@code who} alone notices, for each of {@code who}. */
    private static ImmutableSetMultimap<String, String> alone(ImmutableSetMultimap<String, String> byFault) {
        ImmutableSetMultimap.Builder<String, String> alone = ImmutableSetMultimap.builder();
        byFault.asMap().forEach((fault, who) -> {
            if (who.size() == 1) {
                alone.put(who.iterator().next(), fault);
            }
        });
        return alone.build();
    }

    private ImmutableSetMultimap<String, String> noticing(BiFunction<Cell, Recorded, Collection<String>> who) {
        ImmutableSetMultimap.Builder<String, String> byFault = ImmutableSetMultimap.builder();
        searched.forEach((cell, recorded) -> byFault.putAll(cell.fault().name(), who.apply(cell, recorded)));
        return byFault.build();
    }

    /** The properties by the name of the fault that they notice. */
    public ImmutableSetMultimap<String, String> properties() {
        return noticing((cell, recorded) -> recorded.properties());
    }

    /** The scenarios by the name of the fault that they notice. */
    public ImmutableSetMultimap<String, String> scenarios() {
        return noticing((cell, recorded) ->
                recorded.isNoticed() ? List.of(cell.run().scenario().name()) : List.of());
    }

    /** The faults that no cell notices. */
    public ImmutableList<Fault> survivors() {
        Set<String> noticed = properties().keySet();
        return all.stream()
                .map(Cell::fault)
                .distinct()
                .filter(fault -> !noticed.contains(fault.name()))
                .collect(toImmutableList());
    }

    /** The properties of the runs of the matrix that are nowhere among the first to notice a fault. */
    public ImmutableSet<String> idleProperties() {
        ImmutableMap<String, Run> runs =
                all.stream().map(Cell::run).collect(toImmutableMap(Run::title, run -> run, (first, again) -> first));
        ImmutableSet<String> asked = runs.values().stream()
                .flatMap(run -> run.properties(run.world()).stream())
                .map(Property::name)
                .collect(toImmutableSet());
        return ImmutableSet.copyOf(
                Sets.difference(asked, ImmutableSet.copyOf(properties().values())));
    }

    /** The scenarios that alone notice no fault; only of those that were searched to an end. */
    public ImmutableSet<String> idleScenarios() {
        return ImmutableSet.copyOf(Sets.difference(
                Sets.difference(scenariosOf(all), unfinishedScenarios()),
                alone(scenarios()).keySet()));
    }

    /** The scenarios with cells that were not searched to an end. */
    public ImmutableSet<String> unfinishedScenarios() {
        return scenariosOf(
                all.stream().filter(cell -> !searched.containsKey(cell)).collect(toImmutableList()));
    }

    private static ImmutableSet<String> scenariosOf(List<Cell> cells) {
        return cells.stream().map(cell -> cell.run().scenario().name()).collect(toImmutableSet());
    }

    /** The score as a page has it. */
    public String page() {
        StringBuilder text = new StringBuilder();
        text.append(summary()).append("\n\n");
        table(text, "property", properties());
        list(text, "Nowhere among the first that notice a mutant, in what was searched", idleProperties());
        text.append('\n');
        table(text, "scenario", scenarios());
        list(text, "Searched to an end, and alone notice none", idleScenarios());
        list(text, "Not searched to an end", unfinishedScenarios());
        list(
                text,
                "Noticed nowhere so far",
                survivors().stream().map(Fault::name).collect(toImmutableList()));
        return text.toString();
    }

    private String summary() {
        long noticed = searched.values().stream().filter(Recorded::isNoticed).count();
        long states = searched.values().stream().mapToLong(Recorded::states).sum();
        long faults = all.stream().map(Cell::fault).distinct().count();
        long runs = all.stream().map(Cell::run).map(Run::title).distinct().count();
        return "The matrix has " + faults + " mutants, " + runs + " runs, and " + all.size()
                + " cells in which the run has the step and the fields that the mutant changes. Searched to an end: "
                + searched.size() + ", in " + states / 1000 + " thousand states. Noticed: " + noticed
                + ". The wrong model threw: "
                + searched.values().stream()
                        .filter(recorded -> !recorded.thrown().isEmpty())
                        .count()
                + ". Noticed somewhere: "
                + properties().keySet().size() + " of the mutants.";
    }

    private static void table(StringBuilder text, String title, ImmutableSetMultimap<String, String> byFault) {
        ImmutableSetMultimap<String, String> alone = alone(byFault);
        ImmutableSetMultimap<String, String> faults = byFault.inverse();
        text.append("| ").append(title).append(" | notices | alone notices |\n|---|---:|---|\n");
        faults.keySet().stream()
                .sorted()
                .forEach(who -> text.append("| ")
                        .append(who)
                        .append(" | ")
                        .append(faults.get(who).size())
                        .append(" | ")
                        .append(names(alone.get(who)))
                        .append(" |\n"));
        text.append('\n');
    }

    private static void list(StringBuilder text, String what, Collection<String> names) {
        text.append(what).append(": ").append(names(names)).append(".\n");
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "-" : String.join(", ", ImmutableList.sortedCopyOf(names));
    }
}
