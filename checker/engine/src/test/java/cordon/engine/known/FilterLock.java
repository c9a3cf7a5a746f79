package cordon.engine.known;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.Fairness;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.Arrays;
import java.util.Collections;

/**
 * Mutual exclusion by G. L. Peterson, <em>Myths about the mutual exclusion problem</em>, Information Processing Letters 12(3),
 * 1981, for any number of processes; M. Herlihy and N. Shavit, <em>The art of multiprocessor programming</em>, call it the filter
 * lock. With two processes it is Peterson's lock: {@code level} is his flag, {@code victim[1]} his turn.
 *
 * <p>A process goes through levels {@code 1} to {@code n-1}. At each it writes its {@code level}, makes itself the
 * {@code victim} there, and waits until somebody else is, or until nobody else is as far as itself. Each write is a step, and so
 * is the look at all registers after which the process goes on.
 */
final class FilterLock extends FromZero {
    private static final int FIRST_WRITE = 0;
    private static final int SECOND_WRITE = 1;
    private static final int AWAIT = 2;
    private static final int CRITICAL = 3;
    private static final int REQUEST = 4; // what the first write is called at the first level

    private static final ImmutableList<String> STEPS =
            ImmutableList.of("first write", "second write", "pass", "leave the critical section", "request");

    private final int processes;
    private final boolean victimFirst;
    private final Field pc;
    private final Field level;
    private final Field victim;

    /** For so many processes, at least 2; if the victim is written before the level, the lock is broken. */
    FilterLock(int processes, boolean victimFirst) {
        this.processes = processes;
        this.victimFirst = victimFirst;
        Index process = new Index("process", processes);
        int bits = Schema.bitsFor(processes - 1);
        pc = fields.field("pc", 2, process);
        level = fields.field("level", bits, process);
        victim = fields.field("victim", bits, new Index("level", processes)); // that of level 0 is not used
    }

    /** At most one process is in the critical section. */
    Property mutualExclusion() {
        return Asked.invariant("mutual-exclusion", s -> {
            int inside = 0;
            for (int i = 0; i < processes; i++) {
                inside += pc.get(s, i) == CRITICAL ? 1 : 0;
            }
            return inside <= 1;
        });
    }

    /** Every process that requests the critical section enters it: it holds under {@link #fairness}. */
    Property nobodyStarves() {
        return Asked.eventually(processes, (s, i) -> !isIdle(s, i) && pc.get(s, i) != CRITICAL);
    }

    private boolean isIdle(long[] s, int i) {
        return pc.get(s, i) == FIRST_WRITE && !level.isSet(s, i);
    }

    @Override
    public void successors(long[] s, Successors out) {
        for (int i = 0; i < processes; i++) {
            int step = pc.get(s, i);
            if (step == AWAIT && !mayPass(s, i)) {
                continue;
            }
            long[] n = out.begin(s);
            pc.set(n, i, next(s, i, step));
            switch (step) {
                case FIRST_WRITE, SECOND_WRITE -> write(n, i, step);
                case CRITICAL -> level.set(n, i, 0);
                default -> {}
            }
            out.add((isIdle(s, i) ? REQUEST : step) * processes + i);
        }
    }

    private int next(long[] s, int i, int step) {
        return switch (step) {
            case FIRST_WRITE -> SECOND_WRITE;
            case SECOND_WRITE -> AWAIT;
            case AWAIT -> level.get(s, i) == processes - 1 ? CRITICAL : FIRST_WRITE;
            default -> FIRST_WRITE;
        };
    }

    private void write(long[] n, int i, int step) {
        boolean writesVictim = victimFirst == (step == FIRST_WRITE);
        if (!writesVictim) {
            level.set(n, i, level.get(n, i) + 1);
        } else {
            victim.set(n, level.get(n, i) + (victimFirst ? 1 : 0), i);
        }
    }

    private boolean mayPass(long[] s, int i) {
        return victim.get(s, level.get(s, i)) != i || allOthersAreBelow(s, level.get(s, i), i);
    }

    private boolean allOthersAreBelow(long[] s, int height, int i) {
        for (int k = 0; k < processes; k++) {
            if (k != i && level.get(s, k) >= height) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Action action(int id) {
        return new Action("process " + id % processes, "lock", STEPS.get(id / processes));
    }

    @Override
    public int actionCount() {
        return STEPS.size() * processes;
    }

    /** Weak fairness of each process, but nobody has to request anything. */
    @Override
    public Fairness fairness() {
        int[] classOf = new int[actionCount()];
        Arrays.setAll(classOf, id -> id / processes == REQUEST ? Fairness.NONE : id % processes);
        return new Fairness(Ints.asList(classOf), Collections.nCopies(processes, false));
    }
}
