package cordon.counterexamples;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.counterexamples.Recording.Cause;
import cordon.counterexamples.Recording.Read;
import cordon.counterexamples.Recording.Step;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The reasons of what a violation hangs on, and their reasons, until a step of the environment: of the SMMU, of a device, or of a part of
 * the machine. That the kernel came to a step is due to what it read last that another process had changed, in that step or in one before
 * it.
 */
final class Reasons {
    private static final ImmutableList<String> ENVIRONMENT =
            ImmutableList.of("SMMU", "device", "page allocator", "store buffer");

    private final ImmutableList<Step> steps;

    private Reasons(Recording recording) {
        this.steps = recording.steps();
    }

    /**
     * Why a step was taken.
     *
     * @param step the step
     * @param reader that step, or one of the same process before it
     * @param names what that read
     * @param of the step of another process that had changed it
     */
    record Reason(int step, int reader, ImmutableList<String> names, int of) {}

    /** Those of the causes of {@code recording}, each followed by its own. */
    static ImmutableList<Reason> of(Recording recording) {
        Reasons reasons = new Reasons(recording);
        ImmutableList.Builder<Reason> found = ImmutableList.builder();
        Queue<Integer> open = new ArrayDeque<>();
        Set<Integer> seen = new LinkedHashSet<>();
        recording.causes().stream().map(Cause::since).filter(seen::add).forEach(open::add);
        while (!open.isEmpty()) {
            reasons.of(open.remove()).ifPresent(reason -> {
                found.add(reason);
                if (seen.add(reason.of())) {
                    open.add(reason.of());
                }
            });
        }
        return found.build();
    }

    /** The reasons in sentences. */
    static ImmutableList<String> sentences(Recording recording) {
        Reasons reasons = new Reasons(recording);
        return of(recording).stream().map(reasons::sentence).collect(toImmutableList());
    }

    private String sentence(Reason reason) {
        Step reader = step(reason.reader());
        Step changer = step(reason.of());
        return (reason.step() == reason.reader() ? "In" : "Before step " + reason.step() + ", in") + " step "
                + reason.reader() + ", " + reader.process() + " read " + String.join(", ", reason.names()) + ", which "
                + changer.process() + " had changed in step " + reason.of() + " (" + changer.words() + ").";
    }

    /** Nothing is the reason of a step of the environment, nor of one before which nothing was read that another process had changed. */
    private Optional<Reason> of(int step) {
        String process = step(step).process();
        for (int n = isOfTheEnvironment(process) ? 0 : step; n > 0; n--) {
            if (step(n).process().equals(process)) {
                int latest = step(n).reads().stream()
                        .mapToInt(Read::since)
                        .filter(since -> !step(since).process().equals(process))
                        .max()
                        .orElse(0);
                if (latest > 0) {
                    return Optional.of(new Reason(step, n, step(n).namesReadOf(latest), latest));
                }
            }
        }
        return Optional.empty();
    }

    static boolean isOfTheEnvironment(String process) {
        return ENVIRONMENT.stream().anyMatch(name -> process.equals(name) || process.startsWith(name + " "));
    }

    private Step step(int n) {
        return steps.get(n - 1);
    }
}
