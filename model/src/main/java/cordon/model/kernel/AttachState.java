package cordon.model.kernel;

import com.google.common.collect.ImmutableSet;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Field.Role;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Patch;
import cordon.model.hardware.Command;
import java.util.Optional;

/** {@code struct arm_smmu_attach_state}, and what {@code arm_smmu_attach_dev} is called with: the local variables of an attach. */
final class AttachState {
    private final Command commands;
    private final Masters masters;
    private final Field substream;
    private final EnumField<Domain> target;
    private final EnumField<Domain> old;
    private final Field ats;
    private final Optional<Field> refused;

    /** Declares the variables, for each of {@code thread}. */
    AttachState(Schema.Builder schema, Index thread, ImmutableSet<Patch> patches, Command commands, Masters masters) {
        this.commands = commands;
        this.masters = masters;
        substream = schema.means("attach: Stream ID and PASID that are attached (smmu.md C.7)")
                .upTo(commands.substreams() - 1)
                .control("attach.substream", Schema.bitsFor(commands.substreams() - 1), Integer::toString, thread);
        target = schema.means("attach: the new domain (smmu.md C.7)")
                .enumField("attach.new", Domain.class, Role.CONTROL, thread);
        old = schema.means("attach: the old domain (smmu.md C.7)")
                .enumField("attach.old", Domain.class, Role.CONTROL, thread);
        ats = schema.means("attach: ATS is to be on (smmu.md C.7, A3)")
                .control("attach.ats", 1, Integer::toString, thread);
        refused = patches.contains(Patch.RESULT)
                ? Optional.of(schema.means(
                                "attach, patch RESULT: the ATC_INV was not answered, or ats_broken is set: ATS is to be off after all")
                        .control("attach.refused", 1, Integer::toString, thread))
                : Optional.empty();
    }

    /** {@code of} is to go from {@code from} to {@code to}. */
    void begin(long[] s, int c, int of, Domain from, Domain to) {
        substream.set(s, c, of);
        old.set(s, c, from);
        target.set(s, c, to);
    }

    /** The attach has returned. */
    void end(long[] s, int c) {
        begin(s, c, 0, Domain.D0, Domain.D0);
    }

    /** What is attached: a device, or one PASID of it. */
    int substream(long[] s, int c) {
        return substream.get(s, c);
    }

    int sid(long[] s, int c) {
        return commands.sidOf(substream(s, c));
    }

    String device(long[] s, int c) {
        return "device " + sid(s, c) + commands.withPasid(substream(s, c));
    }

    Domain from(long[] s, int c) {
        return old.get(s, c);
    }

    Domain to(long[] s, int c) {
        return target.get(s, c);
    }

    boolean isPasid(long[] s, int c) {
        return commands.ssidOf(substream(s, c)) != 0;
    }

    boolean removesPasid(long[] s, int c) {
        return isPasid(s, c) && !to(s, c).isPaging();
    }

    /** A3: ATS is to be on, or is not. */
    void decide(long[] s, int c, boolean on) {
        ats.set(s, c, on ? 1 : 0);
    }

    /** What A3 has decided, by which the invs array was made. */
    boolean decided(long[] s, int c) {
        return ats.isSet(s, c);
    }

    /** Patch RESULT, or LOCK: ATS is to be off after all; {@code pci_disable_ats}. */
    void refuse(long[] s, int c) {
        refused.orElseThrow().set(s, c, 1);
        masters.setPciAts(s, sid(s, c), false);
    }

    /** Whether anything refuses. */
    boolean mayBeRefused() {
        return refused.isPresent();
    }

    /** ATS is to be on: as A3 has decided, unless it was {@linkplain #refuse refused} since. */
    boolean ats(long[] s, int c) {
        return decided(s, c) && !(refused.isPresent() && refused.get().isSet(s, c));
    }

    /** ATS goes on. */
    boolean turnsOn(long[] s, int c) {
        return ats(s, c) && !masters.atsEnabled(s, sid(s, c));
    }

    /** What A10 sends its ATC_INV to: where ATS goes on or off, to all PASIDs. */
    int invalidated(long[] s, int c) {
        boolean staysOn = ats(s, c) && masters.atsEnabled(s, sid(s, c));
        return staysOn ? substream(s, c) : commands.substream(sid(s, c), 0);
    }

    /** A13: the master has it now. */
    void forgetAts(long[] s, int c) {
        ats.set(s, c, 0);
        refused.ifPresent(field -> field.set(s, c, 0));
    }
}
