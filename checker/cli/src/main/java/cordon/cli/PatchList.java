package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.command.Lines;
import cordon.model.Consistency;
import cordon.model.Patch;
import cordon.model.World;
import cordon.model.machine.Step;
import cordon.specs.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code cordon list --patch}: where the model asks for a patch. */
final class PatchList {

    /** A place with the names of the steps that it concerns, of those that some model has. */
    record Entry(PatchPlace place, ImmutableList<String> steps) {}

    private final ImmutableList<Entry> places;
    private final ImmutableSet<String> named;
    private final ImmutableSet<String> added;

    /**
     * Looks into the sources, and builds all models of the default suite.
     *
     * @throws UsageException if the sources are not there
     */
    PatchList(Patch patch) throws IOException {
        ImmutableList<PatchPlace> found = new PatchPlaces(Home.modelSources()).of(patch);
        ImmutableSet.Builder<String> all = ImmutableSet.builder();
        Set<String> others = new HashSet<>();
        new Catalogue(Optional.empty()).forEach((run, world) -> {
            all.addAll(names(world));
            ImmutableSet<Patch> rest = Consistency.without(run.patches(), patch);
            others.addAll(
                    run.patches().contains(patch)
                            ? names(Run.of(run.scenario(), rest, run.settings()).world())
                            : names(world));
        });
        ImmutableSet<String> steps = all.build();
        added = Sets.difference(steps, others).immutableCopy();
        places = found.stream().map(place -> entry(place, steps)).collect(toImmutableList());
        String mark = mark(patch);
        named = steps.stream().filter(step -> step.contains(mark)).collect(toImmutableSet());
    }

    /** How the names of the steps that a patch adds call it. */
    private static String mark(Patch patch) {
        if (patch == Patch.V1_WORK) {
            return "v1 ";
        }
        return patch.name().length() == 2 ? "patch " + patch.name().substring(1) : patch.name();
    }

    private static ImmutableSet<String> names(World world) {
        return world.steps().stream().map(Step::name).collect(toImmutableSet());
    }

    private static Entry entry(PatchPlace place, ImmutableSet<String> all) {
        return new Entry(
                place,
                all.stream()
                        .filter(step -> place.steps().stream().anyMatch(pattern -> pattern.fits(step)))
                        .collect(toImmutableList()));
    }

    /** The places, by file and line. */
    ImmutableList<Entry> places() {
        return places;
    }

    /** The steps whose names say that they are of the patch. */
    ImmutableSet<String> named() {
        return named;
    }

    /** The steps that no model of the default suite has without the patch, nor any from which it is taken away. */
    ImmutableSet<String> added() {
        return added;
    }

    /** Prints each place with its line and its steps, then the steps of the patch alone. */
    void print(PrintStream out) {
        for (Entry entry : places) {
            PatchPlace place = entry.place();
            out.println(Lines.wrapped(
                    "", "    ", place.file() + ":" + place.line() + (place.direct() ? "" : " (by a variable)")));
            out.println(Lines.wrapped("    ", "        ", place.code()));
            entry.steps().forEach(step -> out.println(Lines.wrapped("      step: ", "            ", step)));
        }
        print("Steps that are named after it", named, out);
        print("Steps that no model has without it", added, out);
    }

    private static void print(String heading, Set<String> steps, PrintStream out) {
        out.println();
        out.println(heading + (steps.isEmpty() ? ": none." : ":"));
        steps.forEach(step -> out.println(Lines.wrapped("  ", "      ", step)));
    }

    /** The same for machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("places", places.stream().map(PatchList::json).toList());
        json.put("namedAfterIt", named);
        json.put("onlyWithIt", added);
        return json;
    }

    private static Map<String, Object> json(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", entry.place().file());
        json.put("line", entry.place().line());
        json.put("code", entry.place().code());
        json.put("direct", entry.place().direct());
        json.put("steps", List.copyOf(entry.steps()));
        return json;
    }
}
