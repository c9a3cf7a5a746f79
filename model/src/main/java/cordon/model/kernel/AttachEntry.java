package cordon.model.kernel;

import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.StreamTable;
import cordon.model.machine.Label;

/** What an attach makes of the STE and the CD (A8 of smmu.md C.7): {@code arm_smmu_make_cdtable_ste} and its like. */
final class AttachEntry {
    private final AttachState state;
    private final Masters masters;
    private final Groups groups;
    private final StreamTable streams;
    private final WriteEntry writeEntry;
    private final Command commands;

    AttachEntry(AttachState state, Masters masters, Groups groups, StreamTable streams, WriteEntry writeEntry) {
        this.state = state;
        this.masters = masters;
        this.groups = groups;
        this.streams = streams;
        this.writeEntry = writeEntry;
        this.commands = writeEntry.commands();
    }

    /** {@code arm_smmu_ssids_in_use}. */
    boolean pasidsInUse(long[] s, int sid) {
        return commands.ssids() > 1 && streams.descriptors().valid(s, commands.substream(sid, 1));
    }

    /** Whether there is a CD to write. */
    boolean writesCd(long[] s, int c) {
        return state.to(s, c).isPaging() || state.isPasid(s, c);
    }

    boolean writeCd(long[] s, int c, Label then) {
        int cd = state.to(s, c).isPaging()
                ? ContextDescriptors.leadingTo(state.to(s, c).index())
                : ContextDescriptors.CLEAR;
        return writeEntry.callCd(s, c, state.substream(s, c), cd, then);
    }

    boolean writeSte(long[] s, int c, Label then) {
        masters.setSteAtsEnabled(s, state.sid(s, c), state.ats(s, c));
        return writeEntry.callSte(s, c, state.sid(s, c), ste(s, c), then);
    }

    /** {@code arm_smmu_update_ste}: for a PASID the STE is written only if it has no CD table, or EATS is to change. */
    boolean steStays(long[] s, int c) {
        return state.isPasid(s, c)
                && streams.hasCdTable(s, state.sid(s, c))
                && masters.steAtsEnabled(s, state.sid(s, c)) == state.ats(s, c);
    }

    /** The STE that goes with what the device is attached to, the PASIDs aside, as far as there are any. */
    int ste(long[] s, int c) {
        Domain domain = state.isPasid(s, c) ? groups.domainForDriver(s, state.sid(s, c)) : state.to(s, c);
        boolean cdTable = state.isPasid(s, c) || pasidsInUse(s, state.sid(s, c));
        boolean withAts = state.ats(s, c);
        return switch (domain) {
            case BLOCKED -> cdTable ? StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, withAts) : StreamTable.ABORT;
            case IDENTITY -> cdTable ? StreamTable.cdTable(StreamTable.S1DSS_BYPASS, withAts) : StreamTable.BYPASS;
            case D0, D1 -> StreamTable.cdTable(StreamTable.S1DSS_SSID0, withAts);
        };
    }
}
