package cordon.command;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/** What is known of outcomes beside what was found. */
public interface Judgement {
    /** Of the command. */
    ExitCode code();

    /** The rows: what was found, in that order, and after it what was not and is known. */
    List<OutcomeQuestion.Row> rows();

    /** The names of columns beside those of the rows. */
    default List<String> columns() {
        return List.of();
    }

    /** The cells of these columns in {@code row}, counted from 0. */
    default List<String> cells(int row) {
        return List.of();
    }

    /** A row as JSON. */
    default Object json(int row) {
        return rows().get(row);
    }

    /** Lines below the table. */
    default List<String> notes() {
        return List.of();
    }

    /** Members of the JSON document after the rows. */
    default Map<String, Object> facts() {
        return ImmutableMap.of();
    }
}
