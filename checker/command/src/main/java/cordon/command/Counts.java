package cordon.command;

import java.util.Locale;

/** Numbers of things in sentences. */
public final class Counts {
    private Counts() {}

    /** {@code 1 step} or {@code 2,000 steps}, if {@code thing} is {@code step}. */
    public static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s", number, thing) + (number == 1 ? "" : "s");
    }

    /** {@code 1 state was} or {@code 2,000 states were}, if {@code thing} is {@code state}. */
    static String were(long number, String thing) {
        return of(number, thing) + (number == 1 ? " was" : " were");
    }

    /** {@code the only step is} or {@code all 2,000 steps are}, if {@code thing} is {@code step}. */
    static String allAre(long number, String thing) {
        return number == 1 ? "the only " + thing + " is" : "all " + of(number, thing) + " are";
    }
}
