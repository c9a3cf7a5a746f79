package cordon.engine.explore;

/**
 * How to search.
 *
 * @param workers threads that search, at least 1; the answers do not depend on it
 * @param first whether to stop at the end of the level in which some property is found to be violated
 */
public record Options(int workers, boolean first) {

    /** One thread, until every property is decided. */
    public static final Options DEFAULT = new Options(1, false);

    /** These options with another number of {@link #workers}. */
    public Options withWorkers(int number) {
        return new Options(number, first);
    }

    /** These options with another {@link #first}. */
    public Options withFirst(boolean stop) {
        return new Options(workers, stop);
    }
}
