package cordon.engine.schema;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How many devices, pages, CPUs and so on something has happened to: the members of indices that some element belongs to which is
 * not as it was at first. Not for several threads.
 */
public final class Involvement {
    private final Schema schema;
    private final long[] start;
    private final int[][][] members; // of each element of each field, numbered from 0 over all indices
    private final BitSet involved = new BitSet();

    /** Compared with {@code start}, a state of {@code schema}. */
    public Involvement(Schema schema, long[] start) {
        this.schema = schema;
        this.start = start.clone();
        this.members = new int[schema.fields().size()][][];
        Map<String, Integer> numbers = new HashMap<>();
        for (int f = 0; f < members.length; f++) {
            Field field = schema.fields().get(f);
            members[f] = new int[field.size()][];
            for (int i = 0; i < field.size(); i++) {
                members[f][i] = field.members(i).stream()
                        .mapToInt(name -> numbers.computeIfAbsent(name, n -> numbers.size()))
                        .toArray();
            }
        }
    }

    /** The number of members that are involved in {@code state}. */
    public int of(long[] state) {
        involved.clear();
        for (int f = 0; f < members.length; f++) {
            Field field = schema.fields().get(f);
            for (int i = 0; i < members[f].length; i++) {
                if (field.get(start, i) != field.get(state, i)) {
                    for (int member : members[f][i]) {
                        involved.set(member);
                    }
                }
            }
        }
        return involved.cardinality();
    }
}
