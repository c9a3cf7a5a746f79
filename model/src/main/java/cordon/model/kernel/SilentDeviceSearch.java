package cordon.model.kernel;

import cordon.model.Choice.RetryStrategy;

/**
 * How P7 narrows a timed-out batch down to the devices that did not answer. Sets of Stream IDs are bit masks; {@code
 * batch} is the set that timed out together, {@code probe} the subset being retried, 0 when the search is over.
 *
 * @param strategy which of the searches
 */
record SilentDeviceSearch(RetryStrategy strategy) {

    /** The first subset to retry. */
    int first(int batch) {
        return switch (strategy) {
            case PER_SID, NONE -> Integer.lowestOneBit(batch);
            case BISECT -> Integer.bitCount(batch) == 1 ? batch : lowerHalf(batch);
        };
    }

    /** Whether {@code probe} is issued again, or known to have timed out without that. */
    boolean needsRetry(int batch, int probe) {
        return switch (strategy) {
            case PER_SID -> true;
            case BISECT -> probe != batch;
            case NONE -> false;
        };
    }

    /** The next subset when {@code probe} was answered, or its only member has been dealt with. */
    int next(int batch, int probe) {
        return switch (strategy) {
            case PER_SID, NONE -> Integer.lowestOneBit(batch & ~(2 * Integer.highestOneBit(probe) - 1));
            case BISECT -> {
                // Walk down from the whole batch to the probe; the last upper half passed by is next.
                int next = 0;
                int node = batch;
                while (node != probe) {
                    int lower = lowerHalf(node);
                    if ((probe & lower) != 0) {
                        next = node & ~lower;
                        node = lower;
                    } else {
                        node = node & ~lower;
                    }
                }
                yield next;
            }
        };
    }

    /** The next subset when {@code probe}, of more than one Stream ID, timed out. */
    int narrow(int probe) {
        return lowerHalf(probe);
    }

    /** The lower half of the members of {@code set}, rounded down; {@code set} has at least two. */
    private static int lowerHalf(int set) {
        int half = 0;
        for (int left = Integer.bitCount(set) / 2; left > 0; left--) {
            half |= Integer.lowestOneBit(set & ~half);
        }
        return half;
    }
}
