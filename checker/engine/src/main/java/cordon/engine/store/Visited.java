package cordon.engine.store;

/** The states that a sequential search has visited, or what is remembered of them. */
public interface Visited {

    /** What {@link #add} says of a state that was not there. */
    int NEVER = Integer.MAX_VALUE;

    /**
     * Notes {@code state}, met at the end of a path of {@code depth} steps.
     *
     * @return the least depth at which it was met before, as far as is remembered: {@link #NEVER}, or 0 where depths are not
     */
    int add(long[] state, int depth);

    /** The number of states noted. */
    long size();

    /** Bytes held. */
    long bytes();

    /** Bytes that the next {@link #add} may hold at worst. */
    long bytesAhead();

    /** About how probable it is that some reachable state was taken for one that was there; 0 if that never happens. */
    double omissionProbability();
}
