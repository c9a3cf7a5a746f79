package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.LastChanges.Change;
import cordon.counterexamples.Recording.Read;
import cordon.engine.Trace;
import cordon.engine.schema.Field.Role;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What the steps of a trace read, and which step waited for which other: questions that the model answers by what would be otherwise.
 * A step has read an element if, with the last change of that put back, it would not be possible, or would change something else. So
 * it is known what a step reads, as far as it matters, without anybody's having declared it; but not where what is put back makes no
 * state at all of what is left, such as a PROD behind CONS.
 *
 * @param takesUp the last step of another process whose change was read; 0 if there is none
 * @param reads what was read of the modelled world, what was changed last first
 */
record Influences(int takesUp, ImmutableList<Read> reads) {

    /** Those of each step of {@code trace}. */
    static ImmutableList<Influences> of(Trace trace) {
        LastChanges last = new LastChanges(trace);
        ImmutableList.Builder<Influences> influences = ImmutableList.builder();
        for (int n = 1; n <= trace.length(); n++) {
            influences.add(of(n, trace, last));
            last.follow(n);
        }
        return influences.build();
    }

    private static Influences of(int n, Trace trace, LastChanges last) {
        ImmutableList<Change> read = last.all().stream()
                .filter(change -> change.field().role() != Role.GHOST)
                .filter(change -> isRead(n, change, trace, last))
                .sorted(Comparator.comparingInt(Change::step).reversed())
                .collect(toImmutableList());
        String process = trace.step(n).process();
        int takesUp = read.stream()
                .mapToInt(Change::step)
                .filter(step -> !trace.step(step).process().equals(process))
                .max()
                .orElse(0);
        return new Influences(
                takesUp,
                read.stream()
                        .filter(change -> change.field().role() == Role.DATA)
                        .map(change -> new Read(change.name(), change.step()))
                        .collect(toImmutableList()));
    }

    private static boolean isRead(int n, Change change, Trace trace, LastChanges last) {
        long[] overwritten = trace.state(n);
        long[] leftAlone = overwritten.clone();
        if (change.field().get(trace.state(n - 1), change.element())
                == change.field().get(overwritten, change.element())) {
            change.field().set(leftAlone, change.element(), change.before());
        }
        return !last.possibleWithout(
                ImmutableList.of(change),
                n,
                (before, after) -> Arrays.equals(after, overwritten) || Arrays.equals(after, leftAlone));
    }
}
