package cordon.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import cordon.counterexamples.Origin;
import cordon.engine.Fairness;
import cordon.engine.TransitionSystem;
import cordon.engine.explore.GuardedSystem;
import cordon.engine.expression.Vocabulary;
import cordon.engine.property.Property;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

/** Some systems by their names, without variants. */
@Command
final class Systems implements Selection, Recorded {
    private final String call;
    private final ImmutableList<Specification> all;

    /**
     * The systems {@code all}.
     *
     * @param call how a user starts their program
     * @throws IllegalArgumentException if there is none, or two have one name
     */
    Systems(String call, List<Specification> all) {
        this.call = call;
        this.all = ImmutableList.copyOf(all);
        Set<String> names = new HashSet<>();
        all.forEach(one -> {
            if (!names.add(one.name())) {
                throw new IllegalArgumentException("two systems are called " + one.name());
            }
        });
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a command line for no system");
        }
    }

    /** The systems, in the order in which they were given. */
    ImmutableList<Specification> all() {
        return all;
    }

    @Override
    public Model model(String name) {
        Specification found = Names.find("system", name, all, Specification::name);
        return new OneSystem(call, found, new GuardedSystem(found.system()));
    }

    @Override
    public Model model(Origin origin) {
        if (!origin.design().isEmpty() || !origin.parameters().isEmpty()) {
            throw new UsageException("recorded by another program, of " + origin.title());
        }
        return model(origin.scenario());
    }

    private record OneSystem(String call, Specification specification, TransitionSystem system) implements Model {
        @Override
        public Origin origin() {
            return Origin.of(specification.name());
        }

        @Override
        public ImmutableList<Property> properties() {
            return ImmutableList.copyOf(specification.properties());
        }

        /** A system that says nothing of fairness is at rest where no step is possible. */
        @Override
        public Vocabulary vocabulary() {
            Fairness fairness = system.fairness();
            boolean silent = fairness.strong().isEmpty();
            return Vocabulary.of(system, action -> silent || fairness.classOf().get(action) != Fairness.NONE);
        }

        @Override
        public String command(String verb) {
            return call + " " + verb + " " + specification.name();
        }

        @Override
        public String build() throws IOException {
            return Version.buildOf(specification.system().getClass());
        }

        @Override
        public Map<String, Object> facts() {
            return ImmutableMap.of("system", specification.name());
        }
    }
}
