package cordon.examples;

import cordon.command.CordonMain;
import cordon.command.Specification;

/** The command line of all examples, right and wrong ones. */
public final class Examples {
    private Examples() {}

    /** Runs the command line {@code args} and ends the process. */
    public static void main(String[] args) {
        CordonMain.run(args, all());
    }

    static Specification[] all() {
        return new Specification[] {
            Specification.of(
                    "lost-update", "Two threads increment a counter without a lock.", new LostUpdate().checker()),
            Specification.of("peterson", "Peterson's mutual exclusion.", new Peterson(true).checker()),
            Specification.of(
                    "selfish-peterson", "The same, of processes that do not give way.", new Peterson(false).checker()),
            Specification.of(
                    "philosophers",
                    "Three philosophers, each with a fork in his left hand.",
                    new Philosophers(3, false).checker()),
            Specification.of("seqlock", "A sequence lock with two readers.", new Seqlock(2, true).checker()),
            Specification.of(
                    "torn-seqlock", "The same, whose readers do not look again.", new Seqlock(2, false).checker()),
            Specification.of(
                    "bounded-buffer",
                    "A buffer of one place, a producer and two consumers.",
                    new BoundedBuffer(1, 1, 2).checker())
        };
    }
}
