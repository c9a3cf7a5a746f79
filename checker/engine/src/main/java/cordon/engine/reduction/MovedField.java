package cordon.engine.reduction;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Naming;
import java.util.Arrays;

/**
 * A field that changes when members are exchanged.
 *
 * @param axes for each of its indices, which of the interchangeable ones it is, or {@link Symmetry#NONE}
 * @param coordinates for each of its indices and elements, where the element lies
 * @param fixed for each element, where it lies on the axes that are not interchangeable, as one number
 * @param named which of the interchangeable indices its values name, or {@link Symmetry#NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MovedField(Field field, int[] axes, int[][] coordinates, int[] fixed, int named, int salt) {

    static MovedField of(Field field, ImmutableList<Index> indices) {
        int[] axes = field.indices().stream().mapToInt(indices::indexOf).toArray();
        int[][] coordinates = new int[axes.length][field.size()];
        int[] fixed = new int[field.size()];
        for (int e = 0; e < field.size(); e++) {
            int rest = e;
            for (int a = axes.length - 1; a >= 0; a--) {
                int size = field.indices().get(a).size();
                coordinates[a][e] = rest % size;
                fixed[e] = axes[a] == Symmetry.NONE ? fixed[e] * size + rest % size : fixed[e];
                rest /= size;
            }
        }
        int named = field.naming().map(naming -> indices.indexOf(naming.of())).orElse(Symmetry.NONE);
        return new MovedField(
                field, axes, coordinates, fixed, named, field.name().hashCode());
    }

    /** Whether exchanges change it at all. */
    boolean isMoved() {
        return named != Symmetry.NONE || Arrays.stream(axes).anyMatch(axis -> axis != Symmetry.NONE);
    }

    /** The axis on which the members of {@code index} are, or {@link Symmetry#NONE}. */
    int axis(int index) {
        return Ints.indexOf(axes, index);
    }

    /** The element that element {@code element} becomes. */
    int destination(int element, int[][] to) {
        int destination = 0;
        for (int a = 0; a < axes.length; a++) {
            int at = coordinates[a][element];
            int size = field.indices().get(a).size();
            destination = destination * size + (axes[a] == Symmetry.NONE ? at : to[axes[a]][at]);
        }
        return destination;
    }

    int rename(int value, int[][] to) {
        return named == Symmetry.NONE ? value : naming().rename(value, to[named]);
    }

    Naming naming() {
        return field.naming().orElseThrow();
    }
}
