package cordon.engine;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Processes that each go through a random program over shared variables: a system whose actions declare what they look at. What
 * each statement does follows from a seed.
 */
public final class RandomProcesses extends FromZero {
    private static final int PLACES = 4;
    private static final int STATEMENTS = 6; // of each process
    private static final int VALUES = 3;

    private final int processes;
    private final Field at;
    private final Field variable;
    private final ImmutableList<Statement> statements;

    /**
     * From one place of a process to another, if a variable has some value, or whatever it has; another variable becomes what it
     * was plus something.
     */
    private record Statement(int process, int from, int to, int read, int value, int written, int plus) {
        private static final int ANY = -1;

        static Statement random(Random random, int process, int variables) {
            return new Statement(
                    process,
                    random.nextInt(PLACES),
                    random.nextInt(PLACES),
                    random.nextInt(variables),
                    random.nextInt(VALUES + 1) - 1,
                    random.nextInt(variables),
                    random.nextInt(VALUES));
        }
    }

    /** The processes that follow from {@code seed}: two to four, with as many variables, or one more. */
    public RandomProcesses(long seed) {
        Random random = new Random(seed);
        processes = 2 + random.nextInt(3);
        int variables = processes + random.nextInt(2);
        at = fields.field("at", 2, new Index("process", processes));
        variable = fields.field("variable", 2, new Index("variable", variables));
        statements = IntStream.range(0, processes * STATEMENTS)
                .mapToObj(k -> Statement.random(random, k / STATEMENTS, variables))
                .collect(ImmutableList.toImmutableList());
    }

    /** Two variables do not both have the value {@code value}. */
    public Property notBoth(int one, int two, int value) {
        int first = one % variable.size();
        int second = two % variable.size();
        return Asked.invariant(
                "not both",
                s -> variable.get(s, first) != value || variable.get(s, second) != value,
                action -> List.of(first, second).contains(statements.get(action).written()));
    }

    /** Some statement is taken where what it reads has the value {@code value}. */
    public Property happens(int statement, int value) {
        int action = statement % statements.size();
        int read = statements.get(action).read();
        return Asked.taken(action, before -> variable.get(before, read) == value);
    }

    @Override
    public void successors(long[] s, Successors out) {
        for (int k = 0; k < statements.size(); k++) {
            Statement it = statements.get(k);
            boolean open = it.value() == Statement.ANY || variable.get(s, it.read()) == it.value();
            if (open && at.get(s, it.process()) == it.from()) {
                long[] n = out.begin(s);
                at.set(n, it.process(), it.to());
                variable.set(n, it.written(), (variable.get(s, it.written()) + it.plus()) % VALUES);
                out.add(k);
            }
        }
    }

    @Override
    public Optional<List<Footprint>> footprints() {
        return Optional.of(statements.stream()
                .map(it -> Footprint.builder(schema())
                        .onlyIf(at, it.process(), it.from())
                        .writes(at, it.process())
                        .reads(variable, it.read())
                        .writes(variable, it.written())
                        .build())
                .toList());
    }

    @Override
    public Action action(int id) {
        return new Action(
                "process " + id / STATEMENTS, "run", statements.get(id).toString());
    }

    @Override
    public int actionCount() {
        return statements.size();
    }
}
