package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.engine.property.Property;
import cordon.model.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A root cause of violations: how they come about, in words and as a {@link Pattern}, and what would repair it. It explains a
 * violation only if the pattern accepts it; two races are two findings.
 *
 * @param name short and unique: lower case, words joined by hyphens
 * @param violates the names of the properties whose violations it may explain, each with what it rests on for that property besides
 *     its basis
 * @param basis the patches and switches that it rests on, all of them; empty if it needs none
 * @param words how it comes about, and what would repair it
 * @param pattern the pattern in a world; empty if that world has no place for it
 */
public record Finding(
        String name,
        ImmutableMap<String, ImmutableList<Basis>> violates,
        ImmutableList<Basis> basis,
        Words words,
        Function<World, Optional<Pattern>> pattern) {

    /** Whether it may explain violations of {@code property} in {@code world}: everything that it rests on is there. */
    boolean concerns(Property property, World world) {
        ImmutableList<Basis> besides = violates.get(property.name());
        return besides != null
                && Stream.concat(basis.stream(), besides.stream())
                        .allMatch(needed -> needed.holds().test(world));
    }

    /** The names of the properties whose violations it may explain. */
    public ImmutableSet<String> properties() {
        return violates.keySet();
    }

    /** How it comes about in {@code world}; empty if that has no place for it. */
    Optional<Pattern> in(World world) {
        return pattern.apply(world);
    }

    /** The names of the steps that it is about in {@code world}. */
    public ImmutableSet<String> steps(World world) {
        return in(world).map(Pattern::steps).orElse(ImmutableSet.of());
    }

    /** Begins the declaration of a finding. */
    static Builder called(String name) {
        return new Builder(name);
    }

    /** How a finding comes about in a world of one kind. */
    @FunctionalInterface
    interface Shape<W extends World> {
        /** Adds to {@code pattern} what happens in {@code world}. */
        void in(W world, Pattern.Builder pattern);
    }

    /** Collects the parts of a finding. */
    static final class Builder {
        private final String name;
        private final ImmutableMap.Builder<String, ImmutableList<Basis>> violates = ImmutableMap.builder();
        private final ImmutableList.Builder<Basis> basis = ImmutableList.builder();
        private String text = "";
        private String repair = "";

        private Builder(String name) {
            this.name = name;
        }

        /** The properties whose violations it may explain. */
        Builder violates(String... names) {
            return violatesWhere(List.of(), names);
        }

        /** The properties whose violations it may explain where {@code besides} is there too. */
        Builder violatesWhere(List<Basis> besides, String... names) {
            for (String property : names) {
                violates.put(property, ImmutableList.copyOf(besides));
            }
            return this;
        }

        /** What it rests on; all of it has to be there. */
        Builder restsOn(Basis... needed) {
            basis.add(needed);
            return this;
        }

        /** How it comes about; see {@link Words}. */
        Builder saying(String words) {
            this.text = words;
            return this;
        }

        /** What would prevent it. */
        Builder repairedBy(String words) {
            this.repair = words;
            return this;
        }

        /** The finding, which comes about in worlds of type {@code kind} as {@code shape} says. */
        <W extends World> Finding when(Class<W> kind, Shape<W> shape) {
            return new Finding(
                    name,
                    violates.buildOrThrow(),
                    basis.build(),
                    new Words(text, repair),
                    world -> Optional.of(world)
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .map(w -> {
                                Pattern.Builder pattern = Pattern.of(name, w);
                                shape.in(w, pattern);
                                return pattern.build();
                            }));
        }
    }
}
