package cordon.model;

import cordon.model.hardware.Command;
import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.Hardware;
import cordon.model.hardware.StreamTable;
import cordon.model.kernel.Domain;
import cordon.model.kernel.Driver;
import cordon.model.kernel.Groups;
import cordon.model.kernel.InvsArrays;
import cordon.model.kernel.Masters;
import java.util.Optional;

/**
 * What an initial state has to be: one that a kernel is in after probe, when nothing has gone wrong yet and nothing is under way.
 *
 * <pre>
 * group        not freed, not resetting, no work queued; its domain is a paging domain that exists, or blocking         D.1
 * device       attached to group-&gt;domain, and its PASID 1 to the PASID's domain exactly if pasid_array has it;           C.7
 *              not removed, not in quarantine, bus master on, nothing in its ATC
 * CD           of the device: leads to group-&gt;domain, or is clear; of the PASID: the same for its domain                 C.7
 * STE          a CD table if anything is attached, with S1DSS=SSID0 or, where only a PASID is, terminate; abort if not  C.7
 * ATS          EATS, ste_ats_enabled, master.ats_enabled, pci.ats_enabled and Control.E are on exactly if anything is    B.5, C.7
 *              attached (cd_needs_ats: also if only a PASID is)
 * invs array   of each domain: the ASID has a user for each attachment to it, each attachment one ATS entry with one     C.6
 *              user, and nothing else is there
 * SMMU         holds no copy of an entry, or one that is as in memory                                                  A.7
 * </pre>
 *
 * All but the choice of who is attached, which is the settings', is checked here and not computed by the code that makes the state.
 */
public final class WellFormed {
    private final QuarantineModel model;
    private final Hardware hardware;
    private final Driver driver;
    private final Masters masters;
    private final Groups groups;
    private final Command commands;

    /** The rules for the states of {@code model}. */
    public WellFormed(QuarantineModel model) {
        this.model = model;
        this.hardware = model.hardware();
        this.driver = model.driver();
        this.masters = driver.masters();
        this.groups = driver.groups();
        this.commands = hardware.queue().commands();
    }

    /** What is wrong with {@code s} as an initial state, in words; empty if nothing is. */
    public Optional<String> offence(long[] s) {
        for (int sid = 0; sid < commands.sids(); sid++) {
            Optional<String> offence = offence(s, sid);
            if (offence.isPresent()) {
                return Optional.of("device " + sid + ": " + offence.get());
            }
        }
        for (int domain = 0; domain < model.domains(); domain++) {
            Optional<String> offence = ofArray(s, domain);
            if (offence.isPresent()) {
                return Optional.of("domain D" + domain + ": " + offence.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> offence(long[] s, int sid) {
        Domain domain = groups.domain(s, sid);
        if (domain == Domain.IDENTITY || (domain.isPaging() && domain.index() >= model.domains())) {
            return Optional.of("group->domain is " + domain);
        }
        if (groups.resetting(s, sid) || groups.brokenWorkQueued(s, sid)) {
            return Optional.of("its group is blocked, or is to be");
        }
        if (masters.freed(s, sid)
                || masters.atsBroken(s, sid)
                || masters.skipped(s, sid)
                || !hardware.endpoints().busMaster(s, sid)) {
            return Optional.of("it was removed, is in quarantine, or may not start DMA");
        }
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            Optional<String> offence = ofSubstream(s, commands.substream(sid, ssid));
            if (offence.isPresent()) {
                return offence;
            }
        }
        return ofStream(s, sid);
    }

    /** The domain that {@code substream} is attached to, as its group has it. */
    private Domain domainOf(long[] s, int substream) {
        int sid = commands.sidOf(substream);
        if (commands.ssidOf(substream) == 0) {
            return groups.domain(s, sid);
        }
        return groups.hasPasid(s, sid) ? groups.pasidHome(sid) : Domain.BLOCKED;
    }

    private Optional<String> ofSubstream(long[] s, int substream) {
        Domain domain = domainOf(s, substream);
        String name = commands.formatSubstream(substream);
        for (int d = 0; d < model.domains(); d++) {
            if (masters.mayUse(s, substream, d) != isPaging(domain, d)) {
                return Optional.of(name + " is, or is not, attached to D" + d + "; its group has " + domain);
            }
        }
        if (model.patches().contains(Patch.RESULT) && masters.atsListed(s, substream) != domain.isPaging()) {
            return Optional.of("the driver does not know of the ATS entry of " + name);
        }
        if (domain.isPaging() && groups.freed(s, domain)) {
            return Optional.of(name + " is attached to a domain that was freed");
        }
        ContextDescriptors descriptors = hardware.streams().descriptors();
        int wanted = domain.isPaging() ? ContextDescriptors.leadingTo(domain.index()) : ContextDescriptors.CLEAR;
        if (descriptors.code(s, substream) != wanted || !descriptors.copyAgrees(s, substream)) {
            return Optional.of("the CD of " + name + ", or the SMMU's copy, does not lead to " + domain);
        }
        for (int iova = 0; iova < commands.iovas(); iova++) {
            if (hardware.endpoints().holdsTranslation(s, substream, iova)) {
                return Optional.of(name + " has something in its ATC");
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofStream(long[] s, int sid) {
        boolean itself = groups.domain(s, sid).isPaging();
        boolean attached = itself || (commands.ssids() > 1 && groups.hasPasid(s, sid));
        int s1dss = itself ? StreamTable.S1DSS_SSID0 : StreamTable.S1DSS_TERMINATE;
        int wanted = attached ? StreamTable.cdTable(s1dss, true) : StreamTable.ABORT;
        StreamTable streams = hardware.streams();
        if (streams.code(s, sid) != wanted || !streams.copyAgrees(s, sid)) {
            return Optional.of("its STE is " + StreamTable.format(streams.code(s, sid)) + ", not "
                    + StreamTable.format(wanted) + "; or the SMMU's copy differs");
        }
        boolean atsAgrees = masters.atsEnabled(s, sid) == attached
                && masters.steAtsEnabled(s, sid) == attached
                && masters.pciAtsEnabled(s, sid) == attached
                && hardware.endpoints().atsEnabled(s, sid) == attached;
        return atsAgrees
                ? Optional.empty()
                : Optional.of("driver, PCI core and device do not agree that ATS is " + attached);
    }

    private Optional<String> ofArray(long[] s, int domain) {
        InvsArrays arrays = driver.arrays();
        int attachments = 0;
        for (int substream = 0; substream < commands.substreams(); substream++) {
            int users = isPaging(domainOf(s, substream), domain) ? 1 : 0;
            attachments += users;
            if (arrays.atsUsers(s, domain, substream) != users) {
                return Optional.of("the ATS entry of " + commands.formatSubstream(substream) + " has "
                        + arrays.atsUsers(s, domain, substream) + " users, not " + users);
            }
        }
        return arrays.asidUsers(s, domain) == attachments
                ? Optional.empty()
                : Optional.of("the ASID has " + arrays.asidUsers(s, domain) + " users, not " + attachments);
    }

    private static boolean isPaging(Domain domain, int index) {
        return domain.isPaging() && domain.index() == index;
    }
}
