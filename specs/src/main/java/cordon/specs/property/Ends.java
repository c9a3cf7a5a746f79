package cordon.specs.property;

import cordon.engine.Trace;
import cordon.engine.property.Eventually;
import cordon.model.World;
import java.util.Locale;
import java.util.function.IntFunction;

/** One of L1 to L8 of smmu.md E.4: something that is begun ends, if hardware and scheduler are fair. */
final class Ends implements Eventually {

    /** What is begun. */
    @FunctionalInterface
    interface Open {
        /** Whether {@code obligation} is open in {@code state}. */
        boolean in(long[] state, int obligation);
    }

    private final World world;
    private final String name;
    private final String meaning;
    private final int obligations;
    private final Open open;
    private final IntFunction<String> who;

    /**
     * A property.
     *
     * @param obligations how many things of this kind there can be at a time
     * @param open which of them are going on in a state
     * @param who the n-th of them in words, as the subject of "... never ends"
     */
    Ends(World world, String name, String meaning, int obligations, Open open, IntFunction<String> who) {
        this.world = world;
        this.name = name;
        this.meaning = meaning;
        this.obligations = obligations;
        this.open = open;
        this.who = who;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public int obligations() {
        return obligations;
    }

    @Override
    public boolean open(long[] state, int obligation) {
        return open.in(state, obligation);
    }

    @Override
    public String explain(Trace trace) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < obligations; i++) {
            int obligation = i;
            int since = trace.since(state -> open.in(state, obligation));
            if (since <= trace.loopStart().orElse(trace.length())) {
                text.append(String.format(Locale.ROOT, "Since step %d %s, and that never ends. ", since, who.apply(i)));
            }
        }
        for (int thread = 0; thread < world.threads(); thread++) {
            text.append(world.lane(thread))
                    .append(" stands at ")
                    .append(world.standsAt(trace.last(), thread))
                    .append(thread + 1 < world.threads() ? "; " : ".");
        }
        return text.toString();
    }
}
