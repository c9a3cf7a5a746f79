package cordon.specs.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.WorldKind;
import cordon.model.Consistency;
import cordon.model.Design;
import cordon.model.Parameter;
import cordon.model.Settings;
import cordon.model.Task;
import cordon.specs.Run;
import cordon.specs.Scenario;
import cordon.specs.sweep.Factor.Part;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The settings around a scenario that a sweep chooses among. A row has a value for each {@link Factor}; value 0 is the
 * scenario's own. A row is allowed if there is a model of its settings.
 */
public final class SweepSpace {
    /** What makes a difference in {@link WorldKind#INSERTION} only, or in {@link WorldKind#ENTRY} only. */
    public static final ImmutableSet<Parameter<?>> OF_PARTS = ImmutableSet.of(
            Parameter.WORLD,
            Parameter.LISTS,
            Parameter.CONS_LAG,
            Parameter.READ_AHEAD,
            Parameter.ENTRIES,
            Parameter.FENCE_ACTOR);

    private final Scenario scenario;
    private final Design design;
    private final ImmutableList<Factor> factors;
    private final ImmutableList<Constraint> constraints;
    private final int[] constrained; // the factors that a constraint looks at, in the order of the constraints
    private final Map<Long, Boolean> extensible = new HashMap<>();
    private final Map<String, Object> parsed = new ConcurrentHashMap<>();

    /** The settings around those of {@code scenario}, with {@code design}. */
    public SweepSpace(Scenario scenario, Design design) {
        this.scenario = scenario;
        this.design = design;
        this.factors = Factors.around(scenario.settings(), design.patches());
        this.constraints = constraints();
        this.constrained = constraints.stream()
                .flatMapToInt(constraint -> Arrays.stream(constraint.about))
                .distinct()
                .toArray();
    }

    private ImmutableList<Constraint> constraints() {
        if (scenario.settings().get(Parameter.WORLD) != WorldKind.PROTOCOL) {
            int[] all = IntStream.range(0, factors.size()).toArray();
            return ImmutableList.of(new Constraint(all, row -> hasModel(run(row))));
        }
        ImmutableList.Builder<Constraint> builder = ImmutableList.builder();
        builder.add(new Constraint(indices(ImmutableSet.of(Parameter.TASKS)), this::isWrittenOnce));
        for (Consistency.Rule rule : Consistency.rules(design.patches())) {
            int[] about = indices(rule.about());
            builder.add(new Constraint(about, row -> rule.allows(settings(row, about))));
        }
        return builder.build();
    }

    private int[] indices(ImmutableSet<Parameter<?>> parameters) {
        return IntStream.range(0, factors.size())
                .filter(f -> parameters.contains(factors.get(f).parameter()))
                .toArray();
    }

