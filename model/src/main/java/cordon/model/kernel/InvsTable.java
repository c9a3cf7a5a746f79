package cordon.model.kernel;

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
 * <p>Users are counted up to one more than there are substreams, which is what a re-attach needs.
 */
final class InvsTable {
    private static final int NONE = -1;

    private final Command commands;
    private final boolean mastersDiffer;
    private final List<Invs> arrays = new ArrayList<>();
    private final Map<Invs, Integer> numbers = new HashMap<>();
    private final List<int[]> merged = new ArrayList<>();
    private final List<int[]> unreffed = new ArrayList<>();
    private final List<boolean[]> finds = new ArrayList<>();
    private final List<Integer> purged = new ArrayList<>();

    /** {@code mastersDiffer}: whether arrays are told apart by whose master the entry of the ASID points to. */
    InvsTable(Command commands, boolean mastersDiffer) {
        this.commands = commands;
        this.mastersDiffer = mastersDiffer;
        numberOf(Invs.EMPTY);
        for (int array = 0; array < arrays.size(); array++) {
            Invs invs = arrays.get(array);
            int[] merge = new int[2 * commands.substreams()];
            int[] unref = new int[2 * commands.substreams()];
            boolean[] found = new boolean[2 * commands.substreams()];
            for (int substream = 0; substream < commands.substreams(); substream++) {
                for (int ats = 0; ats <= 1; ats++) {
                    ImmutableList<Inv> entries = build(substream, ats == 1);
                    Invs larger = invs.merge(entries);
                    merge[2 * substream + ats] = fits(larger) ? numberOf(larger) : NONE;
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

    private boolean fits(Invs invs) {
        return invs.entries().stream()
                .allMatch(e -> e.users() <= (e.inv().type().isAts() ? 2 : commands.substreams() + 1));
    }

    private int numberOf(Invs invs) {
        return numbers.computeIfAbsent(invs, i -> {
            arrays.add(i);
            return arrays.size() - 1;
        });
    }
}
