package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import cordon.engine.schema.Field;
import cordon.model.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that leads from a structure, a function or a field of the kernel to the class that has it. */
class WhereIsWhatTest {
    private static final Path HOME = Path.of(System.getProperty("cordon.home", ".."));
    private static final String SOURCES = "model/src/main/java";

    private static final Pattern STRUCTURE = Pattern.compile("struct ([a-z_]+)");
    private static final Pattern FUNCTION =
            Pattern.compile("\\b(?:__)?(?:arm_smmu|iommu|pci|pcie|vfio|vsmmu)_[a-z_]+\\b");
    /** A name of the kernel's, or a section of a specification: all but the words "device", "task" and the like. */
    private static final Pattern PROPER_NAME = Pattern.compile(".*[_0-9].*");

    private static final String HEADING = """
            # Where is what?

            From a name in the kernel, or a section of a specification, to the class of the model that has it. Written by
            `mvn -B test -pl specs -am -Dtest=WhereIsWhatTest -Dsurefire.failIfNoSpecifiedTests=false -Dcordon.record=true`.
            `./cordon list --labels` has the steps, `./cordon list --fields` the values of the fields, `./cordon list --patch P7` the
            places of a patch. Classes in `cmdq` and `entry` are of the worlds in which the queue, or one table entry, is alone.
            """;

    private final ModelSources sources = new ModelSources(HOME.resolve(SOURCES));
    private final Set<String> procedures = new TreeSet<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();

    WhereIsWhatTest() throws IOException {
        for (Run run : Run.defaultSuite()) {
            World world = run.world();
            world.steps().stream()
                    .map(step -> step.procedure())
                    .filter(PROPER_NAME.asMatchPredicate())
                    .forEach(procedures::add);
            world.schema().fields().forEach(field -> fields.putIfAbsent(field.name(), field));
        }
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(HEADING);
        page.append("\n## Structures\n\n| structure | class |\n|---|---|\n");
        SetMultimap<String, Path> structures = named(STRUCTURE, 1);
        structures.asMap().forEach((name, files) -> row(page, "`struct " + name + "`", links(files)));
        page.append("\n## Functions with steps, and sections of the specifications\n\n| name | class |\n|---|---|\n");
        procedures.forEach(name -> row(page, "`" + name + "`", links(files(name))));
        page.append(
                "\n## Other functions and variables\n\nEach is part of a step, or of what a step leaves out: the class says so.\n\n| name | class |\n|---|---|\n");
        named(FUNCTION, 0).asMap().forEach((name, files) -> {
            if (!procedures.contains(name) && !structures.containsKey(name)) {
                row(page, "`" + name + "`", links(files));
            }
        });
        page.append("\n## Fields of a state\n\n| field | what it is | class | methods |\n|---|---|---|---|\n");
        fields.forEach((name, field) -> row(
                page,
                "`" + name + "`",
                field.meaning().orElse("").replace("|", "\\|"),
                links(files(name)),
                methods(name)));
        Page.assertUpToDate(
                HOME.resolve(Path.of("docs", "where-is-what.md")),
                page.toString(),
                "mvn -B test -pl specs -am -Dtest=WhereIsWhatTest -Dsurefire.failIfNoSpecifiedTests=false "
                        + "-Dcordon.record=true");
    }

    private List<Path> files(String text) {
        List<Path> files =
                sources.of(text).stream().map(ModelSources.Place::file).toList();
        assertFalse(files.isEmpty(), () -> "no source has " + text);
        return files;
    }

    private String methods(String field) {
        return sources.of(field).stream()
                .flatMap(place -> place.methods().stream())
                .map(method -> "`" + method + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The names in the sources, each with the files that have it. */
    private SetMultimap<String, Path> named(Pattern name, int group) throws IOException {
        SetMultimap<String, Path> found = TreeMultimap.create();
        for (Path file : sources.files()) {
            name.matcher(Files.readString(HOME.resolve(SOURCES).resolve(file)))
                    .results()
                    .forEach(match -> found.put(match.group(group), file));
        }
        return found;
    }

    private static String links(Collection<Path> files) {
        return files.stream()
                .map(file -> "[" + file.getFileName().toString().replace(".java", "") + "](../" + SOURCES + "/"
                        + file.toString().replace('\\', '/') + ")")
                .collect(Collectors.joining(", "));
    }

    private static void row(StringBuilder page, String... columns) {
        page.append("| ").append(String.join(" | ", columns)).append(" |\n");
    }
}
