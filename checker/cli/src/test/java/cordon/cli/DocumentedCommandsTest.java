package cordon.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.command.Interrupt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in the documents are commands, and the files that the documents link are there. */
class DocumentedCommandsTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    static List<String> commands() throws IOException {
        return documents()
                .flatMap(document -> text(document).lines())
                .filter(line -> line.startsWith("./cordon "))
                .map(line -> line.replaceFirst(" +#.*", "").strip())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsOptionsExist(String line) {
        String[] arguments = WORD.matcher(line.substring("./cordon ".length()))
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow())
                .toArray(String[]::new);
        assertDoesNotThrow(() -> Main.commands(new Interrupt("cordon")).parseArgs(arguments));
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path document : documents().toList()) {
            LINK.matcher(text(document)).results().forEach(link -> {
                Path target = document.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), document + " links " + link.group(1));
            });
        }
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Shell.CHECKOUT.resolve("docs"))) {
            List<Path> pages = docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md").map(Shell.CHECKOUT::resolve), pages.stream());
        }
    }

    private static String text(Path document) {
        return assertDoesNotThrow(() -> Files.readString(document));
    }
}
