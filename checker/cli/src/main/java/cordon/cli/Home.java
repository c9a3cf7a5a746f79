package cordon.cli;

import java.nio.file.Path;

/** The checkout that the launcher belongs to: system property {@code cordon.home}, else the working directory. */
final class Home {
    private Home() {}

    /** The checked-in verdicts. */
    static Path expectedVerdicts() {
        return root().resolve("specs/expected");
    }

    /** Where counterexamples of this machine go; ignored by git. */
    static Path counterexamples() {
        return root().resolve("counterexamples/out");
    }

    /** Relative to the working directory where that is shorter to read. */
    private static Path root() {
        Path root = Path.of(System.getProperty("cordon.home", "")).toAbsolutePath();
        Path here = Path.of("").toAbsolutePath();
        return root.startsWith(here) ? here.relativize(root) : root;
    }
}
