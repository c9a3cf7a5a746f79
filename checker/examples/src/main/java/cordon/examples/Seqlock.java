package cordon.examples;

import cordon.engine.check.Checker;
import cordon.engine.check.SimpleSystem;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;

/**
 * A sequence lock, as the Linux kernel has it: a writer makes a counter odd, writes two words, and makes it even; a reader copies the
 * words and tries again if the counter was odd, or has changed. Each access is a step of its own.
 */
final class Seqlock extends SimpleSystem {
    private static final int WRITES = 2;

    private final Field sequence = number("sequence", 2 * WRITES);
    private final Field word = number("word", WRITES, index("half", 2));
    private final Field writerAt = number("writer", 3);
    private final Index reader;
    private final Field readerAt;
    private final Field began;
    private final Field copy;

    /**
     * One writer, which writes twice, and readers.
     *
     * @param readers how many, at least 1
     * @param checks whether a reader looks at the counter again, as it has to
     */
    Seqlock(int readers, boolean checks) {
        reader = identical("reader", readers);
        readerAt = number("at", 4, reader);
        began = number("began", 2 * WRITES, reader);
        copy = number("copy", WRITES, reader, index("part", 2));
        step("writer", "make the counter odd", s -> at(s, 0) && sequence.get(s) < 2 * WRITES, s -> {
            sequence.set(s, sequence.get(s) + 1);
            writerAt.set(s, 1);
        });
        write(0);
        write(1);
        step("writer", "make the counter even", s -> at(s, 3), s -> {
            sequence.set(s, sequence.get(s) + 1);
            writerAt.set(s, 0);
        });
        step(reader, "begin", (s, r) -> readerAt.get(s, r) == 0 && sequence.get(s) % 2 == 0, (s, r) -> {
            began.set(s, r, sequence.get(s));
            readerAt.set(s, r, 1);
        });
        read(0);
        read(1);
        step(
                reader,
                "accept",
                (s, r) -> at(s, r, 3) && (!checks || isUnchanged(s, r)),
                (s, r) -> readerAt.set(s, r, 4));
        step(reader, "try again", (s, r) -> at(s, r, 3) && checks && !isUnchanged(s, r), (s, r) -> forget(s, r));
    }

    private void write(int half) {
        step("writer", "write word " + half, s -> at(s, half + 1), s -> {
            word.set(s, half, (sequence.get(s) + 1) / 2);
            writerAt.set(s, half + 2);
        });
    }

    private void read(int half) {
        step(reader, "read word " + half, (s, r) -> at(s, r, half + 1), (s, r) -> {
            copy.set(s, r, half, word.get(s, half));
            readerAt.set(s, r, half + 2);
        });
    }

    private void forget(long[] s, int r) {
        readerAt.set(s, r, 0);
        began.set(s, r, 0);
        copy.set(s, r, 0, 0);
        copy.set(s, r, 1, 0);
    }

    private boolean isUnchanged(long[] s, int r) {
        return sequence.get(s) == began.get(s, r);
    }

    private boolean at(long[] s, int step) {
        return writerAt.get(s) == step;
    }

    private boolean at(long[] s, int r, int step) {
        return readerAt.get(s, r) == step;
    }

    Checker checker() {
        return Checker.of(this)
                .always("no-torn-read", "A reader accepts two words of one write.", s -> {
                    for (int r = 0; r < reader.size(); r++) {
                        if (at(s, r, 4) && copy.get(s, r, 0) != copy.get(s, r, 1)) {
                            return false;
                        }
                    }
                    return true;
                })
                .infinitelyOften(
                        "readers-finish", "Each reader accepts in the end.", reader.size(), (s, r) -> at(s, r, 4));
    }
}
