package cordon.model;

import cordon.engine.Successors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random walks through a world, for tests of what is true of every state. */
final class Walks {
    private static final int WALKS = 200;
    private static final int STEPS = 300;

    private Walks() {}

    /** Passes on the states of some walks, the same for the same {@code seed}. */
    static void forEachState(World world, long seed, Consumer<long[]> consumer) {
        Random random = new Random(seed);
        for (int walk = 0; walk < WALKS; walk++) {
            walk(world, random).forEach(consumer);
        }
    }

    /** The states of one walk from the first initial state. */
    static List<long[]> walk(World world, Random random) {
        Successors out = new Successors(world.schema().words());
        world.initialStates(out);
        List<long[]> states = new ArrayList<>();
        long[] state = out.state(0).clone();
        for (int step = 0; step < STEPS; step++) {
            states.add(state);
            out.clear();
            world.successors(state, out);
            if (out.count() == 0) {
                break;
            }
            state = out.state(random.nextInt(out.count())).clone();
        }
        return states;
    }
}