    private static boolean hasModel(Run run) {
        try {
            return run.world().threads() > 0;
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
    }

    /** Of rows that mean the same settings all but one are refused: what the sweep adds is in the order of the kinds. */
    private boolean isWrittenOnce(int[] row) {
        int last = Integer.MAX_VALUE; // a kind, and 0 for none
        int lastSid = 0;
        for (int f = 0; f < factors.size(); f++) {
            if (factors.get(f).part() == Part.TASK) {
                int kind = row[f];
                int sid = row[f + 1];
                boolean ordered = kind < last || (kind == last && sid <= lastSid);
                if (!(ordered || kind == 0) || (kind == 0 && sid != 0)) {
                    return false;
                }
                last = kind;
                lastSid = sid;
            }
        }
        return true;
    }

    /** The number of values of each factor. */
    public int[] counts() {
        return factors.stream().mapToInt(factor -> factor.values().size()).toArray();
    }

    /** Whether {@code row}, in which values may be {@link CoveringArray#FREE}, can be completed to an allowed one. */
    public synchronized boolean isExtensible(int[] row) {
        int[] like = row.clone();
        for (int f : constrained) {
            like[f] = representative(f, row[f]);
        }
        long key = key(like, constrained);
        Boolean known = extensible.get(key);
        if (known == null) {
            known = constraints.stream().allMatch(constraint -> constraint.isExtensible(like))
                    && isCompletable(like, 0);
            extensible.put(key, known);
        }
        return known;
    }

    /** A number for the values that {@code row} has for {@code some} factors. */
    private long key(int[] row, int[] some) {
        long key = 0;
        for (int f : some) {
            key = Math.addExact(Math.multiplyExact(key, factors.get(f).values().size() + 1L), row[f] + 1L);
        }
        return key;
    }

    /**
     * A value that is as good as {@code value} for every constraint: of the devices these look at the number, and at those that are
     * slow ({@link Consistency}).
     */
    private int representative(int factor, int value) {
        ImmutableList<String> values = factors.get(factor).values();
        boolean isAlike = factors.get(factor).part() == Part.DEVICE
                && value != CoveringArray.FREE
                && !values.get(value).equals(Factor.NOTHING)
                && !values.get(value).equals("slow");
        return isAlike ? values.indexOf("mute") : value;
    }

    /** The values of {@code factor} that are tried to complete a row. */
    private IntStream representatives(int factor) {
        return IntStream.range(0, factors.get(factor).values().size())
                .filter(value -> representative(factor, value) == value);
    }

    private boolean isCompletable(int[] row, int from) {
        int next = from;
        while (next < constrained.length && row[constrained[next]] != CoveringArray.FREE) {
            next++;
        }
        if (next == constrained.length) {
            return constraints.stream().allMatch(constraint -> constraint.isExtensible(row));
        }
        int factor = constrained[next];
        int following = next + 1;
        boolean completable = representatives(factor).anyMatch(value -> {
            row[factor] = value;
            return constraints.stream().allMatch(c -> !c.looksAt(factor) || c.isExtensible(row))
                    && isCompletable(row, following);
        });
        row[factor] = CoveringArray.FREE;
        return completable;
    }

    /** The rows of a covering array of {@code strength}; {@code look} is called often meanwhile, and may end it by what it throws. */
    public synchronized ImmutableList<ImmutableIntArray> rows(int strength, Runnable look) {
        try {
            return CoveringArray.of(counts(), Math.min(strength, factors.size()), row -> {
                look.run();
                return isExtensible(row);
            });
        } finally { // much is known by now, and little of it is needed again
            extensible.clear();
            constraints.forEach(constraint -> constraint.known.clear());
        }
    }

    /** The search of the complete row {@code row}. */
    public Run run(int[] row) {
        return Run.of(
                scenario, design, settings(row, IntStream.range(0, row.length).toArray()));
    }

    /** The settings of {@code row} as far as {@code chosen} factors go; the rest, and what is free, is as the scenario has it. */
    private Settings settings(int[] row, int[] chosen) {
        Settings settings = scenario.settings();
        ImmutableList.Builder<Task> tasks = ImmutableList.builder();
        tasks.addAll(settings.get(Parameter.TASKS));
        ImmutableList.Builder<DeviceMode> devices = ImmutableList.builder();
        for (int f : chosen) {
            String value = value(row, f);
            boolean something = !value.equals(Factor.NOTHING);
            switch (factors.get(f).part()) {
                case WHOLE -> settings = settings.with(factors.get(f).parameter(), value);
                case DEVICE -> devices.addAll(something ? parsed(Parameter.DEVICES, value) : List.of());
                case TASK ->
                    tasks.addAll(something ? parsed(Parameter.TASKS, value + ":" + value(row, f + 1)) : List.of());
                case TASK_SID -> {} // written with the task
            }
        }
        ImmutableList<DeviceMode> kinds = devices.build();
        return (kinds.isEmpty() ? settings : settings.with(Parameter.DEVICES, kinds))
                .with(Parameter.TASKS, tasks.build());
    }

    /** What {@code text} says, which is asked for often. */
    @SuppressWarnings("unchecked") // the parameter is part of the key
    private <T> T parsed(Parameter<T> parameter, String text) {
        return (T) parsed.computeIfAbsent(
                parameter + "=" + text, key -> parameter.parse(text).orElseThrow());
    }

    private String value(int[] row, int factor) {
        return factors.get(factor).values().get(Math.max(0, row[factor]));
    }

    /** A condition for some of the factors, with what is known of it. */
    private final class Constraint {
        private final int[] about;
        private final Predicate<int[]> allows; // of a row in which no factor of those is free
        private final Map<Long, Boolean> known = new HashMap<>();

        Constraint(int[] about, Predicate<int[]> allows) {
            this.about = about;
            this.allows = allows;
        }

        boolean looksAt(int factor) {
            return Arrays.stream(about).anyMatch(f -> f == factor);
        }

        boolean isExtensible(int[] row) {
            long key = key(row, about);
            Boolean answer = known.get(key);
            if (answer == null) {
                answer = compute(row.clone());
                known.put(key, answer);
            }
            return answer;
        }

        private boolean compute(int[] row) {
            for (int factor : about) {
                if (row[factor] == CoveringArray.FREE) {
                    return representatives(factor).anyMatch(value -> {
                        int[] more = row.clone();
                        more[factor] = value;
                        return isExtensible(more);
                    });
                }
            }
            return allows.test(row);
        }
    }
}
