package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import cordon.engine.Action;
import cordon.engine.Trace;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A counterexample in words and numbers, as it is kept in a file and shown to a reader: it needs no model to be understood. Steps
 * count from 1; step {@code n} is {@code steps().get(n - 1)}.
 *
 * @param origin what was searched
 * @param build which build of the program found it
 * @param model a hash of the fields of the model, which tells whether another model is of the same make
 * @param property the name of the property that is violated; empty for a path that somebody went by hand and that violates none
 * @param promise what it protects; empty if there is none
 * @param summary what happens in this counterexample, in two sentences or a few
 * @param causes what the violation hangs on, as far as that is known
 * @param finding what somebody has written about it, if anybody has
 * @param world every choice that the search was made with, in words
 * @param assumed the same in few words, with the patches; empty if a file of an earlier version does not say it
 * @param command the command that finds the counterexample again
 * @param initial the elements of the first state that are not 0
 * @param steps what happens
 * @param loopStart the number of steps before the loop of a lasso, as in {@link Trace#loopStart}
 */
public record Recording(
        Origin origin,
        String build,
        String model,
        String property,
        String promise,
        String summary,
        ImmutableList<Cause> causes,
        Optional<String> finding,
        String world,
        Optional<Assumed> assumed,
        String command,
        ImmutableList<Element> initial,
        ImmutableList<Step> steps,
        OptionalInt loopStart) {

    /** The same, found by {@code program}. */
    public Recording by(String program) {
        return new Recording(
                origin, program, model, property, promise, summary, causes, finding, world, assumed, command, initial,
                steps, loopStart);
    }

    /**
     * An element of the state without which the end would not have been a violation.
     *
     * @param name such as {@code page.owner[page 0]}
     * @param text its value at the end, for people
     * @param since the step since which it has had it
     */
    public record Cause(String name, String text, int since) {
        /** {@code name: text since step since}. */
        @Override
        public String toString() {
            return name + ": " + text + " since step " + since;
        }
    }

    /**
     * An element of a state.
     *
     * @param name such as {@code page.owner[page 0]}, unique
     * @param role what it is to a reader
     * @param value the number in the state
     * @param text the value for people
     */
    public record Element(String name, Role role, int value, String text) {}

    /**
     * An element that a step changed.
     *
     * @param name such as {@code page.owner[page 0]}
     * @param role what it is to a reader
     * @param before the number before the step
     * @param after the number after it
     * @param was {@code before} for people
     * @param is {@code after} for people
     */
    public record Change(String name, Role role, int before, int after, String was, String is) {

        static Change of(Schema.Change change) {
            Field field = change.field();
            return new Change(
                    field.elementName(change.index()),
                    field.role(),
                    change.before(),
                    change.after(),
                    field.format(change.before()),
                    field.format(change.after()));
        }

        /** {@code name: was -> is}, with a mark for what only properties look at. */
        @Override
        public String toString() {
            return (role == Role.GHOST ? "(ghost) " : "") + name + ": " + was + " -> " + is;
        }
    }

    /**
     * An element that a step read: were it as it was before its last change, the step would not have been possible, or not the same.
     *
     * @param name such as {@code page.owner[page 0]}
     * @param since the step that had changed it last
     */
    public record Read(String name, int since) {}

    /**
     * A step.
     *
     * @param action who does what
     * @param matters false if it is known that the violation does not need it, nor any step that is shown
     * @param takesUp the last step of another process without which it would not have been possible, or not the same; 0 if there
     *     is none
     * @param reads what it read of what earlier steps had changed
     * @param changes what it changed, in the order of the fields
     * @param log the lines that the kernel printed
     */
    public record Step(
            Action action,
            boolean matters,
            int takesUp,
            ImmutableList<Read> reads,
            ImmutableList<Change> changes,
            ImmutableList<String> log) {

        static Step of(Trace trace, int n, boolean matters, Influences influences) {
            long[] before = trace.state(n - 1);
            return new Step(
                    trace.step(n),
                    matters,
                    influences.takesUp(),
                    influences.reads(),
                    Recording.changes(trace.system().schema(), before, trace.state(n)),
                    ImmutableList.copyOf(trace.system().log(before, trace.action(n))));
        }

        /** Who acts. */
        public String process() {
            return action.process();
        }

        /** What it read of what step {@code since} had changed. */
        ImmutableList<String> namesReadOf(int since) {
            return reads.stream()
                    .filter(read -> read.since() == since)
                    .map(Read::name)
                    .collect(toImmutableList());
        }

        /** What is done, in words. */
        String words() {
            return action.procedure() + " " + action.label();
        }

        /** Whether {@code other} is this step of the same process, perhaps with other arguments. */
        boolean isVariant(Action other) {
            return process().equals(other.process())
                    && action.procedure().equals(other.procedure())
                    && code(action.label()).equals(code(other.label()));
        }

        private static String code(String label) {
            int end = label.indexOf(": ");
            return end < 0 ? label : label.substring(0, end);
        }
    }

    /** The recording of {@code counterexample}, found by a program that has no version to tell. */
    public static Recording of(Counterexample counterexample) {
        return of(counterexample, "");
    }

    /** The recording of {@code counterexample}, found by {@code build}. */
    public static Recording of(Counterexample counterexample, String build) {
        Trace trace = counterexample.trace();
        Schema schema = trace.system().schema();
        Optional<Property> property = counterexample.property();
        ImmutableList<Influences> influences = Influences.of(trace);
        ImmutableList<Cause> causes =
                property.map(violated -> Causes.of(trace, violated)).orElse(ImmutableList.of());
        BitSet idle = property.map(violated -> Dispensable.of(trace, violated)).orElseGet(BitSet::new);
        keepWhatIsNamed(idle, causes, influences);
        return new Recording(
                counterexample.origin(),
                build,
                fingerprint(schema),
                property.map(Property::name).orElse(""),
                property.map(Property::meaning).orElse(""),
                property.map(violated -> violated.explain(trace)).orElse("A path of length " + trace.length() + "."),
                causes,
                counterexample.finding(),
                counterexample.world(),
                counterexample.assumed(),
                counterexample.command(),
                elements(schema, trace.state(0)),
                IntStream.rangeClosed(1, trace.length())
                        .mapToObj(n -> Step.of(trace, n, !idle.get(n), influences.get(n - 1)))
                        .collect(toImmutableList()),
                trace.loopStart());
    }

    /** A step whose change a cause is, or a step reads that is kept, is kept too: a reader would look for it. */
    private static void keepWhatIsNamed(
            BitSet idle, ImmutableList<Cause> causes, ImmutableList<Influences> influences) {
        causes.forEach(cause -> idle.clear(cause.since()));
        for (int n = influences.size(); n > 0; n--) {
            if (!idle.get(n)) {
                idle.clear(influences.get(n - 1).takesUp());
                influences.get(n - 1).reads().forEach(read -> idle.clear(read.since()));
            }
        }
    }

    /** The elements of {@code state} that are not 0. */
    static ImmutableList<Element> elements(Schema schema, long[] state) {
        return changes(schema, new long[schema.words()], state).stream()
                .map(c -> new Element(c.name(), c.role(), c.after(), c.is()))
                .collect(toImmutableList());
    }

    static ImmutableList<Change> changes(Schema schema, long[] before, long[] after) {
        return schema.diff(before, after).stream().map(Change::of).collect(toImmutableList());
    }

    /** A hash of the names and widths of all fields. */
    static String fingerprint(Schema schema) {
        return Hashing.sha256()
                .hashString(schema.fields().toString(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /** True if it was recorded of a model with the fields of {@code schema}. */
    public boolean isOf(Schema schema) {
        return model.equals(fingerprint(schema));
    }

    /** What happens, and to whom, in one line. */
    public String heading() {
        return (property.isEmpty() ? "" : property + " is violated: ") + origin.title();
    }

    /** What a file about it is called, without an ending. */
    public String fileName() {
        return origin.fileName(property);
    }

    /** Everybody who acts, by name, so that lanes stay in place from one counterexample to the next. */
    public ImmutableList<String> lanes() {
        return steps.stream().map(Step::process).distinct().sorted().collect(toImmutableList());
    }

    /** What the violation hangs on, and why that came about, in sentences; empty if nothing is known of it. */
    public String hangsOn() {
        return causes.isEmpty()
                ? ""
                : Joiner.on("; ").join(causes) + ". "
                        + Joiner.on(' ').join(Reasons.sentences(this)).strip();
    }

    /** The settings that are not as they usually are, and how many others there are; or all, if no more is known. */
    public String inWhichWorld() {
        return assumed.map(Assumed::world).orElse(world);
    }

    /** True if it is of a system without versions: there is no kernel that prints, and no setting to tell. */
    boolean isPlain() {
        return origin.design().isEmpty();
    }

    /** Of what a reader is told that there is nothing in it: the log of a kernel, not that of a system that never prints. */
    boolean hasLog() {
        return !isPlain() || steps.stream().anyMatch(step -> !step.log().isEmpty());
    }

    /** What the lines that the modelled software prints are called. */
    String logName() {
        return isPlain() ? "log" : "kernel log";
    }

    /** What is said below the last step of a lasso. */
    public Optional<String> ending() {
        if (loopStart.isEmpty()) {
            return Optional.empty();
        }
        int first = loopStart.getAsInt() + 1;
        return Optional.of(
                first > steps.size()
                        ? "Here it rests for ever: nothing that has to happen is possible any more."
                        : "And again from step " + first + ", for ever.");
    }
}
