package cordon.model;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.model.Knowledge.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every parameter says what it rests on; those that are said to be unknown are those of the page about fidelity. */
class KnowledgeTest {
    private static final Path FIDELITY = Path.of(System.getProperty("cordon.home", ".."), "docs", "fidelity.md");

    @Test
    void everyParameterRestsOnASentenceOfItsOwn() {
        Set<String> sentences = new HashSet<>();
        for (Parameter<?> parameter : Parameter.ALL) {
            Knowledge knowledge = parameter.knowledge();
            assertFalse(knowledge.sentence().isBlank(), parameter.name());
            assertTrue(sentences.add(knowledge.sentence()), parameter.name());
            // What is not a bound rests on a text: its section is named.
            boolean sourced = knowledge.sentence().matches(".*\\((smmu|series|designs|memory)\\.md [^)]+\\).*")
                    || knowledge.sentence().contains("decision 0");
            assertTrue(sourced || knowledge.kind() == Kind.BOUND, knowledge.sentence());
        }
    }

    /** The second column of the table "What is not known of v2" names the switches. */
    @Test
    void theUnknownsAreThoseOfThePageAboutFidelity() throws IOException {
        List<String> lines = Files.readAllLines(FIDELITY);
        ImmutableSet<String> names = Parameter.ALL.stream().map(Parameter::name).collect(toImmutableSet());
        ImmutableSet<String> listed = lines.stream()
                .skip(lines.indexOf("## What is not known of v2"))
                .takeWhile(line -> !line.startsWith("## Decided"))
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`([a-zA-Z0-9]+)`")
                        .matcher(line.substring(line.lastIndexOf('|', line.length() - 2)))
                        .results()
                        .map(MatchResult::group))
                .map(quoted -> quoted.replace("`", ""))
                .filter(names::contains)
                .collect(toImmutableSet());
        ImmutableSet<String> unknown = Parameter.ALL.stream()
                .filter(parameter -> parameter.knowledge().kind() == Kind.UNKNOWN)
                .map(Parameter::name)
                .collect(toImmutableSet());
        assertTrue(listed.size() > 4, "the table was found");
        assertEquals(listed, unknown);
    }
}
