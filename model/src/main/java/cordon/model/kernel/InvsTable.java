package cordon.model.kernel;

import com.google.common.collect.ImmutableList;
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
 * <p>Users are counted up to one more than there are devices, which is what a re-attach needs.
 */
final class InvsTable {
    private static final int NONE = -1;

    private final int devices;
    private final List<Invs> arrays = new ArrayList<>();
    private final Map<Invs, Integer> numbers = new HashMap<>();
    private final List<int[]> merged = new ArrayList<>();
    private final List<int[]> unreffed = new ArrayList<>();
    private final List<Integer> purged = new ArrayList<>();

    InvsTable(int devices) {
        this.devices = devices;
        numberOf(Invs.EMPTY);
        for (int array = 0; array < arrays.size(); array++) {
            Invs invs = arrays.get(array);
            int[] merge = new int[2 * devices];
            int[] unref = new int[2 * devices];
            for (int sid = 0; sid < devices; sid++) {
                for (int ats = 0; ats <= 1; ats++) {
                    ImmutableList<Inv> entries = build(sid, ats == 1);
                    Invs larger = invs.merge(entries);
                    merge[2 * sid + ats] = fits(larger) ? numberOf(larger) : NONE;
                    Invs.Unref smaller = invs.unref(entries);
                    unref[2 * sid + ats] = smaller.warnings() == 0 ? numberOf(smaller.invs()) : NONE;
                }
            }
            merged.add(merge);
            unreffed.add(unref);
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

    /** {@link Invs#merge} of the entries of a device. */
    int merge(int number, int sid, boolean ats) {
        return found(merged.get(number)[2 * sid + (ats ? 1 : 0)], number, sid);
    }

    /** Whether the array has the entries of a device, so that unref finds them. */
    boolean has(int number, int sid, boolean ats) {
        return unreffed.get(number)[2 * sid + (ats ? 1 : 0)] != NONE;
    }

    /** {@link Invs#unref} of the entries of a device, which it {@link #has}. */
    int unref(int number, int sid, boolean ats) {
        return found(unreffed.get(number)[2 * sid + (ats ? 1 : 0)], number, sid);
    }

    /** {@link Invs#purge}. */
    int purge(int number) {
        return purged.get(number);
    }

    /** {@code arm_smmu_master_build_invs}: the ASID of the domain, and the device's ATC. The domain's own number is not kept. */
    private static ImmutableList<Inv> build(int sid, boolean ats) {
        Inv asid = new Inv(0, Invs.Type.S1_ASID, 0, 0);
        return ats ? ImmutableList.of(asid, new Inv(0, Invs.Type.ATS, sid, 0)) : ImmutableList.of(asid);
    }

    private boolean fits(Invs invs) {
        return invs.entries().stream()
                .allMatch(e -> e.users() <= (e.inv().type().isAts() ? 2 : devices + 1));
    }

    private int numberOf(Invs invs) {
        return numbers.computeIfAbsent(invs, i -> {
            arrays.add(i);
            return arrays.size() - 1;
        });
    }

    private int found(int number, int from, int sid) {
        if (number == NONE) {
            throw new IllegalStateException("no such change of " + arrays.get(from) + " by device " + sid);
        }
        return number;
    }
}
