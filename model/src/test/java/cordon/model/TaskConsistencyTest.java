package cordon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Task.Kind;
import cordon.model.kernel.Domain;
import cordon.model.kernel.GroupLayout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks are refused exactly if some order of what they do to groups, domains and PASIDs is an error of their callers. */
class TaskConsistencyTest {
    private static final List<Kind> KINDS = List.of(
            Kind.RESET,
            Kind.ATTACH,
            Kind.DETACH,
            Kind.CLOSE,
            Kind.REATTACH,
            Kind.REPLACE,
            Kind.IDENTITY,
            Kind.SET_PASID,
            Kind.REMOVE_PASID,
            Kind.REMOVE);

    @Test
    void theyAreRefusedExactlyIfSomeOrderOfThemIsAnError() {
        for (String world : List.of("pasid=off", "pasid=on")) {
            for (String groups : List.of("groups=own", "groups=shared")) {
                for (int domains = 1; domains <= 2; domains++) {
                    Settings settings = Settings.DEFAULT
                            .with(world)
                            .with(groups)
                            .with("devices=idle,idle")
                            .with(Parameter.DOMAINS, domains);
                    forEachTriple(settings);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "devices=idle,idle tasks=detach             | detach frees domain D0, which device 1 is attached to as well",
                "pasid=on tasks=detach                      | detach frees domain D0, which PASID 1 of device 0 is attached to",
                "tasks=detach,close                         | detach and close free the same domain",
                "tasks=attach,detach                        | attach attaches domain D0, which detach frees",
                "tasks=close,reattach                       | reattach attaches domain D0, which close frees",
                "tasks=remove,remove                        | device 0 is removed twice",
                "pasid=on tasks=set-pasid,remove-pasid      | set-pasid and remove-pasid may detach a PASID that is not attached",
                "pasid=on tasks=remove-pasid,remove-pasid   | remove-pasid and remove-pasid may detach a PASID that is not attached",
                "devices=idle,idle domains=2 tasks=detach,replace:1 | replace:1 attaches domain D0, which detach frees",
            },
            maxCharsPerColumn = 400)
    void theMessageSaysWhatContradictsWhat(String settings, String message) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Consistency.require(Settings.DEFAULT.with(settings), ImmutableSet.of()));
        assertEquals("tasks: " + message, e.getMessage());
    }

    private static void forEachTriple(Settings settings) {
        List<Task> all = new ArrayList<>();
        for (Kind kind : KINDS) {
            all.add(new Task(kind, 0));
            all.add(new Task(kind, 1));
        }
        for (Task one : all) {
            for (Task two : all) {
                for (Task three : all) {
                    ImmutableList<Task> tasks = ImmutableList.of(one, two, three);
                    if (fits(settings, tasks)) {
                        Settings chosen = settings.with(Parameter.TASKS, tasks);
                        boolean wrong = new Callers(chosen).anyOrderIsWrong();
                        assertEquals(wrong, isRefused(chosen), tasks + " " + chosen.differencesFrom(Settings.DEFAULT));
                    }
                }
            }
        }
    }

    /** Without what other parameters rule out. */
    private static boolean fits(Settings settings, List<Task> tasks) {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        tasks.forEach(task -> kinds.add(task.kind()));
        boolean pasid = settings.get(Parameter.PASID) == Choice.Pasid.ON;
        return !(kinds.contains(Kind.REPLACE) && settings.get(Parameter.DOMAINS) == 1)
                && !(kinds.contains(Kind.REMOVE) && pasid)
                && !((kinds.contains(Kind.SET_PASID) || kinds.contains(Kind.REMOVE_PASID)) && !pasid);
    }

    private static boolean isRefused(Settings settings) {
        try {
            Consistency.require(settings, ImmutableSet.of());
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** The tasks as their callers see them: two operations each at most, in any order between tasks. */
    private static final class Callers {
        private final ImmutableList<Task> tasks;
        private final GroupLayout layout;
        private final int groups;
        private final boolean pasids;

        Callers(Settings settings) {
            this.tasks = settings.get(Parameter.TASKS);
            this.layout = GroupLayout.of(settings);
            this.groups = layout.shared() ? 1 : settings.get(Parameter.DEVICES).size();
            this.pasids = settings.get(Parameter.PASID) == Choice.Pasid.ON;
        }

        boolean anyOrderIsWrong() {
            Domain[] domain = new Domain[groups];
            boolean[] pasid = new boolean[groups];
            for (int g = 0; g < groups; g++) {
                domain[g] = hasTask(Kind.ATTACH, g) ? Domain.BLOCKED : layout.home(g);
                pasid[g] = pasids && !hasTask(Kind.SET_PASID, g);
            }
            return goesWrong(
                    new int[tasks.size()], new World(domain, pasid, EnumSet.noneOf(Domain.class), new boolean[2]));
        }

        private boolean hasTask(Kind kind, int group) {
            return tasks.stream().anyMatch(task -> task.kind() == kind && layout.group(task.sid()) == group);
        }

        private boolean goesWrong(int[] done, World world) {
            for (int i = 0; i < done.length; i++) {
                if (done[i] < 2) {
                    World next = world.copy();
                    int[] more = done.clone();
                    more[i]++;
                    if (isWrong(tasks.get(i), done[i], next) || goesWrong(more, next)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isWrong(Task task, int operation, World world) {
            int group = layout.group(task.sid());
            Domain home = layout.home(task.sid());
            boolean first = operation == 0;
            return switch (task.kind()) {
                case ATTACH -> first && isSetWrong(world, group, home);
                case REPLACE -> first && isSetWrong(world, group, layout.pasidHome(task.sid()));
                case IDENTITY -> first && isSetWrong(world, group, Domain.IDENTITY);
                case REATTACH -> isSetWrong(world, group, first ? Domain.BLOCKED : home);
                case DETACH, CLOSE -> first ? isSetWrong(world, group, Domain.BLOCKED) : isFreeWrong(world, home);
                case SET_PASID -> {
                    world.pasid[group] = true;
                    yield world.freed.contains(layout.pasidHome(task.sid()));
                }
                case REMOVE_PASID -> {
                    boolean absent = first && !world.pasid[group];
                    world.pasid[group] = false;
                    yield absent;
                }
                case REMOVE -> {
                    boolean again = first && world.removed[task.sid()];
                    world.removed[task.sid()] = true;
                    yield again;
                }
                default -> false;
            };
        }

        private static boolean isSetWrong(World world, int group, Domain to) {
            world.domain[group] = to;
            return world.freed.contains(to);
        }

        private boolean isFreeWrong(World world, Domain freed) {
            return !world.freed.add(freed)
                    || IntStream.range(0, groups)
                            .anyMatch(
                                    g -> world.domain[g] == freed || (world.pasid[g] && layout.pasidHome(g) == freed));
        }
    }

    /** What tasks change. */
    private static final class World {
        private final Domain[] domain;
        private final boolean[] pasid;
        private final EnumSet<Domain> freed;
        private final boolean[] removed;

        World(Domain[] domain, boolean[] pasid, EnumSet<Domain> freed, boolean[] removed) {
            this.domain = domain;
            this.pasid = pasid;
            this.freed = freed;
            this.removed = removed;
        }

        World copy() {
            return new World(domain.clone(), pasid.clone(), EnumSet.copyOf(freed), removed.clone());
        }
    }
}
