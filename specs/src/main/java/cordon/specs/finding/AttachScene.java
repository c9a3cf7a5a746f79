package cordon.specs.finding;

import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.AttachDev;
import cordon.model.kernel.Domain;
import cordon.model.kernel.WriteEntry;
import java.util.List;

/** What the patterns of findings about attaching and detaching ask of a model: names of steps, as in a trace, and conditions. */
final class AttachScene {
    /** An attach decides on ATS, and publishes the new array. */
    static final List<String> DECIDES = List.of("arm_smmu_attach_prepare A2-A6");

    /** An attach looks at ats_broken, then issues its ATC_INV, or does not. */
    static final List<String> INVALIDATES = List.of("arm_smmu_attach_commit A10");

    /** An attach goes on after its ATC_INV. */
    static final List<String> GOES_ON = List.of("arm_smmu_attach_commit A10 enable", "arm_smmu_attach_commit A12");

    /** An attach has finished. */
    static final List<String> RETURNS = List.of("arm_smmu_attach_commit A13-A14");

    /** The writer of an entry reads it. */
    static final List<String> COMPARES = List.of("arm_smmu_write_entry W0-W1");

    /** The writer of an entry stores to it. */
    static final List<String> WRITES = List.of("arm_smmu_write_entry W2");

    /** P7 stores its fence. */
    static final List<String> FENCES = List.of("disable (patch 7) store");

    /** Steps by which an STE, or the SMMU's copy of it, comes to stop Translated transactions. */
    static final List<String> CLOSES =
            List.of("arm_smmu_write_entry W2", "disable (patch 7) store", "SMMU 4.8 perform CFGI_STE");

    /** A flush reads the array. */
    static final List<String> FLUSH_BEGINS = List.of("arm_smmu_domain_inv_range R1-R3");

    /** A flush returns. */
    static final List<String> FLUSH_RETURNS = List.of("arm_smmu_domain_inv_range R5");

    private AttachScene() {}

    /** Whether context {@code c} is attaching {@code sid}, or a PASID of it, at a step of the procedure. */
    static boolean attaches(QuarantineModel model, long[] s, int c, int sid) {
        return commands(model).sidOf(attachDev(model).substream(s, c)) == sid;
    }

    /** Whether some context is between A2 and A14 of an attach of {@code sid}, or of a PASID of it. */
    static boolean isBeingAttached(QuarantineModel model, long[] s, int sid) {
        return model.core().orElseThrow().isAttaching(s, sid);
    }

    /** Whether what context {@code c} attaches is a PASID. */
    static boolean isPasid(QuarantineModel model, long[] s, int c) {
        return commands(model).ssidOf(attachDev(model).substream(s, c)) != 0;
    }

    /** Whether {@code ats_broken} of {@code sid} is set. */
    static boolean broken(QuarantineModel model, long[] s, int sid) {
        return model.driver().masters().atsBroken(s, sid);
    }

    /** P7 has found {@code sid} silent, and is fencing it. */
    static boolean isBeingBlocked(QuarantineModel model, long[] s, int sid) {
        for (int thread = 0; thread < model.threads(); thread++) {
            if (model.driver().blockAts().running(s, thread)
                    && model.driver().blockAts().sid(s, thread) == sid) {
                return true;
            }
        }
        return false;
    }

    /** Whether EATS is on in the STE of {@code sid} in memory. */
    static boolean eats(QuarantineModel model, long[] s, int sid) {
        return model.hardware().streams().eats(s, sid) == StreamTable.EATS_TRANS;
    }

    /** Whether context {@code c} stores to the STE of {@code sid}, by a step that turns EATS on. */
    static boolean opens(QuarantineModel model, long[] before, int c, long[] after, int sid) {
        return writer(model).writesSte(before, c, sid) && !eats(model, before, sid) && eats(model, after, sid);
    }

    /** Whether the entry that context {@code c} is writing shall have ATS. */
    static boolean wantsAts(QuarantineModel model, long[] s, int c) {
        return StreamTable.eats(writer(model).steWanted(s, c)) == StreamTable.EATS_TRANS;
    }

    /** Whether some context is writing the STE of {@code sid}. */
    static boolean isWritten(QuarantineModel model, long[] s, int sid) {
        for (int c = 0; c < model.threads(); c++) {
            if (writer(model).writesSte(s, c, sid)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code substream} holds a translation of an IOVA of {@code domain}; of any IOVA, if that is no paging domain. */
    static boolean holds(QuarantineModel model, long[] s, int substream, Domain domain) {
        for (int iova = 0; iova < model.hardware().memory().pages(); iova++) {
            boolean ofDomain = !domain.isPaging() || commands(model).domainOf(iova) == domain.index();
            if (ofDomain && model.hardware().endpoints().holdsTranslation(s, substream, iova)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code sid} holds any translation. */
    static boolean holdsAny(QuarantineModel model, long[] s, int sid) {
        for (int ssid = 0; ssid < commands(model).ssids(); ssid++) {
            if (holds(model, s, commands(model).substream(sid, ssid), Domain.BLOCKED)) {
                return true;
            }
        }
        return false;
    }

    /** How devices are attached; only in worlds in which they are. */
    static AttachDev attachDev(QuarantineModel model) {
        return model.core().orElseThrow().attachDev();
    }

    /** How entries are written; only in worlds in which they are. */
    static WriteEntry writer(QuarantineModel model) {
        return attachDev(model).writeEntry();
    }

    static Command commands(QuarantineModel model) {
        return model.hardware().queue().commands();
    }
}
