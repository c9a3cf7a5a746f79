package cordon.specs.property;

import cordon.model.Choice.GroupKind;
import cordon.model.Parameter;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Domain;
import cordon.model.kernel.EntryFormat;
import cordon.model.kernel.Groups;
import java.util.Locale;
import java.util.Optional;

/** The purpose of attaching (smmu.md C.7, A8), when everything has come to rest; S14 of smmu.md E.3 in the whole protocol. */
final class EntryIsRight extends RightAtRest {
    private final RestingEntries entries;
    private final StreamTable streams;
    private final Command commands;

    EntryIsRight(QuarantineModel model) {
        super(model);
        this.entries = new RestingEntries(model);
        this.streams = model.hardware().streams();
        this.commands = model.hardware().queue().commands();
    }

    @Override
    public String name() {
        return "entry-is-right";
    }

    @Override
    public String meaning() {
        return "When every task has finished and no work is queued, the STE of each device says what the core has attached the device to: "
                + "abort, bypass or the CD of its domain, with a table of CDs for as long as a PASID is in use. The CD of a PASID leads to "
                + "the domain of that PASID if pasid_array has it and no reset is going on, and is clear if not. EATS in memory, and "
                + "fields that the SMMU does not use, are not looked at. The SMMU's copy is as the STE in memory, unless a CFGI_STE is "
                + "about to drop it. (smmu.md C.7, D.3; S14, smmu.md E.3)";
    }

    @Override
    Optional<String> offence(long[] s, int sid) {
        if (model.driver().masters().freed(s, sid)) {
            return Optional.empty();
        }
        Domain domain = attachedTo(s, sid);
        if (passesBesideABlockedDevice(s, sid)) {
            return Optional.empty();
        }
        int substream = commands.substream(sid, 0);
        if (!says(streams.code(s, sid), wanted(s, sid, domain))) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the STE of device %d, which is attached to %s, says %s",
                    sid,
                    domain,
                    StreamTable.format(streams.code(s, sid))));
        } else if (domain.isPaging()
                && streams.descriptors().code(s, substream) != ContextDescriptors.leadingTo(domain.index())) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the CD of device %d, which is attached to %s, says %s",
                    sid,
                    domain,
                    ContextDescriptors.format(streams.descriptors().code(s, substream))));
        } else if (entries.keepsOldCopy(s, sid)) {
            return Optional.of(
                    "the SMMU keeps a copy of the STE of device " + sid + " that is not as the STE in memory");
        }
        return commands.ssids() > 1 ? offenceOfPasid(s, sid) : Optional.empty();
    }

    private Optional<String> offenceOfPasid(long[] s, int sid) {
        Groups groups = model.driver().groups();
        int code = streams.descriptors().code(s, commands.substream(sid, 1));
        int attached = ContextDescriptors.leadingTo(groups.pasidHome(sid).index());
        int wanted = groups.hasPasid(s, sid) && !groups.resetting(s, sid) ? attached : 0;
        boolean ofAnother = model.settings().get(Parameter.GROUPS) == GroupKind.SHARED
                && groups.resetting(s, sid); // nothing says which device of the group is blocked
        if (code == wanted || (ofAnother && groups.hasPasid(s, sid) && code == attached)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the CD of PASID 1 of device %d, %s pasid_array, says %s",
                sid,
                groups.hasPasid(s, sid) ? "which is in" : "which is not in",
                ContextDescriptors.format(code)));
    }

    /**
     * The domain that {@code sid} is attached to, as the core has it. {@code resetting_domain} is the group's: it says nothing of a
     * member that is attached to a paging domain while another one is blocked.
     */
    private Domain attachedTo(long[] s, int sid) {
        Groups groups = model.driver().groups();
        return groups.resetting(s, sid) && !model.driver().masters().mayUseSome(s, commands.substream(sid, 0))
                ? Domain.BLOCKED
                : groups.domain(s, sid);
    }

    /** True if {@code sid} may be in the identity domain while another device of its group is blocked: nothing says which one is. */
    private boolean passesBesideABlockedDevice(long[] s, int sid) {
        Groups groups = model.driver().groups();
        return model.settings().get(Parameter.GROUPS) == GroupKind.SHARED
                && groups.resetting(s, sid)
                && groups.domain(s, sid) == Domain.IDENTITY
                && says(streams.code(s, sid), wanted(s, sid, Domain.IDENTITY));
    }

    /** True if the entries with these codes are the same in what the SMMU looks at. */
    private static boolean says(int code, int wanted) {
        if (code == wanted) {
            return true;
        }
        long[] words = StreamTable.words(wanted);
        long[] used = EntryFormat.STE.used(words);
        long[] found = StreamTable.words(code);
        return (found[0] & used[0]) == (words[0] & used[0]) && (found[1] & used[1]) == (words[1] & used[1]);
    }

    /** The STE for {@code domain}, with EATS as it is. */
    private int wanted(long[] s, int sid, Domain domain) {
        boolean table = domain.isPaging()
                || (commands.ssids() > 1 && streams.descriptors().valid(s, commands.substream(sid, 1)));
        boolean ats = streams.eats(s, sid) == StreamTable.EATS_TRANS;
        return switch (domain) {
            case BLOCKED -> table ? StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, ats) : StreamTable.ABORT;
            case IDENTITY -> table ? StreamTable.cdTable(StreamTable.S1DSS_BYPASS, ats) : StreamTable.BYPASS;
            case D0, D1 -> StreamTable.cdTable(StreamTable.S1DSS_SSID0, ats);
        };
    }
}
