package cordon.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import cordon.command.Arguments;
import cordon.command.CounterexampleFiles;
import cordon.command.ExitCode;
import cordon.command.Program;
import cordon.command.UsageException;
import cordon.command.Within;
import cordon.counterexamples.Recording;
import cordon.counterexamples.RecordingFile;
import cordon.engine.Action;
import cordon.engine.Trace;
import cordon.engine.file.FileFailure;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon explore}: go through a scenario by hand. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = "Go through a scenario by hand: what is possible is numbered, and you choose.")
final class ExploreCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private static final String HELP = """
            N            take step N
            b            take back the last step
            s            show the whole state
            find EXPR    go on, by as few steps as possible, to where EXPR is true: ste.EATS[sid 0] = 0 & rest; see 'ask --help'
            find P       go on to where property P is violated
            save FILE    save the way here, for show and replay
            q            quit""";

    @Parameters(paramLabel = "SCENARIO", description = "A scenario; see 'cordon list'.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private String scenario;

    @Mixin
    private RunOptions which = new RunOptions();

    @Option(names = "--web", description = "In a browser of this machine instead of the terminal; ends with Ctrl-C.")
    private boolean web;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Of --web: 1 to " + LAST_PORT + ", or 0, which is the default, for any that is free.")
    @Within(least = 0, most = LAST_PORT)
    private @Nullable Integer port;

    private final PrintStream out = System.out;
    private final Program program;

    ExploreCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        RunModel model = which.model(scenario);
        Session session = new Session(model, model.allProperties(), new Exploration(model.system()));
        if (port != null && !web) {
            throw new UsageException("--port is for --web");
        }
        if (web) {
            return serve(session, port == null ? 0 : port).number();
        }
        out.println(model.title() + ". 'h' for help.");
        show(session);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null && !line.strip().equals("q"); line = in.readLine()) {
            try {
                execute(line.strip(), session);
            } catch (UsageException e) {
                out.println(e.getMessage());
            }
        }
        return ExitCode.HOLDS.number();
    }

    /** A path through the world of a run, and what can be violated there. */
    private record Session(RunModel model, ImmutableList<Property> properties, Exploration exploration) {

        /** The path so far, as one that violates the first of those properties that it violates. */
        Recording recording() {
            Optional<Property> violated =
                    exploration.violated(properties).stream().findFirst();
            return CounterexampleFiles.recording(model, violated, exploration.trace());
        }

        Finder finder() {
            return new Finder(exploration, model.system(), properties);
        }
    }

    private ExitCode serve(Session session, int port) throws IOException {
        try (WebExploration page =
                new WebExploration(session.exploration(), session.finder(), session::recording, port)) {
            program.interrupt().isTheEnd();
            out.println(page.address());
            while (!program.interrupt().requested()) {
                Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
            }
        } catch (BindException e) {
            throw new UsageException("cannot serve at port " + port + ": " + e.getMessage());
        }
        return ExitCode.HOLDS;
    }

    private void execute(String line, Session session) throws IOException {
        Exploration exploration = session.exploration();
        if (List.of("h", "help", "?").contains(line)) {
            out.println(HELP);
        } else if (line.equals("s")) {
            out.println(exploration.state());
        } else if (line.equals("b")) {
            require(exploration.back(), "this is the beginning");
            show(session);
        } else if (line.startsWith("find ")) {
            find(line.substring(5).strip(), session);
        } else if (line.startsWith("save ")) {
            save(line.substring(5).strip(), session);
        } else {
            int step = line.length() < 6
                            && !line.isEmpty()
                            && CharMatcher.inRange('0', '9').matchesAllOf(line)
                    ? Integer.parseInt(line)
                    : 0;
            int possible = exploration.possible().size();
            require(
                    step >= 1 && step <= possible,
                    "expected a step from 1 to " + possible + ", or b, s, find, save, q; h for help");
            exploration.take(step - 1);
            show(session);
        }
        out.flush();
    }

    private void show(Session session) {
        Exploration exploration = session.exploration();
        out.println();
        exploration
                .violated(session.properties())
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

    private void find(String what, Session session) {
        int steps = session.finder().find(what);
        out.println(steps + " further:");
        Trace way = session.exploration().trace();
        for (int n = way.length() - steps + 1; n <= way.length(); n++) {
            out.printf(Locale.ROOT, "%4d %s%n", n, way.step(n));
        }
        show(session);
    }

    private void save(String name, Session session) {
        Path file = Arguments.file(name);
        require(!Files.exists(file), file + " exists; choose another name");
        Recording recording = session.recording();
        try {
            RecordingFile.write(recording, file);
        } catch (IOException e) {
            throw new UsageException("cannot write " + FileFailure.text(e));
        }
        out.println("saved " + file + ": " + recording.heading());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new UsageException(message);
        }
    }
}
