package cordon.specs;

import com.google.common.collect.ImmutableList;
import cordon.model.Settings;

/**
 * A small world and a question about it.
 *
 * @param name short and unique: lower case, words joined by hyphens
 * @param question what somebody reviewing the series would ask, in words
 * @param settings the world: everything not said here has its default
 * @param variants settings tried by the default suite instead of {@code settings}, each with a reason to differ
 */
public record Scenario(String name, String question, Settings settings, ImmutableList<Settings> variants) {}
