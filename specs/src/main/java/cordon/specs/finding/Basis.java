package cordon.specs.finding;

import com.google.common.base.Ascii;
import cordon.model.Choice.DeviceMode;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.World;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something that a finding rests on: a patch, its absence, or the value of a switch. In a world without it the finding explains
 * nothing.
 *
 * @param words such as {@code fenceOrder=flag-first}
 * @param holds whether it is so in a world
 */
public record Basis(String words, Predicate<World> holds) {

    /** What a finding with this basis rests on, in words, each {@code quoted}. */
    public static String words(List<Basis> basis, UnaryOperator<String> quoted) {
        return basis.isEmpty()
                ? "neither patch nor switch"
                : basis.stream().map(one -> quoted.apply(one.words())).collect(Collectors.joining(", "));
    }

    /** A patch of the series is applied. */
    public static Basis patch(Patch patch) {
        return new Basis(patch.name(), world -> world.patches().contains(patch));
    }

    /** A patch of the series is not applied. */
    public static Basis without(Patch patch) {
        return new Basis("no " + patch.name(), world -> !world.patches().contains(patch));
    }

    /** There is a device of a kind. */
    public static Basis devices(DeviceMode mode) {
        return new Basis(
                "a device that is " + Ascii.toLowerCase(mode.name()),
                world -> world.settings().get(Parameter.DEVICES).contains(mode));
    }

    /** A switch has a value. */
    public static <T> Basis set(Parameter<T> parameter, T value) {
        return set(parameter, List.of(value));
    }

    /** At least one of some. */
    public static Basis anyOf(Basis... some) {
        List<Basis> all = List.of(some);
        return new Basis(
                all.stream().map(Basis::words).collect(Collectors.joining(" or ", "either ", "")),
                world -> all.stream().anyMatch(basis -> basis.holds.test(world)));
    }

    /** A switch has one of some values. */
    public static <T> Basis set(Parameter<T> parameter, List<T> values) {
        String words = values.stream().map(parameter::print).collect(Collectors.joining(" or "));
        return new Basis(
                parameter.name() + "=" + words,
                world -> values.contains(world.settings().get(parameter)));
    }
}
