package cordon.model.core;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Schema;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Groups;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;

/**
 * {@code __iommu_group_set_domain_internal} (smmu.md D.3): every device of a group gets another domain, unless one of them is
 * being reset.
 *
 * <pre>
 * lock group-&gt;mutex
 * resetting_domain is set: return -EBUSY
 * group.domain is new already: return 0
 * for each device of the group: attach(new, dev, old=group.domain)
 * group.domain := new;  unlock
 * </pre>
 */
final class SetDomain {
    private static final String FUNCTION = "__iommu_group_set_domain_internal";

    private final Contexts contexts;
    private final Groups groups;
    private final AttachDev attachDev;

    private final Label lock;
    private final Label next;
    private final Field sid;
    private final EnumField<Domain> target;
    private final Field member;
    private final Field busy;
    private final Field returnTo;

    SetDomain(Program program, Contexts contexts, Groups groups, AttachDev attachDev, int devices) {
        this.contexts = contexts;
        this.groups = groups;
        this.attachDev = attachDev;
        Schema.Builder schema = program.schema();
        sid = schema.means("set_domain: a device of the group that gets another domain (smmu.md D.3)")
                .upTo(devices - 1)
                .control("set.sid", Schema.bitsFor(devices - 1), Integer::toString, contexts.threads());
        target = schema.means("set_domain: the domain that the group gets (smmu.md D.3)")
                .enumField("set.domain", Domain.class, Role.CONTROL, contexts.threads());
        member = schema.means("set_domain: where the search for the next device of the group goes on (smmu.md D.3)")
                .upTo(devices)
                .control("set.member", Schema.bitsFor(devices), Integer::toString, contexts.threads());
        busy = schema.means("set_domain: whether it returned -EBUSY (smmu.md D.3)")
                .control("set.ret", 1, Integer::toString, contexts.threads());
        returnTo = contexts.returnAddress("set.return", FUNCTION);
        lock = contexts.label(FUNCTION);
        next = contexts.label(FUNCTION);
        lock.on("lock", "lock group->mutex; look at resetting_domain", this::lock)
                .saying((s, c) -> "lock group->mutex of device " + sid.get(s, c) + "; resetting_domain is "
                        + (groups.resetting(s, sid.get(s, c)) ? "set: return -EBUSY" : "not set"))
                .asSleeping();
        next.on("next", "attach the next device of the group; after the last, set group->domain and unlock", this::next)
                .saying((s, c) -> groups.hasMember(s, sid.get(s, c), member.get(s, c))
                        ? "attach device " + nextMember(s, c) + " to " + target.get(s, c)
                        : "group->domain := " + target.get(s, c) + "; unlock");
    }

    /** Attaches the group of {@code device} to {@code to}; goes on at {@code then}, which looks at {@link #takeBusy}. */
    boolean call(long[] s, int c, int device, Domain to, Label then) {
        sid.set(s, c, device);
        target.set(s, c, to);
        contexts.setReturn(s, c, returnTo, then);
        return contexts.go(s, c, lock);
    }

    /** Whether the last call by context {@code c} returned -EBUSY, which is thereby forgotten. */
    boolean takeBusy(long[] s, int c) {
        return busy.take(s, c);
    }

    /** What {@link #takeBusy} would return: for the words of a trace. */
    boolean busy(long[] s, int c) {
        return busy.isSet(s, c);
    }

    private boolean lock(long[] s, int c) {
        if (!groups.lock(s, sid.get(s, c))) {
            return false;
        }
        if (groups.resetting(s, sid.get(s, c))) {
            busy.set(s, c, 1);
            return unlock(s, c);
        }
        return groups.domain(s, sid.get(s, c)) == target.get(s, c) ? unlock(s, c) : contexts.go(s, c, next);
    }

    private boolean next(long[] s, int c) {
        if (groups.hasMember(s, sid.get(s, c), member.get(s, c))) {
            int device = nextMember(s, c);
            member.set(s, c, device + 1);
            return attachDev.call(s, c, device, groups.domain(s, device), target.get(s, c), next);
        }
        groups.setDomain(s, sid.get(s, c), target.get(s, c));
        return unlock(s, c);
    }

    private int nextMember(long[] s, int c) {
        return groups.nextMember(s, sid.get(s, c), member.get(s, c));
    }

    private boolean unlock(long[] s, int c) {
        groups.unlock(s, sid.get(s, c));
        sid.set(s, c, 0);
        target.set(s, c, Domain.D0);
        member.set(s, c, 0);
        return contexts.goBack(s, c, returnTo);
    }
}
