package cordon.command;

import com.google.common.base.Ascii;
import org.apache.commons.text.WordUtils;

/** Text in lines that fit a terminal of the usual width, and an e-mail. */
public final class Lines {
    private static final int WIDTH = 80;

    private Lines() {}

    /** {@code text} with a capital letter, as the beginning of a sentence. */
    static String sentence(String text) {
        return Ascii.toUpperCase(text.substring(0, 1)) + text.substring(1);
    }

    /**
     * {@code text} broken at blanks, so that no line is wider than 80 columns unless a single word is.
     *
     * @param first what its first line begins with, no wider than {@code next}
     * @param next what every other line begins with
     */
    public static String wrapped(String first, String next, String text) {
        return first + WordUtils.wrap(text, WIDTH - next.length(), "\n" + next, false);
    }
}
