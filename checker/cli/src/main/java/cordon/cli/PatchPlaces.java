package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import cordon.command.UsageException;
import cordon.engine.file.TextFile;
import cordon.model.Patch;
import cordon.specs.source.ParsedSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the sources of the model every place that asks for a patch: where the patch is named, and where a variable of the same file
 * is used that keeps whether it is applied. The sources are parsed, not searched as text, so that a place is known with the method,
 * and the declaration of a step, that it is in.
 */
final class PatchPlaces {
    private final Path sources;
    private final List<SourceFacts> files = new ArrayList<>();
    private final SourcePositions positions;

    /**
     * Parses all source files below {@code sources}.
     *
     * @throws UsageException if there are none, or this Java has no compiler
     */
    PatchPlaces(Path sources) throws IOException {
        this.sources = sources;
        if (!Files.isDirectory(sources)) {
            throw new UsageException("--patch reads the sources of the model: there is no directory " + sources
                    + "; run it in a checkout");
        }
        ParsedSources parsed = ParsedSources.of(sources)
                .orElseThrow(
                        () -> new UsageException("--patch needs the compiler of a JDK; this Java machine has none"));
        positions = parsed.positions();
        parsed.units().forEach(unit -> files.add(new SourceFacts(unit)));
    }

    /** Every place for {@code patch}, by file and line. */
    ImmutableList<PatchPlace> of(Patch patch) throws IOException {
        ImmutableList.Builder<PatchPlace> places = ImmutableList.builder();
        for (SourceFacts file : files) {
            Finder finder = new Finder(file, patch.name());
            finder.scan(file.unit(), null);
            places.addAll(finder.places());
        }
        return places.build();
    }

    /** The steps of a class of the model. */
    private Stream<StepPattern> stepsOf(String type) {
        return files.stream().flatMap(file -> file.stepsOf(type).stream()).map(SourceFacts.Declared::pattern);
    }

    /** Goes through one file. */
    private final class Finder extends TreePathScanner<Void, Void> {
        private final SourceFacts file;
        private final String patch;
        private final List<TreePath> direct = new ArrayList<>();
        private final List<TreePath> followed = new ArrayList<>();

        Finder(SourceFacts file, String patch) {
            this.file = file;
            this.patch = patch;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
            if (SourceFacts.namesPatch(tree) && tree.getIdentifier().contentEquals(patch)) {
                direct.add(getCurrentPath());
            }
            return super.visitMemberSelect(tree, null);
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
            if (file.flags(patch).contains(tree.getName().toString()) && !isAssigned(getCurrentPath())) {
                followed.add(getCurrentPath());
            }
            return super.visitIdentifier(tree, null);
        }

        private boolean isAssigned(TreePath path) {
            return path.getParentPath().getLeaf() instanceof AssignmentTree assignment
                    && assignment.getVariable() == path.getLeaf();
        }

        ImmutableList<PatchPlace> places() throws IOException {
            Path path = Path.of(file.unit().getSourceFile().getName());
            List<String> lines = TextFile.read(path).lines().toList();
            String name = sources.resolve(sources.relativize(path)).toString();
            return Streams.concat(
                            direct.stream().map(p -> place(p, true, name, lines)),
                            followed.stream().map(p -> place(p, false, name, lines)))
                    .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                    .collect(toImmutableList());
        }

        private PatchPlace place(TreePath path, boolean named, String name, List<String> lines) {
            long start = positions.getStartPosition(file.unit(), path.getLeaf());
            int line = (int) file.unit().getLineMap().getLineNumber(start);
            return new PatchPlace(name, line, lines.get(line - 1).strip(), named, List.copyOf(steps(path)));
        }

        /** The steps whose declaration it is in, that lead to its method, or that are there only where the patch is applied. */
        private Set<StepPattern> steps(TreePath place) {
            Set<StepPattern> steps = new LinkedHashSet<>();
            boolean negated = false;
            Tree below = place.getLeaf();
            for (Tree tree : place.getParentPath()) {
                if (tree instanceof ConditionalExpressionTree choice && choice.getCondition() == below) {
                    steps.addAll(guarded(negated ? choice.getFalseExpression() : choice.getTrueExpression()));
                } else if (tree instanceof IfTree choice && choice.getCondition() == below) {
                    steps.addAll(guarded(negated ? choice.getElseStatement() : choice.getThenStatement()));
                } else if (tree instanceof MethodTree method) {
                    steps.addAll(file.leadingTo(method.getName().toString()));
                } else if (tree instanceof StatementTree) {
                    steps.addAll(file.declaredBy(tree));
                }
                negated ^= tree.getKind() == Kind.LOGICAL_COMPLEMENT;
                below = tree;
            }
            return steps;
        }

        /** The steps at labels that {@code branch} names, and those of the classes that it makes an object of. */
        private List<StepPattern> guarded(@Nullable Tree branch) {
            List<StepPattern> steps = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
                    steps.addAll(file.at(tree.getName().toString()));
                    return super.visitIdentifier(tree, null);
                }

                @Override
                public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
                    stepsOf(tree.getIdentifier().toString()).forEach(steps::add);
                    return super.visitNewClass(tree, null);
                }
            }.scan(branch, null);
            return steps;
        }
    }
}
