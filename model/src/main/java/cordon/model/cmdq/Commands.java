package cordon.model.cmdq;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.Index;
import cordon.engine.schema.Naming;
import cordon.model.CommandList;

/**
 * The commands that a scenario inserts, each with a number of its own from 1 on: those of one CPU follow one another, in its
 * program order.
 *
 * @param lists the list of each CPU
 * @param rounds how often each CPU inserts its list
 */
record Commands(ImmutableList<CommandList> lists, int rounds) {

    /** Those that insert: interchangeable if all of them insert the same. */
    Index cpus() {
        return new Index("CPU", lists.size(), ImmutableSet.copyOf(lists).size() == 1);
    }

    /** How numbers of commands, which are 0 for none, name CPUs. */
    Naming naming() {
        return new Naming.Owner(cpus(), 1, lists.get(0).length() * rounds);
    }

    /** The largest number. */
    int count() {
        return first(lists.size()) - 1;
    }

    /** The first command of CPU {@code cpu}; for one CPU too many, one more than the last of all. */
    int first(int cpu) {
        int number = 1;
        for (int c = 0; c < cpu; c++) {
            number += lists.get(c).length() * rounds;
        }
        return number;
    }

    /** Command {@code k} of the list of {@code cpu} in {@code round}. */
    int number(int cpu, int round, int k) {
        return first(cpu) + round * lists.get(cpu).length() + k;
    }

    /** The CPU of {@code command}. */
    int cpu(int command) {
        int cpu = 0;
        while (first(cpu + 1) <= command) {
            cpu++;
        }
        return cpu;
    }

    /** Whether {@code command} is the first of a list. */
    boolean begins(int command) {
        return (command - first(cpu(command))) % lists.get(cpu(command)).length() == 0;
    }

    /** Whether {@code command} is the last of a list. */
    boolean ends(int command) {
        int length = lists.get(cpu(command)).length();
        return (command - first(cpu(command))) % length == length - 1;
    }

    /** {@code command} for people. */
    String format(int command) {
        if (command == 0) {
            return "-";
        }
        int cpu = cpu(command);
        int index = command - first(cpu);
        boolean sync = lists.get(cpu).sync() && ends(command);
        return (sync ? "CMD_SYNC" : "command " + index) + " of CPU" + cpu;
    }
}
