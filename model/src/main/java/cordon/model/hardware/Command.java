package cordon.model.hardware;

/**
 * The commands of a scenario, each as a small number: what a slot of the command queue holds (smmu.md A.6).
 *
 * <p>0 is an entry that nobody will read again. A range is one IOVA page; the number of IOVAs and Stream IDs is that of
 * the scenario.
 *
 * @param sids the number of Stream IDs
 * @param iovas the number of IOVA pages
 */
public record Command(int sids, int iovas) {

    /** What a command is, apart from its operands. */
    public enum Opcode {
        /** No command: a slot whose content does not matter. */
        NONE,
        /** CMD_SYNC. */
        SYNC,
        /** CMD_TLBI_NH_VA. */
        TLBI,
        /** CMD_CFGI_STE. */
        CFGI_STE,
        /** CMD_ATC_INV. */
        ATC_INV
    }

    /** CMD_SYNC. */
    public static final int SYNC = 1;

    private static final int FIRST_TLBI = 2;

    /** CMD_TLBI_NH_VA of one page of the domain's ASID. */
    public int tlbi(int iova) {
        return FIRST_TLBI + iova;
    }

    /** CMD_CFGI_STE of one Stream ID. */
    public int cfgiSte(int sid) {
        return FIRST_TLBI + iovas + sid;
    }

    /** CMD_ATC_INV of one page, to one Stream ID. */
    public int atcInv(int sid, int iova) {
        return FIRST_TLBI + iovas + sids + sid * iovas + iova;
    }

    /** One more than the largest command. */
    public int count() {
        return atcInv(sids - 1, iovas - 1) + 1;
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
            return Opcode.ATC_INV;
        }
    }

    /** The Stream ID of a CFGI_STE or ATC_INV. */
    public int sid(int command) {
        return opcode(command) == Opcode.CFGI_STE ? command - cfgiSte(0) : (command - atcInv(0, 0)) / iovas;
    }

    /** The IOVA of a TLBI or ATC_INV. */
    public int iova(int command) {
        return opcode(command) == Opcode.TLBI ? command - FIRST_TLBI : (command - atcInv(0, 0)) % iovas;
    }

    /** {@code command} for people. */
    public String format(int command) {
        return switch (opcode(command)) {
            case NONE -> "-";
            case SYNC -> "CMD_SYNC";
            case TLBI -> "TLBI(iova " + iova(command) + ")";
            case CFGI_STE -> "CFGI_STE(sid " + sid(command) + ")";
            case ATC_INV -> "ATC_INV(sid " + sid(command) + ", iova " + iova(command) + ")";
        };
    }
}
