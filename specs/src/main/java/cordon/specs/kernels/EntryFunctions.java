package cordon.specs.kernels;

import java.util.List;

/**
 * The functions of {@link cordon.model.kernel.EntryFormat} and {@link cordon.model.kernel.EntryUpdate}, of one format (smmu.md C.8). An
 * entry is a list of eight words.
 *
 * @param <W> a word
 */
public interface EntryFunctions<W> {
    /** The bits that the SMMU looks at when {@code entry} is in the table. */
    List<W> used(List<W> entry);

    /** The bits that may change at any moment of an update, if both ends use them. */
    List<W> updateSafe(List<W> start, List<W> target);

    /** How {@code start} becomes {@code target}. */
    Course<W> update(List<W> start, List<W> target);

    /**
     * An update.
     *
     * @param diff bit {@code q} is set if word {@code q} lacks bits that the target uses, once every other bit is at its target
     * @param contents the entry before the update and after each of three groups of stores; a group that stores nothing needs no sync
     */
    record Course<W>(W diff, List<List<W>> contents) {}
}
