package cordon.specs.sweep;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import cordon.model.Settings;
import cordon.specs.Scenarios;
import cordon.specs.suite.Finished;
import java.util.List;
import java.util.Map;

/**
 * What the search of one row of a sweep found.
 *
 * @param title the search in words, which names it
 * @param found what no finding covers
 * @param vacuous the properties that nothing put to the test, by name; empty if the search was cut
 * @param tested the properties that held, were violated or reached, by name; of a search that was cut, only what was decided
 * @param cut why the search ended before it had visited every state, as the end of a sentence; blank if it did not
 */
public record Examination(String title, List<Found> found, List<String> vacuous, List<String> tested, String cut)
        implements Finished {

    /**
     * Something that no finding covers, with the smallest setting that shows it.
     *
     * @param scenario the name of the scenario
     * @param design the name of the design
     * @param smallest the parameters that are not as the scenario has them
     * @param trouble what it is, in the smallest setting
     */
    public record Found(String scenario, String design, Map<String, String> smallest, Trouble trouble) {

        /** The parameters of the smallest setting that do not have their default, whatever scenario they are from. */
        ImmutableMap<String, String> unusual() {
            Settings settings = Scenarios.ALL.stream()
                    .filter(s -> s.name().equals(scenario))
                    .findFirst()
                    .orElseThrow()
                    .settings();
            return settings.with(Joiner.on(' ').withKeyValueSeparator('=').join(smallest))
                    .differencesFrom(Settings.DEFAULT);
        }

        /** What is to be added to {@code ./cordon check} to see it. */
        public String options() {
            StringBuilder options = new StringBuilder(scenario + " --design " + design);
            smallest.forEach((name, value) ->
                    options.append(" --set ").append(name).append('=').append(value));
            if (trouble.isAboutProperty()) {
                options.append(" --property ").append(trouble.what());
            }
            return options.toString();
        }
    }

    @Override
    public int news() {
        return found.size();
    }
}
