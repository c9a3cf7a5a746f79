package cordon.model.kernel;

import cordon.model.Choice.GroupKind;
import cordon.model.Parameter;
import cordon.model.Settings;

/**
 * Which devices are in one IOMMU group, and which paging domain each group is for.
 *
 * @param shared whether all devices are in one group; else each is in a group of its own
 * @param domains the number of paging domains
 */
public record GroupLayout(boolean shared, int domains) {

    /** The layout that {@code settings} ask for. */
    public static GroupLayout of(Settings settings) {
        return new GroupLayout(settings.get(Parameter.GROUPS) == GroupKind.SHARED, settings.get(Parameter.DOMAINS));
    }

    /** The number of the group of {@code sid}. */
    public int group(int sid) {
        return shared ? 0 : sid;
    }

    /** Whether two devices are in one group. */
    public boolean sameGroup(int sid, int other) {
        return group(sid) == group(other);
    }

    /** The paging domain that the group of {@code sid} is attached to when it is: groups take turns. */
    public Domain home(int sid) {
        return Domain.paging(group(sid) % domains);
    }

    /** The paging domain that PASID 1 of the group of {@code sid} is attached to when it is: the one after {@link #home}. */
    public Domain pasidHome(int sid) {
        return Domain.paging((group(sid) + 1) % domains);
    }
}
