package cordon.counterexamples;

/**
 * What a counterexample takes for granted, in few words.
 *
 * @param patches the patches of the series that are applied, separated by commas; empty if none is
 * @param settings the settings that are not as they usually are, such as {@code fenceOrder=flag-first}; empty if there is none
 * @param others the number of the other settings
 */
public record Assumed(String patches, String settings, int others) {

    /** The settings in a sentence or two. */
    String world() {
        return settings.isEmpty()
                ? "All " + others + " settings have their default."
                : settings + ". The other " + others + " settings have their default.";
    }
}
