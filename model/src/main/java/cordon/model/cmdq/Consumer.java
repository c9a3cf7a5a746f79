package cordon.model.cmdq;

import cordon.engine.Footprint;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.ConsLag;
import cordon.model.Choice.ReadAhead;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/** The SMMU, which consumes what PROD covers, in order; a consumed entry is dead and becomes 0 (smmu.md A.3). */
public final class Consumer {
    private final SharedQueue queue;
    private final Commands commands;
    private final boolean lags;
    private final Field consumed;
    private final Field fetched;
    private final Field window;
    private final Field last;
    private final Field executed;
    private final Step consuming;

    Consumer(Program program, SharedQueue queue, Commands commands, ConsLag lag, ReadAhead readAhead) {
        this.queue = queue;
        this.commands = commands;
        this.lags = lag == ConsLag.ON;
        Schema.Builder schema = program.schema();
        consumed = schema.means("how far the SMMU has consumed the queue; CMDQ_CONS can lag behind (smmu.md A.3)")
                .field("consumed", queue.arithmetic().pointerBits());
        fetched = schema.means("how far the SMMU has read the queue ahead (smmu.md A.3)")
                .control("fetched", queue.arithmetic().pointerBits(), Integer::toString);
        window = schema.means("the command of a slot as it was read ahead (smmu.md A.3)")
                .upTo(commands.count())
                .naming(
                        "fetched.cmdq",
                        Schema.bitsFor(commands.count()),
                        commands::format,
                        commands.naming(),
                        new Index("slot", queue.arithmetic().slots()));
        last = schema.means("the command that was consumed last, 0 for none (smmu.md E.3, S11)")
                .upTo(commands.count())
                .ghostNaming("last", Schema.bitsFor(commands.count()), commands.naming());
        executed = schema.means("how many commands of the CPU were consumed (smmu.md E.3, S11)")
                .upTo(commands.count())
                .ghost("executed", Schema.bitsFor(commands.count()), commands.cpus());
        consuming = program.free(v -> "SMMU", "SMMU 4.1", "consume", 1, v -> "consume a command", this::consume)
                .reading(queue.prod)
                .writing(queue.entries, queue.cons, consumed, fetched, window, last, executed)
                .saying((s, v) -> "consume " + commands.format(next(s)));
        if (readAhead == ReadAhead.ON) {
            program.free(v -> "SMMU", "SMMU 3.21.2", "read ahead", 1, v -> "read an entry ahead", this::readAhead)
                    .reading(queue.prod, queue.entries)
                    .writing(fetched, window)
                    .saying((s, v) -> "read ahead: " + commands.format(queue.entry(s, fetched.get(s))))
                    .asVoluntary();
        }
        if (lags) {
            program.free(v -> "SMMU", "SMMU 4.1", "CONS", 1, v -> "update CMDQ_CONS", this::update)
                    .reading(consumed)
                    .writing(queue.cons);
        }
    }

    /** A command is consumed. */
    public Step consuming() {
        return consuming;
    }

    /** Up to where the SMMU has consumed, whatever CMDQ_CONS says. */
    public int consumed(long[] s) {
        return consumed.get(s);
    }

    /** Whether what has this footprint may change {@link #consumed}. */
    boolean moves(Footprint footprint) {
        return footprint.writes(consumed);
    }

    /**
     * Whether consuming the next entry would be right: it was written and not consumed before, it is the next of its CPU,
     * and the list before it is complete.
     */
    public boolean nextIsRight(long[] s) {
        int command = next(s);
        if (command == 0) {
            return false;
        }
        int cpu = commands.cpu(command);
        boolean inOrder = executed.get(s, cpu) == command - commands.first(cpu);
        int previous = last.get(s);
        boolean contiguous =
                commands.begins(command) ? previous == 0 || commands.ends(previous) : previous == command - 1;
        return inOrder && contiguous;
    }

    private boolean consume(long[] s, int unused) {
        int at = consumed.get(s);
        if (at == queue.prod(s)) {
            return false;
        }
        int command = next(s);
        queue.setEntry(s, at, 0);
        window.set(s, queue.arithmetic().idx(at), 0);
        if (fetched.get(s) == at) {
            fetched.set(s, queue.arithmetic().inc(at, 1));
        }
        if (command != 0) {
            int cpu = commands.cpu(command);
            executed.set(s, cpu, executed.get(s, cpu) + 1);
            last.set(s, command);
        }
        consumed.set(s, queue.arithmetic().inc(at, 1));
        if (!lags) {
            queue.setCons(s, consumed.get(s));
        }
        return true;
    }

    /** What the SMMU takes the next entry for: it does not look again at one that it has read ahead. */
    private int next(long[] s) {
        int at = consumed.get(s);
        return fetched.get(s) == at
                ? queue.entry(s, at)
                : window.get(s, queue.arithmetic().idx(at));
    }

    private boolean readAhead(long[] s, int unused) {
        int at = fetched.get(s);
        if (at == queue.prod(s)) {
            return false;
        }
        window.set(s, queue.arithmetic().idx(at), queue.entry(s, at));
        fetched.set(s, queue.arithmetic().inc(at, 1));
        return true;
    }

    private boolean update(long[] s, int unused) {
        if (queue.cons(s) == consumed.get(s)) {
            return false;
        }
        queue.setCons(s, consumed.get(s));
        return true;
    }
}
