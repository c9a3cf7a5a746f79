package cordon.engine.known;

import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.Footprint;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The dining philosophers of E. W. Dijkstra, <em>Hierarchical ordering of sequential processes</em>, Acta Informatica 1, 1971:
 * between any two of them, at a round table, lies one fork, and each needs two to eat. Each takes the left fork, takes the
 * right one, eats, and puts them back in the same order; one step for each fork. If one philosopher takes the right fork
 * first, the forks are taken in the order of their numbers by all, so that there is no deadlock.
 *
 * <p>Who holds which fork is the whole state, and each fork is on the table, in a left or in a right hand: that makes
 * {@code 3^n} states. If all take the left fork first, one of them is not reachable, that everybody holds the right fork only:
 * the last to put back a left fork could not have it, since the neighbour holds it as a right one.
 */
final class DiningPhilosophers extends FromZero {
    private static final ImmutableList<String> STEPS =
            ImmutableList.of("take first fork", "take second fork", "put back first fork", "put back second fork");

    private final int philosophers;
    private final boolean oneRightFirst;
    private final Field pc;
    private final Field holder; // 0 for nobody, or one more than the philosopher

    /** So many philosophers, at least 2; the last one may take its right fork first. */
    DiningPhilosophers(int philosophers, boolean oneRightFirst) {
        this.philosophers = philosophers;
        this.oneRightFirst = oneRightFirst;
        pc = fields.field("pc", 2, new Index("philosopher", philosophers));
        holder = fields.field("holder", Schema.bitsFor(philosophers), new Index("fork", philosophers));
    }

    @Override
    public void successors(long[] s, Successors out) {
        for (int i = 0; i < philosophers; i++) {
            int step = pc.get(s, i);
            boolean takes = step < 2;
            int fork = fork(i, step % 2 == 0);
            if (takes && holder.isSet(s, fork)) {
                continue;
            }
            long[] n = out.begin(s);
            holder.set(n, fork, takes ? i + 1 : 0);
            pc.set(n, i, (step + 1) % STEPS.size());
            out.add(step * philosophers + i);
        }
    }

    /** The first or second fork of philosopher {@code i}, to whose left is fork {@code i}. */
    private int fork(int i, boolean first) {
        boolean rightFirst = oneRightFirst && i == philosophers - 1;
        return first == rightFirst ? (i + 1) % philosophers : i;
    }

    /** A philosopher looks at its own place and at the fork, which it changes. */
    @Override
    public Optional<List<Footprint>> footprints() {
        return Optional.of(IntStream.range(0, actionCount())
                .mapToObj(id -> {
                    int step = id / philosophers;
                    int i = id % philosophers;
                    int fork = fork(i, step % 2 == 0);
                    return Footprint.builder(schema())
                            .onlyIf(pc, i, step)
                            .writes(pc, i)
                            .onlyIf(holder, fork, step < 2 ? 0 : i + 1)
                            .writes(holder, fork)
                            .build();
                })
                .toList());
    }

    @Override
    public Action action(int id) {
        return new Action("philosopher " + id % philosophers, "dine", STEPS.get(id / philosophers));
    }

    @Override
    public int actionCount() {
        return STEPS.size() * philosophers;
    }
}
