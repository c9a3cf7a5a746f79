package cordon.engine.expression;

import com.google.common.base.CharMatcher;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions in a text file: one a line, {@code NAME: QUESTION}, where NAME is lower case, words joined by hyphens. Empty lines and
 * those that begin with {@code #} are left out.
 */
public final class QuestionFile {
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_NAME = 100; // it becomes part of the names of files

    private QuestionFile() {}

    /**
     * A question in a file.
     *
     * @param place the file and the number of the line, for messages
     * @param name the name
     * @param text what {@link Question#parse} is to understand
     */
    public record Line(String place, String name, String text) {}

    /**
     * The questions of {@code file}.
     *
     * @throws IOException if it cannot be read, or a line is none, or two have one name; the message says where
     */
    public static List<Line> read(Path file) throws IOException {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<String> text = lines(file);
        for (int n = 1; n <= text.size(); n++) {
            String line = text.get(n - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Line question = line(file + ", line " + n, line);
                if (lines.put(question.name(), question) != null) {
                    throw new IOException(question.place() + ": a second question called " + question.name());
                }
            }
        }
        return List.copyOf(lines.values());
    }

    /**
     * The content of {@code file}, which need not exist, with {@code line} at its end.
     *
     * @throws IOException if it cannot be read, or has a question called so
     */
    public static String with(Path file, Line line) throws IOException {
        if (!line(line.place(), line.name() + ": " + line.text()).equals(line)) {
            throw new IOException(line.place() + ": expected a name such as fence-is-up, not '" + line.name() + "'");
        }
        List<String> text = new ArrayList<>();
        if (Files.exists(file)) {
            for (Line other : read(file)) {
                if (other.name().equals(line.name())) {
                    throw new IOException(other.place() + ": there is a question called " + line.name() + " already");
                }
            }
            text.addAll(lines(file));
        }
        text.add(line.name() + ": " + line.text());
        return String.join("\n", text) + "\n";
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file, not a directory");
        }
        return TextFile.read(file).lines().toList();
    }

    private static Line line(String place, String line) throws IOException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon).strip();
        if (colon < 0 || !name.matches(NAME)) {
            throw new IOException(place + ": expected NAME: QUESTION, with a name such as fence-is-up");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IOException(place + ": expected a name of at most " + LONGEST_NAME + " characters, not one of "
                    + name.length());
        }
        String text = line.substring(colon + 1).strip();
        if (CharMatcher.anyOf("\r\n").matchesAnyOf(text)) {
            throw new IOException(place + ": a question is one line");
        }
        return new Line(place, name, text);
    }
}
