package cordon.model.kernel;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.hardware.Command;
import cordon.model.kernel.Invs.Inv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every invs array that attaching and detaching can make of an empty one, by number, with the results of {@link
 * Invs#merge}, {@link Invs#unref} and {@link Invs#purge}: what the packed state holds instead of arrays. Number 0 is the
 * empty array.
 *
 * <p>Users are counted up to one more than there are attachments, which is what a re-attach needs. In a group of several devices the
 * core may attach a device that is attached already (smmu.md D.3), again and again; there a count ends at one more than that.
 */
final class InvsTable {
    private static final int NONE = -1;

    private final Command commands;
    private final boolean mastersDiffer;
    private final boolean overcounted;
    private final List<Invs> arrays = new ArrayList<>();
    private final Map<Invs, Integer> numbers = new HashMap<>();
    private final List<int[]> merged = new ArrayList<>();
    private final List<int[]> unreffed = new ArrayList<>();
    private final List<boolean[]> finds = new ArrayList<>();
    private final List<Integer> purged = new ArrayList<>();

    /**
     * Makes the table.
     *
     * @param mastersDiffer whether arrays are told apart by whose master the entry of the ASID points to
     * @param overcounted whether a device can be attached to a domain that it is attached to, without leaving it
     */
    InvsTable(Command commands, boolean mastersDiffer, boolean overcounted) {
        this.commands = commands;
        this.mastersDiffer = mastersDiffer;
        this.overcounted = overcounted;
        numberOf(Invs.EMPTY);
        for (int array = 0; array < arrays.size(); array++) {
            Invs invs = arrays.get(array);
            int[] merge = new int[2 * commands.substreams()];
            int[] unref = new int[2 * commands.substreams()];
            boolean[] found = new boolean[2 * commands.substreams()];
            for (int substream = 0; substream < commands.substreams(); substream++) {
                for (int ats = 0; ats <= 1; ats++) {
                    ImmutableList<Inv> entries = build(substream, ats == 1);
                    Invs larger = bounded(invs.merge(entries));
                    merge[2 * substream + ats] =
                            larger.entries().stream().allMatch(this::fits) ? numberOf(larger) : NONE;
                    Invs.Unref smaller = invs.unref(entries);
                    unref[2 * substream + ats] = numberOf(smaller.invs());
                    found[2 * substream + ats] = smaller.warnings() == 0;
                }
            }
            merged.add(merge);
            unreffed.add(unref);
            finds.add(found);
            purged.add(invs.purges() ? numberOf(invs.purge()) : array);
        }
    }

    /** How many arrays there are. */
    int size() {
        return arrays.size();
    }

    /** The array with a number. */
    Invs array(int number) {
        return arrays.get(number);
    }

    /** {@link Invs#merge} of the entries of a substream. */
    int merge(int number, int substream, boolean ats) {
        int larger = merged.get(number)[2 * substream + (ats ? 1 : 0)];
        if (larger == NONE) {
            throw new IllegalStateException("more users than attachments: " + arrays.get(number) + " and "
                    + commands.formatSubstream(substream));
        }
        return larger;
    }

    /** Whether the array has the entries of a substream, so that unref finds them. */
    boolean has(int number, int substream, boolean ats) {
        return finds.get(number)[2 * substream + (ats ? 1 : 0)];
    }

    /** {@link Invs#unref} of the entries of a substream, as far as they are there. */
    int unref(int number, int substream, boolean ats) {
        return unreffed.get(number)[2 * substream + (ats ? 1 : 0)];
    }

    /** {@link Invs#purge}. */
    int purge(int number) {
        return purged.get(number);
    }

    /** {@code arm_smmu_master_build_invs}: the ASID of the domain, and the device's ATC. The domain's own number is not kept. */
    private ImmutableList<Inv> build(int substream, boolean ats) {
        Inv asid = new Inv(0, Invs.Type.S1_ASID, 0, 0, mastersDiffer ? commands.sidOf(substream) : 0);
        Inv atc = new Inv(0, Invs.Type.ATS, commands.sidOf(substream), commands.ssidOf(substream));
        return ats ? ImmutableList.of(asid, atc) : ImmutableList.of(asid);
    }

    /** The array itself, or with {@link #overcounted} one whose counts end at the limit. */
    private Invs bounded(Invs invs) {
        if (!overcounted) {
            return invs;
        }
        ImmutableList<Invs.Entry> entries = invs.entries().stream()
                .map(entry -> fits(entry) ? entry : new Invs.Entry(entry.inv(), limit(entry.inv())))
                .collect(toImmutableList());
        return new Invs(entries, invs.hasAts());
    }

    private boolean fits(Invs.Entry entry) {
        return entry.users() <= limit(entry.inv());
    }

    private int limit(Inv inv) {
        int attachments = inv.type().isAts() ? 1 : commands.substreams();
        return attachments + (overcounted ? 2 : 1);
    }

    private int numberOf(Invs invs) {
        return numbers.computeIfAbsent(invs, i -> {
            arrays.add(i);
            return arrays.size() - 1;
        });
    }
}
