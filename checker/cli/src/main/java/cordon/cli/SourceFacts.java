package cordon.cli;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.SetMultimap;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one source file of the model declares, as its syntax tree has it: labels and steps, the methods that steps lead to, and the
 * variables that keep whether a patch is applied.
 */
final class SourceFacts extends TreePathScanner<Void, Void> {
    private static final Set<String> FLAG_TYPES = ImmutableSet.of("boolean", "Label");

    /**
     * A step as it is declared.
     *
     * @param pattern its name as far as the source tells it
     * @param label the label where it stands, if that is a variable
     * @param statement the statement that declares it
     * @param code the expression that names it
     */
    record Declared(StepPattern pattern, @Nullable String label, Tree statement, Tree code) {}

    private final CompilationUnitTree unit;
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> procedures = new HashMap<>();
    private final SetMultimap<String, String> calls = LinkedHashMultimap.create();
    private final ListMultimap<String, Declared> steps = ArrayListMultimap.create();
    private final SetMultimap<String, String> flags = LinkedHashMultimap.create();
    private String type = "";
    private String method = "";

    SourceFacts(CompilationUnitTree unit) {
        this.unit = unit;
        scan(unit, null);
    }

    /** The syntax tree. */
    CompilationUnitTree unit() {
        return unit;
    }

    /** All steps that this file declares. */
    Collection<Declared> steps() {
        return steps.values();
    }

    /** The steps that class {@code name} of this file declares. */
    List<Declared> stepsOf(String name) {
        return steps.get(name);
    }

    /** The variables that keep whether {@code patch} is applied. */
    Set<String> flags(String patch) {
        return flags.get(patch);
    }

    /** The steps at a label that is kept in variable {@code label}. */
    List<StepPattern> at(String label) {
        return steps.values().stream()
                .filter(step -> label.equals(step.label()))
                .map(Declared::pattern)
                .toList();
    }

    /** The steps that {@code statement} declares. */
    List<StepPattern> declaredBy(Tree statement) {
        return steps.values().stream()
                .filter(step -> step.statement() == statement)
                .map(Declared::pattern)
                .toList();
    }

    /** The steps whose effect, or text, leads to {@code called} by methods of this file. */
    List<StepPattern> leadingTo(String called) {
        return steps.values().stream()
                .filter(step -> reached(namesIn(step.statement())).contains(called))
                .map(Declared::pattern)
                .toList();
    }

    private Set<String> reached(Set<String> from) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : calls.get(open.pop())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
        String outer = type;
        type = tree.getSimpleName().toString();
        super.visitClass(tree, null);
        type = outer;
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
        method = tree.getName().toString();
        calls.putAll(method, namesIn(tree));
        return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
        String name = tree.getName().toString();
        types.put(name, String.valueOf(tree.getType()));
        if (tree.getInitializer() instanceof LiteralTree literal) {
            constants.put(name, String.valueOf(literal.getValue()));
        }
        assigned(name, tree.getInitializer());
        return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void none) {
        assigned(lastName(tree.getVariable()), tree.getExpression());
        return super.visitAssignment(tree, null);
    }

    private void assigned(String name, @Nullable ExpressionTree value) {
        if (value == null) {
            return;
        }
        if (FLAG_TYPES.contains(types.getOrDefault(name, ""))) {
            patchesIn(value).forEach(patch -> flags.put(patch, name));
        }
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
                if (lastName(tree.getMethodSelect()).startsWith("label")
                        && !tree.getArguments().isEmpty()) {
                    procedures.put(name, text(tree.getArguments().get(0)).text());
                }
                return super.visitMethodInvocation(tree, null);
            }
        }.scan(value, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
        List<? extends ExpressionTree> arguments = tree.getArguments();
        if (tree.getMethodSelect() instanceof MemberSelectTree select) {
            String name = select.getIdentifier().toString();
            if (name.equals("on") && arguments.size() == 3) {
                String label = select.getExpression() instanceof IdentifierTree variable
                        ? variable.getName().toString()
                        : null;
                declare(label, label == null ? null : procedures.get(label), arguments.get(0));
            } else if (name.equals("free") && arguments.size() == 6) {
                declare(null, text(arguments.get(1)).text(), arguments.get(2));
            }
        }
        return super.visitMethodInvocation(tree, null);
    }

    private void declare(@Nullable String label, @Nullable String procedure, ExpressionTree named) {
        TreePath path = getCurrentPath();
        while (!(path.getLeaf() instanceof StatementTree)) {
            path = path.getParentPath();
        }
        Text code = text(named);
        StepPattern pattern = new StepPattern(procedure == null ? "" : procedure, code.text(), code.whole());
        steps.put(type, new Declared(pattern, label, path.getLeaf(), named));
    }

    /** A string as far as the source tells it. */
    private record Text(String text, boolean whole) {}

    private Text text(ExpressionTree tree) {
        if (tree instanceof LiteralTree literal) {
            return new Text(String.valueOf(literal.getValue()), true);
        } else if (tree instanceof IdentifierTree name) {
            String constant = constants.get(name.getName().toString());
            return new Text(constant == null ? "" : constant, constant != null);
        } else if (tree instanceof BinaryTree sum) {
            return new Text(text(sum.getLeftOperand()).text(), false);
        }
        return new Text("", false);
    }

    /** The constants of Patch that are named in {@code tree}. */
    static Set<String> patchesIn(Tree tree) {
        Set<String> patches = new LinkedHashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void none) {
                if (namesPatch(select)) {
                    patches.add(select.getIdentifier().toString());
                }
                return super.visitMemberSelect(select, null);
            }
        }.scan(tree, null);
        return patches;
    }

    /** Whether {@code select} is a constant of Patch. */
    static boolean namesPatch(MemberSelectTree select) {
        return select.getExpression() instanceof IdentifierTree owner
                && owner.getName().contentEquals("Patch")
                && !select.getIdentifier().contentEquals("class");
    }

    /** The methods of the same object that {@code tree} calls or refers to. */
    private static Set<String> namesIn(Tree tree) {
        List<String> names = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
                if (call.getMethodSelect() instanceof IdentifierTree name) {
                    names.add(name.getName().toString());
                }
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void none) {
                names.add(reference.getName().toString());
                return super.visitMemberReference(reference, null);
            }
        }.scan(tree, null);
        return new LinkedHashSet<>(names);
    }

    /** {@code x} of {@code x}, {@code this.x} and {@code a.b.x}. */
    static String lastName(Tree tree) {
        return tree instanceof MemberSelectTree select ? select.getIdentifier().toString() : tree.toString();
    }
}
