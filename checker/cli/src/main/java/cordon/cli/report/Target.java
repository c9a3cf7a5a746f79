package cordon.cli.report;

import com.google.common.base.Ascii;
import cordon.command.Names;
import cordon.command.UsageException;
import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report that was asked for.
 *
 * @param form its form
 * @param file where it goes; empty if it is printed
 */
record Target(Form form, Optional<Path> file) {

    /** The forms by the names that they have on the command line. */
    enum Form {
        JUNIT,
        SARIF,
        MARKDOWN,
        GITHUB,
        GITLAB;

        private Format format() {
            return switch (this) {
                case JUNIT -> new JUnitXml();
                case SARIF -> new Sarif();
                case MARKDOWN -> new Markdown();
                case GITHUB -> new GitHubAnnotations();
                case GITLAB -> new GitLabCodeQuality();
            };
        }

        /** Whether it goes to a file; GitHub reads its own from standard output. */
        private boolean isOfFile() {
            return this != GITHUB;
        }

        String word() {
            return Ascii.toLowerCase(name());
        }
    }

    /**
     * What {@code text}, the value of an option, asks for.
     *
     * @throws UsageException if there is no such form, or a file is missing or superfluous
     */
    static Target parse(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        String name = equals < 0 ? "" : text.substring(equals + 1);
        Form form = Names.find("report", word, Arrays.asList(Form.values()), Form::word);
        if (form.isOfFile() && name.isBlank()) {
            throw new UsageException(
                    "--report " + form.word() + " needs a file, as in --report " + form.word() + "=FILE");
        } else if (!form.isOfFile() && equals >= 0) {
            throw new UsageException("--report " + form.word() + " is printed, and takes no file");
        }
        try {
            return new Target(form, form.isOfFile() ? Optional.of(Path.of(name)) : Optional.empty());
        } catch (InvalidPathException e) {
            throw new UsageException("--report " + text + ": " + e.getReason());
        }
    }

    /** Fails if two of {@code targets} would be one. */
    static void requireDifferent(List<Target> targets) {
        Map<Optional<Path>, Target> seen = new HashMap<>();
        for (Target target : targets) {
            Optional<Path> place = target.file().map(Target::real);
            if (seen.put(place, target) != null) {
                throw new UsageException(place.map(file -> "two reports to one file: " + file)
                        .orElse("--report " + target.form().word() + " is given twice"));
            }
        }
    }

    /** The file however it is called: a link to it, or to its directory, leads to the same one. */
    private static Path real(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path directory = whole.getParent();
        try {
            if (directory != null && !Files.exists(whole)) {
                return directory.toRealPath().resolve(whole.getFileName());
            }
            return whole.toRealPath();
        } catch (IOException e) {
            return whole; // which cannot be written, as is said next
        }
    }

    /** Fails if the file cannot be written. */
    void requireWritable() {
        if (file.isEmpty()) {
            return;
        }
        Path path = file.get();
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UsageException("--report " + form.word() + ": " + path + " is not a file");
        }
        try {
            TextFile.requireWritable(path);
        } catch (FileFailure e) {
            throw new UsageException("--report " + form.word() + ": cannot write to " + e.getMessage());
        }
    }

    boolean isPrinted() {
        return file.isEmpty();
    }

    /** Writes {@code report} to the file, if there is one. */
    void write(CheckReport report) throws IOException {
        if (file.isPresent()) {
            TextFile.write(file.get(), form.format().of(report));
        }
    }

    /** Prints {@code report} if it is printed. */
    void print(CheckReport report, PrintStream out) {
        if (isPrinted()) {
            out.print(form.format().of(report));
        }
    }
}
