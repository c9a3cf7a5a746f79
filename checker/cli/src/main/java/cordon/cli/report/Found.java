package cordon.cli.report;

import cordon.specs.ExpectedRun;
import java.util.Optional;

/**
 * What a search found, and what follows from its way of searching.
 *
 * @param run its verdicts and its size
 * @param whole whether it was searched as what is expected was: for every property, and for every violation of each
 * @param shortest whether each trace is a shortest one
 * @param stopped why it ended early, as the end of a sentence; empty if it did not
 */
public record Found(ExpectedRun run, boolean whole, boolean shortest, Optional<String> stopped) {}
