package cordon.specs.finding;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a finding says to people. In the text, {@code [event]} stands for the step of an event or condition of the pattern, {@code
 * {x:event}} for the CPU or thread that took it, which is called x where no trace is at hand, and {@code {d}} for the device.
 *
 * @param text how the violation comes about, in the order of the steps
 * @param repair what would prevent it
 */
public record Words(String text, String repair) {
    private static final Pattern STEP = Pattern.compile(" ?\\[([a-z-]+)]");
    private static final Pattern ACTOR = Pattern.compile("\\{([a-z]):([a-z-]+)}");
    private static final String DEVICE = "{d}";

    /** The text where no trace is at hand. */
    public String withoutTrace() {
        String roles = ACTOR.matcher(text).replaceAll(role -> "CPU " + role.group(1));
        return sentences(STEP.matcher(roles).replaceAll("").replace(DEVICE, "device d"));
    }

    /** The events and conditions of whose steps the text speaks, in the order in which it does. */
    public List<String> events() {
        return STEP.matcher(text)
                .results()
                .map((MatchResult step) -> step.group(1))
                .collect(Collectors.toList());
    }

    String in(Sighting sighting) {
        String roles = ACTOR.matcher(text).replaceAll(role -> sighting.actor(role.group(2)));
        return sentences(STEP.matcher(roles)
                .replaceAll(step -> when(sighting.step(step.group(1))))
                .replace(DEVICE, "device " + sighting.device()));
    }

    /** A sentence that begins with a device begins with a capital letter. */
    private static String sentences(String text) {
        return text.replaceAll("(^|[.:] )device ", "$1Device ");
    }

    private static String when(int step) {
        return step == 0 ? " (from the beginning)" : " (step " + step + ")";
    }
}
