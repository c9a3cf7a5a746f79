package cordon.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Spans of time on the command line: 30s, 5m, 1h30m. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * The time that {@code text} says.
     *
     * @param option which option it belongs to
     * @throws UsageException if it says none, or none above 0 and below a hundred years
     */
    public static Duration parse(String option, String text) {
        try {
            Duration duration = Duration.parse("PT" + text);
            if (duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // answered below, with every other text that is no time
        }
        throw new UsageException(
                option + " cannot be '" + text + "'; expected for example 30s, 5m or 1h30m, at most 100 years");
    }
}
