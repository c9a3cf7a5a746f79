package cordon.specs.source;

import com.google.common.collect.ImmutableList;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The syntax trees of source files, as the compiler of the JDK has them.
 *
 * @param units a tree for each file, in the order of the files
 * @param positions where in its file a part of a tree is
 */
public record ParsedSources(ImmutableList<CompilationUnitTree> units, SourcePositions positions) {

    /**
     * Parses all source files below {@code directory}; empty if this Java has no compiler.
     *
     * @throws IOException if they cannot be read
     */
    public static Optional<ParsedSources> of(Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return Optional.empty();
        }
        try (StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                Stream<Path> tree = Files.walk(directory)) {
            List<Path> paths =
                    tree.filter(p -> p.toString().endsWith(".java")).sorted().toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths));
            return Optional.of(new ParsedSources(
                    ImmutableList.copyOf(task.parse()), Trees.instance(task).getSourcePositions()));
        }
    }
}
