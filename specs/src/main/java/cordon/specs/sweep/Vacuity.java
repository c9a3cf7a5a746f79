package cordon.specs.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Why a property was vacuous in some settings of a sweep: the values that are in none of those that put it to the test.
 *
 * @param property the property
 * @param vacuous in how many settings nothing put it to the test
 * @param asked in how many settings the search was complete and asked about it
 * @param values the values that account for most of it: wherever they are, it is vacuous. None if it always is
 * @param others the settings that none of the values accounts for, in words
 */
public record Vacuity(
        String property, int vacuous, int asked, ImmutableList<String> values, ImmutableList<String> others) {

    /**
     * The vacuous properties of {@code examined}, in the order in which they come up.
     *
     * @param isExpected whether it is known that a property is vacuous around a setting
     */
    public static ImmutableList<Vacuity> of(
            Map<Setting, Examination> examined, BiPredicate<Setting, String> isExpected) {
        SetMultimap<String, Setting> vacuous = LinkedHashMultimap.create();
        SetMultimap<String, Setting> tested = LinkedHashMultimap.create();
        examined.forEach((setting, examination) -> {
            if (examination.isComplete()) {
                examination.vacuous().stream()
                        .filter(property -> !isExpected.test(setting, property))
                        .forEach(property -> vacuous.put(property, setting));
                examination.tested().forEach(property -> tested.put(property, setting));
            }
        });
        return vacuous.keySet().stream()
                .map(property -> of(property, vacuous.get(property), tested.get(property)))
                .collect(toImmutableList());
    }

    private static Vacuity of(String property, Set<Setting> vacuous, Set<Setting> tested) {
        SetMultimap<String, Setting> byValue = LinkedHashMultimap.create();
        vacuous.forEach(setting -> values(setting).forEach(value -> byValue.put(value, setting)));
        tested.forEach(setting -> values(setting).forEach(byValue::removeAll));
        Set<Setting> open = new LinkedHashSet<>(vacuous);
        List<String> chosen = new ArrayList<>();
        while (!byValue.isEmpty() && !tested.isEmpty()) {
            String most = byValue.keySet().stream()
                    .max(Comparator.comparing(value -> byValue.get(value).size()))
                    .orElseThrow();
            Set<Setting> accounted = ImmutableSet.copyOf(byValue.get(most));
            chosen.add(most);
            open.removeAll(accounted);
            byValue.values().removeIf(accounted::contains);
        }
        return new Vacuity(
                property,
                vacuous.size(),
                vacuous.size() + tested.size(),
                ImmutableList.copyOf(chosen),
                open.stream().map(setting -> setting.run().title()).collect(toImmutableList()));
    }

    private static List<String> values(Setting setting) {
        List<String> values = new ArrayList<>();
        values.add("design=" + setting.run().design());
        setting.run().settings().all().forEach((name, value) -> values.add(name + "=" + value));
        return values;
    }
}
