package cordon.specs.outcome;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question about outcomes and its answer, as {@code ./cordon outcomes --record} writes them and people grade them.
 *
 * @param scenario the name of the scenario
 * @param design the name of the design, or the patches joined by {@code +}
 * @param parameters those that are not as the scenario has them, by name
 * @param of the names of the elements, as counterexamples print them
 * @param at a part of the label of the steps after which a state is looked at; empty if that is where the world comes to rest
 * @param rows one for each outcome, in order of values
 */
public record OutcomeRecord(
        String scenario,
        String design,
        Map<String, String> parameters,
        List<String> of,
        String at,
        List<GradedRow> rows) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is not what it should be; the message names it
     */
    public static OutcomeRecord read(Path file) throws IOException {
        String text = TextFile.read(file);
        try {
            OutcomeRecord content = GSON.fromJson(text, OutcomeRecord.class);
            if (content == null || !content.isWhole()) {
                throw new IOException(
                        file + ": expected an object with scenario, design, parameters, of, at and rows, each of "
                                + "which has as many values as there are in \"of\", ending, states, steps, grade (\"forbidden\", "
                                + "\"accepted\" or \"look at it\") and because");
            }
            Set<List<String>> seen = new HashSet<>();
            for (GradedRow row : content.rows()) {
                List<String> outcome = ImmutableList.<String>builder()
                        .addAll(row.values())
                        .add(row.ending())
                        .build();
                if (!seen.add(outcome)) {
                    throw new IOException(file + ": two rows of one outcome, " + outcome);
                }
            }
            return content;
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException(file + " is not the JSON that a record of outcomes is", e);
        }
    }

    /** The content of the file. */
    public String json() {
        return GSON.toJson(this) + "\n";
    }

    /** Whether {@code other} answers the same question. */
    public boolean isOf(OutcomeRecord other) {
        return scenario.equals(other.scenario)
                && design.equals(other.design)
                && parameters.equals(other.parameters)
                && of.equals(other.of)
                && at.equals(other.at);
    }

    /**
     * This answer, just found, with the grades that {@code judged} gives. What was graded as forbidden or accepted and does not
     * come about is kept, as an outcome that no state has.
     */
    public OutcomeRecord gradedAs(OutcomeRecord judged) {
        List<GradedRow> graded = new ArrayList<>();
        for (GradedRow row : rows) {
            graded.add(judged.row(row).map(row::gradedAs).orElse(row));
        }
        judged.rows.stream()
                .filter(row -> row.grade() != Grade.LOOK_AT_IT && row(row).isEmpty())
                .map(GradedRow::absent)
                .forEach(graded::add);
        return new OutcomeRecord(scenario, design, parameters, of, at, graded);
    }

    /** What differs between {@code recorded} and this answer, one line each; empty if nothing does. */
    public ImmutableList<String> differencesFrom(OutcomeRecord recorded) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        for (GradedRow expected : recorded.rows) {
            String found = row(expected).orElse(expected.absent()).facts();
            if (!found.equals(expected.facts())) {
                lines.add(expected.title() + ": recorded " + expected.facts() + ", found " + found);
            }
        }
        rows.stream()
                .filter(row -> row.states() > 0 && recorded.row(row).isEmpty())
                .forEach(row -> lines.add(row.title() + ": not recorded, found " + row.facts()));
        return lines.build();
    }

    private Optional<GradedRow> row(GradedRow other) {
        return rows.stream().filter(row -> row.isOf(other)).findFirst();
    }

    /** Gson leaves null what a file does not say. */
    private boolean isWhole() {
        return Stream.of(scenario, design, parameters, of, at, rows).allMatch(Objects::nonNull)
                && of.stream().allMatch(Objects::nonNull)
                && rows.stream().allMatch(this::isWhole);
    }

    private boolean isWhole(@Nullable GradedRow row) {
        return GradedRow.isWhole(row) && Objects.requireNonNull(row).values().size() == of.size();
    }
}
