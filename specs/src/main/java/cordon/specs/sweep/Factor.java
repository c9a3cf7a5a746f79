package cordon.specs.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.model.Parameter;
import java.util.stream.Stream;

/**
 * Something that a sweep varies: a parameter, or a part of one that is a list.
 *
 * @param part which part of the parameter
 * @param name the name of the parameter, or of the part
 * @param parameter the parameter
 * @param values as text, each once; the first is the scenario's own
 */
record Factor(Part part, String name, Parameter<?> parameter, ImmutableList<String> values) {

    /** Which part of a parameter a factor is. */
    enum Part {
        /** All of it. */
        WHOLE,
        /** The kind of one of {@link Parameter#DEVICES}, in order of Stream ID, or {@link Factor#NOTHING}. */
        DEVICE,
        /** The kind of one more of {@link Parameter#TASKS}, or {@link Factor#NOTHING}. */
        TASK,
        /** The device of the task whose kind is the factor before. */
        TASK_SID
    }

    /** In place of a kind: there is no such device, or no such task. */
    static final String NOTHING = "none";

    /** A factor with the value {@code own} and then the others of {@code values}. */
    static Factor of(Part part, String name, Parameter<?> parameter, String own, Stream<String> values) {
        ImmutableSet<String> all = Stream.concat(Stream.of(own), values).collect(ImmutableSet.toImmutableSet());
        return new Factor(part, name, parameter, all.asList());
    }
}
