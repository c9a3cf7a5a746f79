package cordon.specs.bound;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.collectingAndThen;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import cordon.engine.file.TextFile;
import cordon.model.Choice.RetryStrategy;
import cordon.model.Choice.WorldKind;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.specs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of all scenarios that are checked in, in one file. {@code ./cordon check --suite bounds --record-expected} writes it. */
public final class FlushBounds {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** In the order of the columns of the page. */
    private static final ImmutableList<RetryStrategy> STRATEGIES =
            ImmutableList.of(RetryStrategy.PER_SID, RetryStrategy.BISECT, RetryStrategy.NONE);

    private static final String HEADING = """
            # For how many timeouts a flush waits

            The largest number of timeouts that one flush waits for, with interrupts disabled all the time, and from its beginning to its
            return. A timeout is a CMD_SYNC at CONS that faults because an ATC_INV has timed out, or a poll that runs into the limit of 1 s.
            Each takes one timeout of the hardware, or 1 s, at most: timers that run side by side, and a poll that begins late, take less. The
            result is a bound of this model, with its devices, queues and rounds. `./cordon check --suite bounds` searches for all of
            them; `./cordon check` for those that a short search finds. With `--record-expected` the suite writes
            `specs/expected/bounds.json` and this page.

            A flush holds `read_lock_irqsave(invs->rwlock)` from R3 to R5, so that the two numbers are the same wherever its array has an ATC
            entry. Each column has both of them, interrupts first.

            | scenario | parameters | base | v2, per-sid | v2, bisect | v2, none |
            |---|---|---|---|---|---|
            """;

    private final Path file;
    private final Map<String, Waits> byTitle;

    private FlushBounds(Path file, Map<String, Waits> byTitle) {
        this.file = file;
        this.byTitle = byTitle;
    }

    /**
     * Those in {@code directory}; none if there is no file.
     *
     * @throws IOException if the file cannot be read or is not what it should be; the message names it
     */
    public static FlushBounds load(Path directory) throws IOException {
        Path file = directory.resolve("bounds.json");
        if (!Files.exists(file)) {
            return new FlushBounds(file, new TreeMap<>());
        }
        try {
            @Nullable
            Map<String, Waits> content =
                    GSON.fromJson(TextFile.read(file), new TypeToken<Map<String, Waits>>() {}.getType());
            if (content == null || content.containsValue(null)) {
                throw new IOException(file + ": expected an object with the figures of each run");
            }
            return new FlushBounds(file, new TreeMap<>(content));
        } catch (JsonParseException e) {
            throw new IOException(file + " is not the JSON that it should be: " + e.getMessage(), e);
        }
    }

    /** Every run in which a CPU flushes: without the series, and with it for each strategy by which P7 finds the silent device. */
    public static ImmutableList<Run> runs() {
        return Run.defaultSuite().stream()
                .filter(run -> run.settings().get(Parameter.WORLD) == WorldKind.PROTOCOL
                        && run.posted()
                        && run.settings().get(Parameter.ROUNDS) > 0)
                .flatMap(FlushBounds::withStrategies)
                .collect(collectingAndThen(
                        toImmutableMap(Run::title, run -> run, (first, again) -> first),
                        byTitle -> byTitle.values().asList()));
    }

    private static Stream<Run> withStrategies(Run run) {
        if (run.design().equals("v2")) {
            return STRATEGIES.stream().map(strategy -> with(run, strategy));
        }
        return run.design().equals("base") ? Stream.of(run) : Stream.of();
    }

    private static Run with(Run run, RetryStrategy strategy) {
        return Run.of(run.scenario(), Design.V2, run.settings().with(Parameter.RETRY_STRATEGY, strategy));
    }

    /** The figures of {@code run}, if they are recorded. */
    public Optional<Waits> of(Run run) {
        return Optional.ofNullable(byTitle.get(run.title()));
    }

    /** What differs between {@code found}, the figures of {@code run}, and what is recorded; empty if nothing does. */
    public Optional<String> difference(Run run, Waits found) {
        Optional<Waits> recorded = of(run);
        if (recorded.equals(Optional.of(found))) {
            return Optional.empty();
        }
        return Optional.of(run.title() + ": found " + found + "; recorded "
                + recorded.map(Waits::toString).orElse("nothing"));
    }

    /**
     * Writes {@code found}, beside what is there of other runs.
     *
     * @throws IOException if the file cannot be written
     */
    public void record(Map<Run, Waits> found) throws IOException {
        Map<String, Waits> now = new LinkedHashMap<>(byTitle);
        found.forEach((run, waits) -> now.put(run.title(), waits));
        Map<String, Waits> all = new LinkedHashMap<>();
        for (Run run : runs()) {
            Optional.ofNullable(now.get(run.title())).ifPresent(waits -> all.put(run.title(), waits));
        }
        byTitle.clear();
        byTitle.putAll(all);
        TextFile.write(file, GSON.toJson(all) + "\n");
    }

    /** The page of all figures. */
    public String page() {
        StringBuilder page = new StringBuilder(HEADING);
        Map<String, String[]> rows = new LinkedHashMap<>();
        for (Run run : runs()) {
            rows.computeIfAbsent(start(with(run, RetryStrategy.PER_SID)), start -> new String[] {"-", "-", "-", "-"})[
                            column(run)] =
                    of(run).map(waits -> Waits.text(waits.irqsOff()) + ", " + Waits.text(waits.inAll()))
                            .orElse("-");
        }
        rows.forEach((start, columns) ->
                page.append(start).append(String.join(" | ", columns)).append(" |\n"));
        return page.toString();
    }

    private static String start(Run row) {
        StringBuilder parameters = new StringBuilder();
        row.parameters()
                .forEach((name, value) -> parameters
                        .append(parameters.isEmpty() ? "" : " ")
                        .append("`")
                        .append(name)
                        .append("=")
                        .append(value)
                        .append("`"));
        return "| `" + row.scenario().name() + "` | " + parameters + " | ";
    }

    private static int column(Run run) {
        return run.design().equals("base")
                ? 0
                : 1 + STRATEGIES.indexOf(run.settings().get(Parameter.RETRY_STRATEGY));
    }
}
