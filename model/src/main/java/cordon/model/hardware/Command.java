package cordon.model.hardware;

/**
 * The commands of a scenario, each as a small number: what a slot of the command queue holds (smmu.md A.6).
 *
 * <p>0 is an entry that nobody will read again. The numbers of Stream IDs, SubstreamIDs, IOVAs and domains are those of the
 * scenario.
 *
 * <p>What a TLBI or an ATC_INV is about is a <em>range</em>: {@code 0 .. iovas-1} for one page; {@code iovas} for
 * everything in an ATC; {@code iovas + d} for every page of paging domain {@code d}, by its ASID, in the TLB.
 *
 * <p>What requests come from is a <em>substream</em>: a Stream ID with or without a PASID. Substream {@code sid * ssids} is
 * without, the {@code ssids - 1} after it are with PASID 1 and so on. Sets of substreams are bit sets.
 *
 * @param sids the number of Stream IDs
 * @param ssids the number of substreams of each: one more than it has PASIDs
 * @param iovas the number of IOVA pages
 * @param domains the number of paging domains
 */
public record Command(int sids, int ssids, int iovas, int domains) {

    /** What a command is, apart from its operands. */
    public enum Opcode {
        /** No command: a slot whose content does not matter. */
        NONE,
        /** CMD_SYNC. */
        SYNC,
        /** CMD_TLBI_NH_VA or CMD_TLBI_NH_ASID. */
        TLBI,
        /** CMD_CFGI_STE. */
        CFGI_STE,
        /** CMD_CFGI_CD. */
        CFGI_CD,
        /** CMD_ATC_INV. */
        ATC_INV,
        /** A command that the SMMU does not know. */
        ILLEGAL
    }

    /** CMD_SYNC. */
    public static final int SYNC = 1;

    private static final int FIRST_TLBI = 2;

    /** The range of an ATC_INV that removes everything. */
    public int everything() {
        return iovas;
    }

    /** The range of a TLBI by the ASID of {@code domain}. */
    public int asid(int domain) {
        return iovas + domain;
    }

    /** One more than the largest range. */
    public int ranges() {
        return iovas + domains;
    }

    /** One more than the largest substream. */
    public int substreams() {
        return sids * ssids;
    }

    /** The substream of requests of {@code sid} with PASID {@code ssid}, or with none if that is 0. */
    public int substream(int sid, int ssid) {
        return sid * ssids + ssid;
    }

    /** The Stream ID of a substream. */
    public int sidOf(int substream) { // asked for at nearly every state: no division where there are no PASIDs
        return ssids == 1 ? substream : substream / ssids;
    }

    /** The PASID of a substream, 0 meaning none. */
    public int ssidOf(int substream) {
        return ssids == 1 ? 0 : substream % ssids;
    }

    /** The Stream IDs of a set of substreams, as a bit set. */
    public int sidsOf(int substreamSet) {
        int sidSet = 0;
        for (int left = substreamSet; left != 0; left &= left - 1) {
            sidSet |= 1 << sidOf(Integer.numberOfTrailingZeros(left));
        }
        return sidSet;
    }

    /** The paging domain that {@code iova} is used in: domains take turns. */
    public int domainOf(int iova) {
        return domains == 1 ? 0 : iova % domains;
    }

    /** The paging domain that a TLBI of {@code range} is about. */
    public int domainOfRange(int range) {
        return range < iovas ? domainOf(range) : range - iovas;
    }

    /** CMD_TLBI_NH_VA or CMD_TLBI_NH_ASID. */
    public int tlbi(int range) {
        return FIRST_TLBI + range;
    }

    /** CMD_CFGI_STE of one Stream ID. */
    public int cfgiSte(int sid) {
        return FIRST_TLBI + ranges() + sid;
    }

    /** CMD_CFGI_CD of one substream. */
    public int cfgiCd(int substream) {
        return cfgiSte(sids) + substream;
    }

    /** CMD_ATC_INV to one substream, of one page or of everything. Without a PASID it is about those of all PASIDs. */
    public int atcInv(int substream, int range) {
        return cfgiCd(substreams()) + substream * (iovas + 1) + range;
    }

    /** A command that the SMMU does not know. */
    public int illegal() {
        return atcInv(substreams(), 0);
    }

    /** One more than the largest command. */
    public int count() {
        return illegal() + 1;
    }

    /** What {@code command} is. */
    public Opcode opcode(int command) {
        if (command == 0) {
            return Opcode.NONE;
        } else if (command == SYNC) {
            return Opcode.SYNC;
        } else if (command < cfgiSte(0)) {
            return Opcode.TLBI;
        } else if (command < cfgiCd(0)) {
            return Opcode.CFGI_STE;
        } else if (command < atcInv(0, 0)) {
            return Opcode.CFGI_CD;
        } else {
            return command == illegal() ? Opcode.ILLEGAL : Opcode.ATC_INV;
        }
    }

    /** The Stream ID of a CFGI_STE, CFGI_CD or ATC_INV. */
    public int sid(int command) {
        return opcode(command) == Opcode.CFGI_STE ? command - cfgiSte(0) : sidOf(substream(command));
    }

    /** The substream of a CFGI_CD or ATC_INV. */
    public int substream(int command) {
        return opcode(command) == Opcode.CFGI_CD ? command - cfgiCd(0) : (command - atcInv(0, 0)) / (iovas + 1);
    }

    /** The range of a TLBI or ATC_INV. */
    public int range(int command) {
        return opcode(command) == Opcode.TLBI ? command - FIRST_TLBI : (command - atcInv(0, 0)) % (iovas + 1);
    }

    /** Whether a TLBI of {@code range} removes the entry of {@code iova}. */
    public boolean tlbiCovers(int range, int iova) {
        return range == iova || range == asid(domainOf(iova));
    }

    /** Whether an ATC_INV of {@code range} to {@code target} removes the entry of {@code iova} of {@code substream}. */
    public boolean atcInvCovers(int target, int range, int substream, int iova) {
        boolean tagged = target == substream || (ssidOf(target) == 0 && sidOf(target) == sidOf(substream));
        return tagged && (range == iova || range == everything());
    }

    /** {@code command} for people. */
    public String format(int command) {
        return switch (opcode(command)) {
            case NONE -> "-";
            case SYNC -> "CMD_SYNC";
            case TLBI ->
                range(command) < iovas
                        ? "TLBI(iova " + range(command) + ")"
                        : "TLBI(ASID of D" + (range(command) - iovas) + ")";
            case ILLEGAL -> "an illegal command";
            case CFGI_STE -> "CFGI_STE(sid " + sid(command) + ")";
            case CFGI_CD -> "CFGI_CD(" + formatSubstream(substream(command)) + ")";
            case ATC_INV -> "ATC_INV(" + formatSubstream(substream(command)) + ", " + formatRange(range(command)) + ")";
        };
    }

    /** The range of an ATC_INV for people. */
    public String formatRange(int range) {
        return range == everything() ? "everything" : "iova " + range;
    }

    /** A substream for people: {@code sid 0} or {@code sid 0 PASID 1}. */
    public String formatSubstream(int substream) {
        return "sid " + sidOf(substream) + withPasid(substream);
    }

    /** What is added to the name of a device where a PASID matters: nothing, or {@code " PASID 1"}. */
    public String withPasid(int substream) {
        return ssidOf(substream) == 0 ? "" : " PASID " + ssidOf(substream);
    }
}
