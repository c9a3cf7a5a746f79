package cordon.command;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import cordon.engine.Action;
import cordon.engine.Trace;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An exploration at a terminal: one line is one command, and an empty one repeats the last, as in a debugger. */
final class ExploreTerminal {
    private static final String PROMPT = "> ";

    private static final ImmutableList<String> WORDS =
            ImmutableList.of("help", "state", "back", "find", "save", "quit");

    private static final String HELP = """
            N            take step N
            b, back      take back the last step
            s, state     show the whole state
            find EXPR    go on, by as few steps as possible, to where EXPR is true: EXAMPLE; see 'ask --help'
            find P       go on to where property P is violated
            save FILE    save the way here, for show and replay
            Enter        repeat the last command; after a save, or at first: show the choices
            h, help      show this
            q, quit      quit""";

    private final ExploredPath path;
    private final Exploration exploration;
    private final PrintStream out;

    /** Explores {@code path}, and prints on {@code out}. */
    ExploreTerminal(ExploredPath path, PrintStream out) {
        this.path = path;
        this.exploration = path.exploration();
        this.out = out;
    }

    /**
     * Executes {@code lines} until the user quits.
     *
     * @param interrupt Ctrl-C is a way to quit, too; if it ended a command, that one is incomplete
     */
    ExitCode run(TypedLines lines, Interrupt interrupt) throws IOException {
        out.println(path.model().title() + ". 'h' for help.");
        show();
        String last = "";
        while (true) {
            out.print(PROMPT);
            out.flush();
            Optional<String> typed = lines.next(interrupt::requested).map(String::strip);
            if (typed.isEmpty() || List.of("q", "quit").contains(typed.get())) {
                return ExitCode.HOLDS;
            }
            String line = typed.get().isEmpty() ? last : typed.get();
            try {
                execute(line);
                last = line.startsWith("save ") ? "" : line;
            } catch (UsageException e) {
                out.println(e.getMessage());
            }
            if (interrupt.requested()) {
                return ExitCode.INCOMPLETE;
            }
        }
    }

    private void execute(String line) throws IOException {
        List<String> words = Splitter.on(' ').limit(2).splitToList(line);
        String rest = words.size() > 1 ? words.get(1).strip() : "";
        if (!rest.isEmpty() && words.get(0).equals("find")) {
            find(rest);
        } else if (!rest.isEmpty() && words.get(0).equals("save")) {
            save(rest);
        } else {
            executeWord(line);
        }
    }

    private void executeWord(String line) {
        switch (line) {
            case "" -> show();
            case "h", "help", "?" -> {
                out.println(HELP.replace("EXAMPLE", path.model().expression()));
                show();
            }
            case "s", "state" -> showState();
            case "b", "back" -> {
                require(exploration.length() > 0, "this is the beginning");
                exploration.backTo(exploration.length() - 1);
                show();
            }
            case "find" -> throw new UsageException("find needs an expression or a property; h for help");
            case "save" -> throw new UsageException("save needs the name of a file; h for help");
            default -> take(line);
        }
    }

    private void take(String line) {
        int possible = exploration.possible().size();
        boolean isNumber = CharMatcher.inRange('0', '9').matchesAllOf(line);
        int step = isNumber && line.length() < 6 ? Integer.parseInt(line) : 0;
        require(
                step >= 1 && step <= possible,
                (isNumber ? "there is no step " + line : "unknown command '" + Screen.cut(line) + "'" + nearest(line))
                        + (isNumber ? "; " : " ")
                        + (possible == 0 ? "no step is possible; " : "expected a step from 1 to " + possible + ", or ")
                        + "b, s, find, save, q; h for help");
        exploration.take(step - 1);
        show();
    }

    /** What somebody may have meant who typed {@code line}. */
    private String nearest(String line) {
        Optional<String> property = path.finder().names().stream()
                .filter(name -> name.equalsIgnoreCase(line))
                .findFirst();
        return property.map(name -> "; did you mean 'find " + name + "'?")
                .orElseGet(() ->
                        Names.suggestion(Splitter.on(' ').splitToList(line).get(0), WORDS));
    }

    private void showState() {
        List<Schema.Change> elements = exploration.state();
        int width =
                elements.stream().mapToInt(ExploreTerminal::nameLength).max().orElse(0);
        for (Schema.Change element : elements) {
            Field field = element.field();
            String role = field.role() == Field.Role.DATA
                    ? ""
                    : "  (" + Ascii.toLowerCase(field.role().name()) + ")";
            out.println("  " + Strings.padEnd(field.elementName(element.index()), width, ' ') + "  "
                    + field.format(element.after()) + role);
        }
        out.println("Every other element is 0, or what 0 stands for.");
    }

    private static int nameLength(Schema.Change element) {
        return element.field().elementName(element.index()).length();
    }

    private void show() {
        out.println();
        exploration
                .violated(path.properties())
                .forEach(p -> out.println("VIOLATED: " + p.name() + ": " + p.explain(exploration.trace())));
        List<Action> possible = exploration.possible();
        out.println("After step " + exploration.length() + (possible.isEmpty() ? " nothing is possible." : ":"));
        for (int i = 0; i < possible.size(); i++) {
            out.printf(Locale.ROOT, "%3d  %s%n", i + 1, possible.get(i));
            for (Schema.Change change : exploration.changes(i)) {
                if (change.field().role() != Field.Role.CONTROL) {
                    out.println("       " + change);
                }
            }
        }
    }

    private void find(String what) {
        int steps = path.finder().find(what);
        out.println(steps + " further:");
        Trace way = exploration.trace();
        for (int n = way.length() - steps + 1; n <= way.length(); n++) {
            out.printf(Locale.ROOT, "%4d %s%n", n, way.step(n));
        }
        show();
    }

    private void save(String name) throws IOException {
        Path file = Arguments.file(name);
        require(!Files.exists(file), file + " exists; choose another name");
        out.println(PathFiles.save(path.recording(), file));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new UsageException(message);
        }
    }
}
