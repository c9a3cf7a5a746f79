package cordon.specs.question;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import cordon.engine.expression.ExpressionException;
import cordon.engine.expression.Question;
import cordon.engine.expression.QuestionFile;
import cordon.engine.expression.Vocabulary;
import cordon.engine.property.Property;
import cordon.model.Design;
import cordon.model.World;
import cordon.specs.Run;
import cordon.specs.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions that are kept beside the scenarios: in one directory a {@link QuestionFile} {@code <scenario>.txt} for each scenario
 * that has some.
 */
public final class SavedQuestions {
    private static final String ENDING = ".txt";

    private final Path directory;

    /** Those in {@code directory}, which need not exist. */
    public SavedQuestions(Path directory) {
        this.directory = directory;
    }

    /**
     * The questions of the scenario of {@code run} that can be asked of {@code world}, by name. A question that names a field, value or
     * label which this world does not have, such as a flag of a patch in a design without it, is not asked of it; of the scenario with
     * all its defaults each question has to be one.
     *
     * @throws IOException if the file cannot be read, or a line of it is no question; the message says which, and why
     */
    public Map<String, Question> questions(Run run, World world) throws IOException {
        Map<String, Question> questions = new LinkedHashMap<>();
        Vocabulary vocabulary = Subject.vocabulary(world);
        for (QuestionFile.Line line : lines(run.scenario())) {
            inWorld(line, vocabulary).ifPresent(question -> questions.put(line.name(), question));
        }
        return questions;
    }

    /**
     * The one of these questions that is called {@code name}; empty if there is none.
     *
     * @throws IOException as above
     */
    public Optional<Question> question(Run run, World world, String name) throws IOException {
        return Optional.ofNullable(questions(run, world).get(name));
    }

    private List<QuestionFile.Line> lines(Scenario scenario) throws IOException {
        Path file = file(scenario);
        if (!Files.exists(file)) {
            return ImmutableList.of();
        }
        List<QuestionFile.Line> lines = QuestionFile.read(file);
        requireAll(lines, scenario);
        return lines;
    }

    private static Optional<Question> inWorld(QuestionFile.Line line, Vocabulary vocabulary) {
        try {
            return Optional.of(Question.parse(line.text(), vocabulary));
        } catch (ExpressionException e) { // it names what this world does not have
            return Optional.empty();
        }
    }

    /** The file of {@code scenario}. */
    public Path file(Scenario scenario) {
        return directory.resolve(scenario.name() + ENDING);
    }

    /**
     * The content that the file of {@code scenario} has with {@code question}, called {@code name}, besides.
     *
     * @throws IOException if the file cannot be read, or a question or a property is called so, or the question cannot be asked of the
     *     scenario with all its defaults; the message says what
     */
    public String fileWith(Scenario scenario, String name, Question question) throws IOException {
        QuestionFile.Line line = new QuestionFile.Line("the question to be saved", name, question.text());
        requireAll(List.of(line), scenario);
        lines(scenario); // what is there already has to be in order
        return QuestionFile.with(file(scenario), line);
    }

    /** Each of {@code lines} has to be a question of {@code scenario} with all its defaults, and no property called so. */
    private static void requireAll(List<QuestionFile.Line> lines, Scenario scenario) throws IOException {
        Run home = Run.of(scenario, Design.V2, scenario.settings());
        World world = home.world();
        Vocabulary vocabulary = Subject.vocabulary(world);
        ImmutableSet<String> taken =
                home.allProperties(world).stream().map(Property::name).collect(ImmutableSet.toImmutableSet());
        for (QuestionFile.Line line : lines) {
            if (taken.contains(line.name())) {
                throw new IOException(line.place() + ": there is a property called " + line.name());
            }
            try {
                Subject.of(world, ImmutableMap.of(line.name(), Question.parse(line.text(), vocabulary)));
            } catch (ExpressionException | IllegalArgumentException e) {
                throw new IOException(line.place() + ": " + e.getMessage(), e);
            }
        }
    }
}
