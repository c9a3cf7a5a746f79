package cordon.specs.proof;

/** A generation of a page. */
enum PageState {
    /** Nobody has mapped it yet. */
    FRESH,
    /** Its PTE is there. */
    MAPPED,
    /** Its PTE is cleared, and it is the domain's still. */
    CLEARED,
    /** The unmap has returned: it belongs to somebody else. */
    FREE
}
