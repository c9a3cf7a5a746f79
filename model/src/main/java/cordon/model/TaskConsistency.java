package cordon.model;

import com.google.common.collect.ImmutableList;
import cordon.model.Choice.Pasid;
import cordon.model.Task.Kind;
import cordon.model.kernel.Domain;
import cordon.model.kernel.GroupLayout;

/**
 * Which tasks go together. Their order is not fixed, so what no kernel can be in after some order of them is refused:
 *
 * <ul>
 *   <li>a domain is freed while something other than the group that gives it up is attached to it, or that is attached afterwards;
 *   <li>a domain is freed twice, a device is removed twice;
 *   <li>a PASID is detached that is not attached.
 * </ul>
 *
 * Each of these is an error of the caller. That the group itself keeps its domain, because it is blocked for a reset, is no such error:
 * the caller learns of it when it is too late (smmu.md D.3).
 */
final class TaskConsistency {
    private final ImmutableList<Task> tasks;
    private final GroupLayout layout;
    private final int devices;
    private final boolean pasids;

    TaskConsistency(Settings settings) {
        this.tasks = settings.get(Parameter.TASKS);
        this.layout = GroupLayout.of(settings);
        this.devices = settings.get(Parameter.DEVICES).size();
        this.pasids = settings.get(Parameter.PASID) == Pasid.ON;
    }

    /**
     * Refuses tasks that contradict each other or other parameters.
     *
     * @throws IllegalArgumentException with a message that says what contradicts what
     */
    void require() {
        tasks.forEach(this::requireParameters);
        for (int i = 0; i < tasks.size(); i++) {
            if (frees(tasks.get(i))) {
                requireUnused(tasks.get(i));
            }
            for (int j = i + 1; j < tasks.size(); j++) {
                requireOnce(tasks.get(i), tasks.get(j));
            }
        }
    }

    private void requireParameters(Task task) {
        require(task.sid() < devices, task + " needs a device " + task.sid());
        require(task.kind() != Kind.REPLACE || layout.domains() > 1, "replace needs domains=2");
        require(!isAboutPasid(task) || pasids, task + " needs pasid=on");
        require(task.kind() != Kind.REMOVE || !pasids, "a device is removed without PASIDs (pasid=off)");
    }

    /** Nothing but the group that gives its domain up is, or comes to be, attached to that domain. */
    private void requireUnused(Task freeing) {
        Domain freed = layout.home(freeing.sid());
        String frees = freeing + " frees domain " + freed;
        for (int sid = 0; sid < devices; sid++) {
            boolean attached = !layout.sameGroup(sid, freeing.sid()) && layout.home(sid) == freed;
            require(!attached, frees + ", which device " + sid + " is attached to as well");
            boolean pasidAttached = pasids && layout.pasidHome(sid) == freed;
            require(!pasidAttached, frees + ", which PASID 1 of device " + sid + " is attached to");
        }
        for (Task other : tasks) {
            boolean attaches = switch (other.kind()) {
                case ATTACH, REATTACH -> layout.home(other.sid()) == freed;
                case REPLACE -> layout.pasidHome(other.sid()) == freed;
                default -> false;
            };
            require(!attaches, other + " attaches domain " + freed + ", which " + freeing + " frees");
        }
    }

    private void requireOnce(Task task, Task other) {
        String both = task + " and " + other;
        boolean sameDomain = frees(task) && frees(other) && layout.home(task.sid()) == layout.home(other.sid());
        require(!sameDomain, both + " free the same domain");
        boolean removedTwice = task.kind() == Kind.REMOVE && task.equals(other);
        require(!removedTwice, "device " + task.sid() + " is removed twice");
        boolean detaches = task.kind() == Kind.REMOVE_PASID || other.kind() == Kind.REMOVE_PASID;
        boolean samePasid = isAboutPasid(task) && isAboutPasid(other) && layout.sameGroup(task.sid(), other.sid());
        require(!(detaches && samePasid), both + " may detach a PASID that is not attached");
    }

    private static boolean frees(Task task) {
        return task.kind() == Kind.DETACH || task.kind() == Kind.CLOSE;
    }

    private static boolean isAboutPasid(Task task) {
        return task.kind() == Kind.SET_PASID || task.kind() == Kind.REMOVE_PASID;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("tasks: " + message);
        }
    }
}
