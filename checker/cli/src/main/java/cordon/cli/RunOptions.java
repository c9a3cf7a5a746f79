package cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import cordon.command.Names;
import cordon.command.Selection;
import cordon.command.UsageException;
import cordon.counterexamples.Origin;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.Scenarios;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which model of a scenario to build. */
final class RunOptions implements Selection {
    @Option(names = "--design", paramLabel = "NAME", description = "base, v1, v2, marked or locked; default v2.")
    private @Nullable String design;

    @Option(
            names = "--patches",
            split = ",",
            paramLabel = "P1",
            description = "Instead of --design: the patches to apply, as P1,P3; or a change of the design, as +P3,-P7.")
    private @Nullable List<String> patches;

    @Option(
            names = "--set",
            paramLabel = "PARAM=VALUE",
            description = "Another value for a parameter of the scenario; repeatable. See 'cordon list'.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    public RunModel model(String name) {
        return new RunModel(run(name));
    }

    /** Whether anything was said. */
    boolean any() {
        return design != null || patches != null || !parameters.isEmpty();
    }

    /**
     * The run of {@code scenario} that was asked for.
     *
     * @throws UsageException if something has no such name or value
     */
    Run run(String scenario) {
        Scenario chosen = scenario(scenario);
        Settings settings = settings(chosen.settings());
        return patches == null ? Run.of(chosen, design(), settings) : Run.of(chosen, patches(), settings);
    }

    /**
     * The patches that were asked for; those of v2 by default.
     *
     * @throws UsageException if something has no such name
     */
    ImmutableSet<Patch> patches() {
        if (patches == null) {
            return design().patches();
        }
        if (design != null && !isChange(patches)) {
            throw new UsageException(
                    "--design and --patches exclude each other, but for a change of the design, as --patches +P3,-P7");
        }
        ImmutableSet<Patch> set = isChange(patches)
                ? changed(Ascii.toLowerCase(design().name()), design().patches(), patches)
                : patches(patches);
        if (set.isEmpty()) {
            throw new UsageException("--patches needs at least one patch; for none of them use --design base");
        }
        return set;
    }

    /**
     * {@code usual}, the patches of a design called {@code name} that --design does not know, with the changes that were asked for.
     *
     * @throws UsageException if a design was asked for, or patches that are no change of one
     */
    ImmutableSet<Patch> patches(String name, ImmutableSet<Patch> usual) {
        if (design != null || (patches != null && !isChange(patches))) {
            throw new UsageException(
                    name + " is a design; beside it give changes of its patches, as --patches +ATTACH_WAITS,-P2");
        }
        return patches == null ? usual : changed(name, usual, patches);
    }

    private static boolean isChange(List<String> patches) {
        return !patches.isEmpty() && patches.stream().allMatch(p -> p.startsWith("+") || p.startsWith("-"));
    }

    private Design design() {
        return design(design == null ? "v2" : design);
    }

    /**
     * {@code usual} with the values that were asked for.
     *
     * @throws UsageException if something has no such name or value
     */
    Settings settings(Settings usual) {
        return settings(usual, parameters);
    }

    /**
     * The run that {@code origin} is about, or the same with another design.
     *
     * @throws UsageException if something has no such name or value any more
     */
    static Run run(Origin origin, Optional<String> otherDesign) {
        Scenario scenario = scenario(origin.scenario());
        Settings settings = settings(scenario.settings(), origin.parameters());
        String name = otherDesign.orElse(origin.design());
        boolean named = Arrays.stream(Design.values()).anyMatch(d -> d.name().equalsIgnoreCase(name));
        return named || !name.startsWith("P")
                ? Run.of(scenario, design(name), settings)
                : Run.of(scenario, patches(Splitter.on('+').splitToList(name)), settings);
    }

    static Scenario scenario(String name) {
        return Names.find("scenario", name, Scenarios.ALL, Scenario::name);
    }

    private static Settings settings(Settings usual, Map<String, String> parameters) {
        Settings settings = usual;
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            Parameter<?> parameter = Names.find("parameter", entry.getKey(), Parameter.ALL, Parameter::name);
            try {
                settings = settings.with(parameter, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new UsageException(e);
            }
        }
        return settings;
    }

    static Design design(String name) {
        return Names.find(
                "design", name, Arrays.asList(Design.values()), d -> d.name().toLowerCase(Locale.ROOT));
    }

    /** {@code usual}, those of {@code design}, with each of {@code changes}: one more, after a plus, or one less, after a minus. */
    private static ImmutableSet<Patch> changed(String design, ImmutableSet<Patch> usual, List<String> changes) {
        Set<Patch> set = EnumSet.noneOf(Patch.class);
        set.addAll(usual);
        Set<Patch> named = EnumSet.noneOf(Patch.class);
        for (String change : changes) {
            String name = change.substring(1);
            if (name.isBlank()) {
                throw new UsageException("--patches " + change + " names no patch");
            }
            Patch patch = patches(List.of(name)).iterator().next();
            if (!named.add(patch)) {
                throw new UsageException("--patches names " + patch + " twice");
            }
            boolean done = change.startsWith("+") ? set.add(patch) : set.remove(patch);
            if (!done) {
                throw new UsageException("--patches " + change + ": " + design
                        + (change.startsWith("+") ? " has it already" : " does not have it"));
            }
        }
        return ImmutableSet.copyOf(set);
    }

    private static ImmutableSet<Patch> patches(List<String> names) {
        return names.stream()
                .filter(p -> !p.isBlank())
                .map(p -> Names.find("patch", p.strip(), Arrays.asList(Patch.values()), Patch::name))
                .sorted()
                .collect(ImmutableSet.toImmutableSet());
    }
}
