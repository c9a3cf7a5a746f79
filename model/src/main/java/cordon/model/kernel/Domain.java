package cordon.model.kernel;

/** What a device can be attached to. */
public enum Domain {
    /** The first paging domain. */
    D0,
    /** The second paging domain, where the scenario has one. */
    D1,
    /** {@code ops->blocked_domain}: every transaction is aborted. */
    BLOCKED,
    /** {@code ops->identity_domain}: every transaction passes as it is. */
    IDENTITY;

    /** The paging domain with number {@code index}. */
    public static Domain paging(int index) {
        return index == 0 ? D0 : D1;
    }

    /** Whether it has a page table and an invs array; its number is then {@link #ordinal}. */
    public boolean isPaging() {
        return this == D0 || this == D1;
    }

    /** The number of a paging domain. */
    public int index() {
        return this == D0 ? 0 : 1;
    }
}
