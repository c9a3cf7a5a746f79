package cordon.symbolic;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many members each sort of a protocol has. */
public final class Instance {
    private final ImmutableMap<Sort, Integer> sizes;

    private Instance(ImmutableMap<Sort, Integer> sizes) {
        this.sizes = sizes;
    }

    /**
     * The sizes of the sorts of {@code protocol}, in the order in which it declares them.
     *
     * @throws IllegalArgumentException if there are more or fewer sizes than sorts, or one is below 1
     */
    public static Instance of(Protocol protocol, int... sizes) {
        List<Sort> sorts = protocol.sorts();
        if (sizes.length != sorts.size()) {
            throw new IllegalArgumentException(sizes.length + " sizes for the sorts " + sorts);
        }
        ImmutableMap.Builder<Sort, Integer> all = ImmutableMap.builder();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1) {
                throw new IllegalArgumentException(sorts.get(i) + ": a sort has at least one member, not " + sizes[i]);
            }
            all.put(sorts.get(i), sizes[i]);
        }
        return new Instance(all.buildOrThrow());
    }

    /** How many members {@code sort} has. */
    int size(Sort sort) {
        Integer size = sizes.get(sort);
        if (size == null) {
            throw new IllegalArgumentException("no sort " + sort);
        }
        return size;
    }

    /** How many tuples of members of {@code sorts} there are. */
    int tuples(List<Sort> sorts) {
        return sorts.stream().mapToInt(this::size).reduce(1, Math::multiplyExact);
    }

    /** {@code device: 2, page: 1}. */
    @Override
    public String toString() {
        return sizes.entrySet().stream()
                .map((Map.Entry<Sort, Integer> entry) -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
