package cordon.model.cmdq;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.ConsLag;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/** The SMMU, which consumes what PROD covers, in order; a consumed entry is dead and becomes 0 (smmu.md A.3). */
public final class Consumer {
    private final SharedQueue queue;
    private final Commands commands;
    private final boolean lags;
    private final Field consumed;
    private final Field last;
    private final Field executed;
    private final Step consuming;

    Consumer(Program program, SharedQueue queue, Commands commands, ConsLag lag) {
        this.queue = queue;
        this.commands = commands;
        this.lags = lag == ConsLag.ON;
        Schema.Builder schema = program.schema();
        consumed = schema.field("consumed", queue.arithmetic().pointerBits());
        last = schema.ghost("last", Schema.bitsFor(commands.count()));
        executed = schema.ghost(
                "executed",
                Schema.bitsFor(commands.count()),
                new Index("CPU", commands.lists().size()));
        consuming = program.free(v -> "SMMU", "SMMU 4.1", "consume", 1, v -> "consume a command", this::consume)
                .saying((s, v) -> "consume " + commands.format(queue.entry(s, consumed.get(s))));
        if (lags) {
            program.free(v -> "SMMU", "SMMU 4.1", "CONS", 1, v -> "update CMDQ_CONS", this::update);
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

    /**
     * Whether consuming the next entry would be right: it was written and not consumed before, it is the next of its CPU,
     * and the list before it is complete.
     */
    public boolean nextIsRight(long[] s) {
        int command = queue.entry(s, consumed.get(s));
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
        int command = queue.entry(s, at);
        queue.setEntry(s, at, 0);
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

    private boolean update(long[] s, int unused) {
        if (queue.cons(s) == consumed.get(s)) {
            return false;
        }
        queue.setCons(s, consumed.get(s));
        return true;
    }
}
