package cordon.engine.store;

/** The states that a sequential search has visited, or what is remembered of them. */
public interface Visited {

    /** Notes {@code state} and says whether it was, as far as is remembered, not there. */
    boolean add(long[] state);

    /** The number of times that {@link #add} said yes. */
    long size();

    /** Bytes held. */
    long bytes();

    /** Bytes that the next {@link #add} may hold at worst. */
    long bytesAhead();

    /** About how probable it is that some reachable state was taken for one that was there; 0 if that never happens. */
    double omissionProbability();
}
