package cordon.model;

import java.util.Optional;

/**
 * Commands that one CPU inserts together.
 *
 * @param commands how many, 0 to 3, apart from the SYNC
 * @param sync whether a CMD_SYNC follows, which is then waited for
 */
public record CommandList(int commands, boolean sync) {

    /** The slots it takes. */
    public int length() {
        return commands + (sync ? 1 : 0);
    }

    /** As written on the command line: {@code 2s}. */
    @Override
    public String toString() {
        return commands + (sync ? "s" : "");
    }

    /** What {@link #toString} wrote. */
    static Optional<CommandList> parse(String text) {
        return text.matches("[1-3]s?|0s")
                ? Optional.of(new CommandList(text.charAt(0) - '0', text.endsWith("s")))
                : Optional.empty();
    }
}
