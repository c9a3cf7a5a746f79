package cordon.model.cmdq;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Successors;
import cordon.model.CommandList;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.World;
import cordon.model.hardware.QueueArithmetic;
import cordon.model.machine.Contexts;
import cordon.model.machine.Mutation;

/**
 * Two or three CPUs that insert lists of commands, and the SMMU that consumes them: nothing faults, nothing but a SYNC is
 * waited for. CPUs with equal lists are interchangeable.
 */
public final class InsertionModel extends World {
    private final Contexts contexts;
    private final SharedQueue queue;
    private final Consumer consumer;
    private final LockFreeInsertion insertion;

    /**
     * The insertion as the facts have it.
     *
     * @throws IllegalArgumentException if a list does not fit into the queue
     */
    public InsertionModel(Settings settings, ImmutableSet<Patch> patches, Mutation mutation) {
        super(settings, patches, mutation);
        ImmutableList<CommandList> lists = settings.get(Parameter.LISTS);
        QueueArithmetic arithmetic = new QueueArithmetic(settings.get(Parameter.QUEUE_LOG2));
        for (CommandList list : lists) {
            if (list.length() > arithmetic.slots()) {
                throw new IllegalArgumentException(
                        "a list of " + list.length() + " does not fit in a queue of " + arithmetic.slots() + " slots");
            }
        }
        Commands commands = new Commands(lists, settings.get(Parameter.ROUNDS));
        contexts = new Contexts(program(), commands.cpus());
        queue = new SharedQueue(program().schema(), arithmetic, commands);
        consumer = new Consumer(
                program(), queue, commands, settings.get(Parameter.CONS_LAG), settings.get(Parameter.READ_AHEAD));
        insertion = new LockFreeInsertion(program(), contexts, queue, commands, settings.get(Parameter.SW_TIMEOUT));
    }

    @Override
    protected Contexts contexts() {
        return contexts;
    }

    @Override
    public void initialStates(Successors out) {
        long[] s = out.begin(new long[schema().words()]);
        for (int c = 0; c < threads(); c++) {
            insertion.initialise(s, c);
        }
        out.add(0);
    }

    @Override
    public boolean finished(long[] state) {
        for (int c = 0; c < threads(); c++) {
            if (!insertion.finished(state, c)) {
                return false;
            }
        }
        return true;
    }

    /** What the CPUs do. */
    public LockFreeInsertion insertion() {
        return insertion;
    }

    /** What the SMMU does. */
    public Consumer consumer() {
        return consumer;
    }

    /** {@code llq.cons}: where the CPUs believe CONS to be. */
    public int shadowCons(long[] s) {
        return queue.llqCons(s);
    }

    /** CMDQ_PROD. */
    public int prod(long[] s) {
        return queue.prod(s);
    }

    /** Whether {@code action} may change {@link #prod}, {@link #shadowCons}, or {@link Consumer#consumed}. */
    public boolean movesPointer(int action) {
        return footprints()
                .map(all -> all.get(action))
                .map(f -> f.writes(queue.prod) || f.writes(queue.llqCons) || consumer.moves(f))
                .orElse(true);
    }

    /** How pointers are computed with. */
    public QueueArithmetic arithmetic() {
        return queue.arithmetic();
    }
}
