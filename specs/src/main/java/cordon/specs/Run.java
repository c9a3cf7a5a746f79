package cordon.specs;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.engine.property.Property;
import cordon.model.Choice.FenceActor;
import cordon.model.Choice.WorldKind;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Settings;
import cordon.model.World;
import cordon.model.cmdq.InsertionModel;
import cordon.model.entry.EntryModel;
import cordon.model.machine.Mutation;
import cordon.specs.Scenario.Variants;
import cordon.specs.property.Properties;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One search: a scenario with all its choices made.
 *
 * @param scenario what it is about
 * @param design the design's name in lower case, or the patches that were asked for instead, joined by {@code +}
 * @param patches the patches applied
 * @param settings the parameters
 */
public record Run(Scenario scenario, String design, ImmutableSet<Patch> patches, Settings settings) {

    /** A run of a named design. */
    public static Run of(Scenario scenario, Design design, Settings settings) {
        return new Run(scenario, name(design), design.patches(), settings);
    }

    /** A run of any set of patches. */
    public static Run of(Scenario scenario, ImmutableSet<Patch> patches, Settings settings) {
        return new Run(scenario, Joiner.on('+').join(patches), patches, settings);
    }

    /** Whether the design was posted, or is what it was posted for. */
    public boolean posted() {
        return patches.stream().noneMatch(Consistency.UNPOSTED::contains);
    }

    /** Scenario, design and parameters, in words. */
    public String title() {
        String chosen = Joiner.on(", ").withKeyValueSeparator('=').join(parameters());
        return scenario.name() + ", design " + design + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    /** What CI runs: every scenario in its variants, with and without the series. */
    public static ImmutableList<Run> defaultSuite() {
        return suite(Variants::usual);
    }

    /** What takes longer: the {@linkplain Variants#deep deep} variants. */
    public static ImmutableList<Run> deepSuite() {
        return suite(Variants::deep);
    }

    private static ImmutableList<Run> suite(Function<Variants, ImmutableList<Settings>> chosen) {
        ImmutableList.Builder<Run> runs = ImmutableList.builder();
        for (Scenario scenario : Scenarios.ALL) {
            for (Settings variant : chosen.apply(scenario.posted())) {
                for (Design design : Design.POSTED) {
                    if (matters(variant, design)) {
                        runs.add(of(scenario, design, variant));
                    }
                }
                if (scenario.subsets()) {
                    Design.subsets().forEach(subset -> runs.add(of(scenario, subset, variant)));
                }
            }
            for (Settings variant : chosen.apply(scenario.unposted())) {
                runs.add(of(scenario, Design.MARKED, variant));
                runs.add(of(scenario, Design.LOCKED, variant));
            }
        }
        return runs.build();
    }

    /** The options of {@code cordon check} that choose the patches of this run. */
    public String designOption() {
        boolean named = Arrays.stream(Design.values()).anyMatch(d -> name(d).equals(design));
        return named ? "--design " + design : "--patches " + Joiner.on(',').join(patches);
    }

    /**
     * Whether every parameter that {@code variant} chooses makes a difference to {@code design}. In worlds other than the
     * whole protocol the series changes nothing but P7's fence.
     */
    private static boolean matters(Settings variant, Design design) {
        if (variant.get(Parameter.WORLD) != WorldKind.PROTOCOL) {
            return design == (variant.get(Parameter.FENCE_ACTOR) == FenceActor.ON ? Design.V2 : Design.BASE);
        }
        return Parameter.ALL.stream()
                .filter(p -> !variant.get(p).equals(p.defaultValue()))
                .allMatch(p -> p.matters(design.patches()));
    }

    /** The parameters that are not as the scenario has them, by name. */
    public ImmutableMap<String, String> parameters() {
        return settings.differencesFrom(scenario.settings());
    }

    /**
     * The transition system of this run.
     *
     * @throws IllegalArgumentException if its parameters contradict each other; the message says how
     */
    public World world() {
        return world(Mutation.NONE);
    }

    /** As {@link #world()}, with some of its steps replaced. */
    public World world(Mutation mutation) {
        return switch (settings.get(Parameter.WORLD)) {
            case PROTOCOL -> new QuarantineModel(settings, patches, mutation);
            case INSERTION -> new InsertionModel(settings, patches, mutation);
            case ENTRY -> new EntryModel(settings, patches, mutation);
        };
    }

    /** What is asked of {@code world}, which is that of this run. */
    public ImmutableList<Property> properties(World world) {
        ImmutableList<Property> safety = Properties.of(world);
        return scenario.live() ? concat(safety, Properties.ofLiveness(world)) : safety;
    }

    /** Everything that can be asked of {@code world}, which is that of this run. */
    public ImmutableList<Property> allProperties(World world) {
        return concat(Properties.of(world), Properties.ofLiveness(world));
    }

    private static ImmutableList<Property> concat(List<Property> some, List<Property> more) {
        return ImmutableList.<Property>builder().addAll(some).addAll(more).build();
    }

    private static String name(Design design) {
        return Ascii.toLowerCase(design.name());
    }
}
