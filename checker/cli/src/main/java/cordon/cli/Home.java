package cordon.cli;

import com.google.common.base.Joiner;
import cordon.command.Version;
import cordon.specs.question.SavedQuestions;
import java.io.IOException;
import java.nio.file.Path;

/** The checkout that the launcher belongs to: system property {@code cordon.home}, else the working directory. */
final class Home {
    private Home() {}

    /** The checked-in verdicts. */
    static Path expectedVerdicts() {
        return root().resolve("specs/expected");
    }

    /** The questions that are kept beside scenarios. */
    static SavedQuestions questions() {
        return new SavedQuestions(root().resolve("specs/questions"));
    }

    /** The outcomes that are checked in, with their grades. */
    static Path outcomes() {
        return expectedVerdicts().resolve("outcomes");
    }

    /** The records of the matrix of mutants and scenarios. */
    static Path mutations() {
        return root().resolve("specs/mutations");
    }

    /** Where counterexamples of this machine go; ignored by git. */
    static Path counterexamples() {
        return root().resolve("counterexamples/out");
    }

    /** The counterexamples that are checked in. */
    static Path corpus() {
        return root().resolve("counterexamples/corpus");
    }

    /** The sources of the model, which a jar alone does not have. */
    static Path modelSources() {
        return root().resolve("model/src/main/java");
    }

    /** Which build of the program this is. */
    static String build() throws IOException {
        return Version.buildOf(Home.class);
    }

    /** The name of {@code file} in the checkout, with slashes. */
    static String inCheckout(Path file) {
        return Joiner.on('/').join(root().toAbsolutePath().relativize(file.toAbsolutePath()));
    }

    /** Relative to the working directory where that is shorter to read. */
    private static Path root() {
        Path root = Path.of(System.getProperty("cordon.home", "")).toAbsolutePath();
        Path here = Path.of("").toAbsolutePath();
        return root.startsWith(here) ? here.relativize(root) : root;
    }

    /** The page of the figures of flushes. */
    static Path boundsPage() {
        return root().resolve("docs/bounds.md");
    }

    /** The page of all findings. */
    static Path findingsPage() {
        return root().resolve("docs/findings.md");
    }
}
