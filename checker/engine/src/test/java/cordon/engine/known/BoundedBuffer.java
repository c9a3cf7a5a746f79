package cordon.engine.known;

import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/**
 * Producers and consumers with a bounded buffer and three semaphores, after E. W. Dijkstra, <em>Cooperating sequential
 * processes</em>, 1965. Each operation is a step. The buffer is a queue, and an item in it the number of its producer.
 *
 * <p>If producers wait for the mutex before they wait for room, one may wait for room for ever, since no consumer gets in: A. S.
 * Tanenbaum, <em>Modern operating systems</em>, on semaphores. With {@code p} producers, and no more consumers than room for
 * {@code k} items, there are {@code p^(k+1)} such deadlocks: any producer waits, and the items may be anybody's.
 */
final class BoundedBuffer implements TransitionSystem {
    private static final Index SEMAPHORES = new Index("semaphore", 3);
    private static final int EMPTY_COUNT = 0;
    private static final int FILL_COUNT = 1;
    private static final int MUTEX = 2;

    private enum Operation {
        WAIT,
        SIGNAL,
        PUT,
        TAKE
    }

    private record Step(Operation operation, int semaphore) {
        @Override
        public String toString() {
            return switch (operation) {
                case PUT, TAKE -> operation.name();
                default -> operation + " " + SEMAPHORES.format(semaphore);
            };
        }
    }

    private static final Step PUT = new Step(Operation.PUT, MUTEX);
    private static final Step TAKE = new Step(Operation.TAKE, MUTEX);
    private static final ImmutableList<Step> CONSUMER =
            ImmutableList.of(await(FILL_COUNT), await(MUTEX), TAKE, signal(MUTEX), signal(EMPTY_COUNT));

    private final int producers;
    private final int processes;
    private final int capacity;
    private final ImmutableList<Step> producer;
    private final Schema schema;
    private final Field pc;
    private final Field semaphore;
    private final Field length;
    private final Field cell;

    /** A buffer for {@code capacity} items; if producers wait for the mutex first, there are deadlocks. */
    BoundedBuffer(int producers, int consumers, int capacity, boolean mutexFirst) {
        this.producers = producers;
        this.processes = producers + consumers;
        this.capacity = capacity;
        producer = ImmutableList.of(
                await(mutexFirst ? MUTEX : EMPTY_COUNT),
                await(mutexFirst ? EMPTY_COUNT : MUTEX),
                PUT,
                signal(MUTEX),
                signal(FILL_COUNT));
        Schema.Builder fields = Schema.builder();
        int bits = Schema.bitsFor(capacity);
        pc = fields.field("pc", 3, new Index("process", processes));
        semaphore = fields.field("semaphore", bits, SEMAPHORES);
        length = fields.field("length", bits);
        cell = fields.field("cell", Schema.bitsFor(producers - 1), new Index("place", capacity));
        schema = fields.build();
    }

    private static Step await(int semaphore) {
        return new Step(Operation.WAIT, semaphore);
    }

    private static Step signal(int semaphore) {
        return new Step(Operation.SIGNAL, semaphore);
    }

    /** Nobody is about to put an item into a full buffer. */
    Property neverOverCapacity() {
        return Asked.invariant("never-over-capacity", s -> length.get(s) < capacity || !isNext(s, Operation.PUT));
    }

    /** Nobody is about to take an item from an empty buffer. */
    Property neverBelowEmpty() {
        return Asked.invariant("never-below-empty", s -> length.isSet(s) || !isNext(s, Operation.TAKE));
    }

    private boolean isNext(long[] s, Operation operation) {
        for (int i = 0; i < processes; i++) {
            if (step(i, pc.get(s, i)).operation() == operation) {
                return true;
            }
        }
        return false;
    }

    /** Where {@code pc} is in the loop of process {@code i}; the first ones are the producers. */
    private Step step(int i, int pc) {
        return (i < producers ? producer : CONSUMER).get(pc);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        long[] s = out.begin(new long[schema.words()]);
        semaphore.set(s, EMPTY_COUNT, capacity);
        semaphore.set(s, MUTEX, 1);
        out.add(0);
    }

    @Override
    public void successors(long[] s, Successors out) {
        for (int i = 0; i < processes; i++) {
            int at = pc.get(s, i);
            Step step = step(i, at);
            if (step.operation() == Operation.WAIT && !semaphore.isSet(s, step.semaphore())) {
                continue;
            }
            long[] n = out.begin(s);
            switch (step.operation()) {
                case WAIT -> semaphore.set(n, step.semaphore(), semaphore.get(s, step.semaphore()) - 1);
                case SIGNAL -> semaphore.set(n, step.semaphore(), semaphore.get(s, step.semaphore()) + 1);
                case PUT -> put(n, i);
                case TAKE -> take(n);
            }
            pc.set(n, i, (at + 1) % CONSUMER.size());
            out.add(at * processes + i);
        }
    }

    private void put(long[] n, int item) {
        cell.set(n, length.get(n), item);
        length.set(n, length.get(n) + 1);
    }

    /** What comes after the first item moves up, and the place of the last is 0 as if nothing had been there. */
    private void take(long[] n) {
        int last = length.get(n) - 1;
        for (int k = 0; k < last; k++) {
            cell.set(n, k, cell.get(n, k + 1));
        }
        cell.set(n, last, 0);
        length.set(n, last);
    }

    @Override
    public Action action(int id) {
        int i = id % processes;
        return new Action(
                "process " + i,
                i < producers ? "produce" : "consume",
                step(i, id / processes).toString());
    }

    @Override
    public int actionCount() {
        return CONSUMER.size() * processes;
    }
}
