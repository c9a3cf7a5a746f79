package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be read off the tree about the style of the house. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("cordon.home", "../.."));
    private static final int LONGEST_FILE_LINES = 350;

    @Test
    void filesAreOneIdeaEach() throws IOException {
        assertEquals(List.of(), sources(file -> lines(file).size() > LONGEST_FILE_LINES));
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertEquals(List.of(), sources(file -> !Files.exists(file.resolveSibling("package-info.java"))));
    }

    @Test
    void onePlaceEndsTheProcess() throws IOException {
        assertEquals(
                List.of("Launcher.java"), names(sources(file -> isMain(file) && matches(file, "System\\.exit\\("))));
    }

    @Test
    void nothingIsStaticAndMutable() throws IOException {
        assertEquals(
                List.of(),
                sources(file -> isMain(file)
                        && matches(
                                file,
                                "^\\s*(public|private|protected)?\\s*static (?!final)[\\w<>\\[\\], ?]+ \\w+( =.*)?;")));
    }

    @Test
    void noClassIsNamedAfterNothing() throws IOException {
        assertEquals(
                List.of(),
                sources(file -> file.getFileName().toString().matches(".*(Util|Utils|Manager|Impl|Helper)\\.java")));
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        // Spelt so that this file does not contain the words itself.
        String later =
                String.join("|", "TO" + "DO", "FIX" + "ME", "X" + "XX", "@Dis" + "abled", "print" + "StackTrace\\(\\)");
        assertEquals(List.of(), sources(file -> matches(file, later)));
    }

    @Test
    void pathsOfOneMachineAreNotInTheTree() throws IOException {
        Pattern absolute = Pattern.compile("[\"' =(]/(work|tmp|root|home|opt)/");
        List<Path> found = new ArrayList<>();
        for (Path file : tracked(".java", ".md", ".xml", ".json")) {
            if (lines(file).stream().anyMatch(line -> absolute.matcher(line).find())) {
                found.add(file);
            }
        }
        // The pattern itself stands in this file.
        found.removeIf(file -> file.endsWith("TidyTest.java"));
        assertEquals(List.of(), found);
    }

    @Test
    void namesAreThoseThatEveryFileSystemTakes() throws IOException {
        Predicate<Path> ofThisMachine = file -> file.startsWith(ROOT.resolve("counterexamples/out"));
        assertEquals(
                List.of(),
                tracked("").stream()
                        .filter(ofThisMachine.negate())
                        .filter(file -> !file.getFileName().toString().matches("[A-Za-z0-9=.,+_-]+"))
                        .toList());
    }

    @Test
    void decisionsOpenWithTheirContext() throws IOException {
        List<Path> pages = tracked(".md").stream()
                .filter(p -> p.toString().contains("decisions"))
                .toList();
        assertTrue(pages.size() > 3);
        for (Path page : pages) {
            String text = Files.readString(page);
            assertTrue(page.getFileName().toString().matches("\\d{3}-[a-z0-9-]+\\.md"), page.toString());
            assertTrue(text.startsWith("# "), page.toString());
            assertTrue(text.lines().anyMatch(line -> line.startsWith("In the context of ")), page.toString());
        }
    }

    private static List<Path> sources(Predicate<Path> wanted) throws IOException {
        List<Path> files = tracked(".java");
        assertTrue(files.size() > 50, "the tree was found");
        return files.stream().filter(wanted).toList();
    }

    private static List<Path> tracked(String... endings) throws IOException {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree.filter(file ->
                            Stream.of(endings).anyMatch(e -> file.toString().endsWith(e)))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git/"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMain(Path file) {
        return file.toString().contains("src/main");
    }

    private static boolean matches(Path file, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return lines(file).stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(f -> f.getFileName().toString()).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
