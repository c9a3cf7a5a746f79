package cordon.specs;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import cordon.specs.source.ParsedSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/** Where the sources of the model have a text, and which methods use the variable that it is assigned to. */
final class ModelSources {
    private final SetMultimap<String, Place> places = LinkedHashMultimap.create(); // by text
    private final List<Path> files = new ArrayList<>();

    /**
     * A text in a source.
     *
     * @param file the file, as seen from the directory of the sources
     * @param methods those of the class, in the order of their names, that use the variable that has it; empty if none has
     */
    record Place(Path file, Set<String> methods) {}

    /** Those below {@code directory}. */
    ModelSources(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        for (CompilationUnitTree unit :
                ParsedSources.of(directory).orElseThrow().units()) {
            Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
            files.add(file);
            Scanner scanner = new Scanner();
            scanner.scan(unit, null);
            scanner.addTo(places, file);
        }
    }

    /** The sources, as seen from their directory, in order. */
    List<Path> files() {
        return files;
    }

    /** The places that have {@code text} as a literal of its own. */
    Set<Place> of(String text) {
        return places.get(text);
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final SetMultimap<String, String> variables = LinkedHashMultimap.create(); // by text
        private final Set<String> texts = new LinkedHashSet<>();
        private final SetMultimap<String, String> users = LinkedHashMultimap.create(); // by variable
        private String variable = "";
        private String method = "";

        void addTo(SetMultimap<String, Place> places, Path file) {
            for (String text : texts) {
                Set<String> methods = new TreeSet<>();
                variables.get(text).forEach(name -> methods.addAll(users.get(name)));
                places.put(text, new Place(file, methods));
            }
        }

        @Override
        public Void visitLiteral(LiteralTree tree, Void p) {
            if (tree.getValue() instanceof String text) {
                texts.add(text);
                if (!variable.isEmpty()) {
                    variables.put(text, variable);
                }
            }
            return super.visitLiteral(tree, null);
        }

        @Override
        public Void visitAssignment(AssignmentTree tree, Void p) {
            String name = tree.getVariable().toString();
            variable = name.substring(name.lastIndexOf('.') + 1);
            super.visitAssignment(tree, null);
            variable = "";
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void p) {
            boolean ofClass = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
            variable = ofClass ? tree.getName().toString() : "";
            super.visitVariable(tree, null);
            variable = "";
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void p) {
            boolean seen = !tree.getModifiers().getFlags().contains(Modifier.PRIVATE) && tree.getReturnType() != null;
            method = seen ? tree.getName().toString() : "";
            super.visitMethod(tree, null);
            method = "";
            return null;
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void p) {
            if (!method.isEmpty()) {
                users.put(tree.getName().toString(), method);
            }
            return super.visitIdentifier(tree, null);
        }
    }
}
