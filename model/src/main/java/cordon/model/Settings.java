package cordon.model;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;

/** A value for every {@link Parameter}; those not chosen have their default. Immutable. */
public final class Settings {
    /** Every parameter at its default. */
    public static final Settings DEFAULT = new Settings(ImmutableMap.of());

    private final ImmutableMap<Parameter<?>, Object> chosen;

    private Settings(ImmutableMap<Parameter<?>, Object> chosen) {
        this.chosen = chosen;
    }

    /** These settings with another value of one parameter. */
    public <T> Settings with(Parameter<T> parameter, T value) {
        Map<Parameter<?>, Object> changed = new HashMap<>(chosen);
        changed.put(parameter, value);
        return new Settings(ImmutableMap.copyOf(changed));
    }

    /**
     * These settings with another value of one parameter, given as text.
     *
     * @throws IllegalArgumentException if {@code text} is none of the parameter's values; the message says which are
     */
    public <T> Settings with(Parameter<T> parameter, String text) {
        T value = parameter
                .parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        parameter.name() + " cannot be '" + text + "'; expected " + parameter.domain()));
        return with(parameter, value);
    }

    /**
     * These settings with other values of some parameters.
     *
     * @param assignments {@code name=value}, separated by spaces; may be empty
     * @throws IllegalArgumentException if a parameter does not exist or has no such value; the message says which
     */
    public Settings with(String assignments) {
        Settings settings = this;
        for (Map.Entry<String, String> assignment : Splitter.on(' ')
                .omitEmptyStrings()
                .withKeyValueSeparator('=')
                .split(assignments)
                .entrySet()) {
            Parameter<?> parameter = Parameter.ALL.stream()
                    .filter(p -> p.name().equals(assignment.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no parameter " + assignment.getKey()));
            settings = settings.with(parameter, assignment.getValue());
        }
        return settings;
    }

    /** The value of {@code parameter}. */
    @SuppressWarnings("unchecked") // with() stores a T for a Parameter<T>
    public <T> T get(Parameter<T> parameter) {
        Object value = chosen.get(parameter);
        return value == null ? parameter.defaultValue() : (T) value;
    }

    /** The parameters whose value is not that in {@code other}, with their values as text, in the order of {@link Parameter#ALL}. */
    public ImmutableMap<String, String> differencesFrom(Settings other) {
        return Parameter.ALL.stream()
                .filter(p -> !get(p).equals(other.get(p)))
                .collect(toImmutableMap(Parameter::name, this::print));
    }

    /** Every parameter with its value as text, in the order of {@link Parameter#ALL}. */
    public ImmutableMap<String, String> all() {
        return Parameter.ALL.stream().collect(toImmutableMap(Parameter::name, this::print));
    }

    /** The value of {@code parameter} as text. */
    public <T> String print(Parameter<T> parameter) {
        return parameter.print(get(parameter));
    }
}
