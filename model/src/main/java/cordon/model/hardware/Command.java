package cordon.model.hardware;

/**
 * The commands of a scenario, each as a small number: what a slot of the command queue holds (smmu.md A.6).
 *
 * <p>0 is an entry that nobody will read again. A range is one IOVA page; the number of IOVAs and Stream IDs is that of
 * the scenario.
 *
 * <p>What a TLBI or an ATC_INV is about is a <em>range</em>: {@code 0 .. iovas-1} for one page; {@code iovas} for
 * everything in an ATC; {@code iovas + d} for every page of paging domain {@code d}, by its ASID, in the TLB.
 *
 * @param sids the number of Stream IDs
 * @param iovas the number of IOVA pages
 * @param domains the number of paging domains
 */
public record Command(int sids, int iovas, int domains) {

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

    /** The paging domain that {@code iova} is used in: domains take turns. */
    public int domainOf(int iova) {
        return iova % domains;
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

    /** CMD_ATC_INV to one Stream ID, of one page or of everything. */
    public int atcInv(int sid, int range) {
        return FIRST_TLBI + ranges() + sids + sid * (iovas + 1) + range;
    }

    /** A command that the SMMU does not know. */
    public int illegal() {
        return atcInv(sids - 1, everything()) + 1;
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
        } else if (command < atcInv(0, 0)) {
            return Opcode.CFGI_STE;
        } else {
            return command == illegal() ? Opcode.ILLEGAL : Opcode.ATC_INV;
        }
    }

    /** The Stream ID of a CFGI_STE or ATC_INV. */
    public int sid(int command) {
        return opcode(command) == Opcode.CFGI_STE ? command - cfgiSte(0) : (command - atcInv(0, 0)) / (iovas + 1);
    }

    /** The range of a TLBI or ATC_INV. */
    public int range(int command) {
        return opcode(command) == Opcode.TLBI ? command - FIRST_TLBI : (command - atcInv(0, 0)) % (iovas + 1);
    }

    /** Whether a TLBI of {@code range} removes the entry of {@code iova}. */
    public boolean tlbiCovers(int range, int iova) {
        return range == iova || range == asid(domainOf(iova));
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
            case ATC_INV -> "ATC_INV(sid " + sid(command) + ", " + formatRange(range(command)) + ")";
        };
    }

    /** The range of an ATC_INV for people. */
    public String formatRange(int range) {
        return range == everything() ? "everything" : "iova " + range;
    }
}
