package cordon.specs.proof;

import static cordon.specs.proof.Progress.FLAGGED;
import static cordon.specs.proof.Progress.MARKED;
import static cordon.specs.proof.Progress.REPORTED;
import static cordon.specs.proof.Progress.SILENT;
import static cordon.specs.proof.Progress.STORED;
import static cordon.specs.proof.Progress.SYNCED;
import static cordon.specs.proof.Progress.TURNED_OFF;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import cordon.model.Design;
import cordon.model.Patch;
import java.util.Set;

/** A design after v2, in the abstract protocol alone: the model does not have it. */
public enum Later {
    /** May: flag and EATS are stored under a lock per master, and an attach fences a device that does not answer. */
    V4(
            "v4: flag, then EATS, under a lock per master, CFGI_STE and CMD_SYNC after it; an attach writes the STE under the lock, and "
                    + "fences a device whose ATC_INV is not answered",
            Sets.union(Design.V2.patches(), ImmutableSet.of(Patch.LOCK)),
            ImmutableSet.of(Trait.ATTACH_FENCES),
            FLAGGED,
            STORED,
            SYNCED,
            REPORTED),
    /** The other reading of v4. */
    V4_LONG_LOCK(
            "v4, with CFGI_STE and CMD_SYNC of the fence under the lock, too",
            V4.patches,
            Sets.immutableEnumSet(Trait.ATTACH_FENCES, Trait.LOCKS_SYNC),
            FLAGGED,
            STORED,
            SYNCED,
            REPORTED),
    /** What v4 would be with the flag last. */
    V4_FENCE_FIRST(
            "v4, with EATS, CFGI_STE and CMD_SYNC before the flag, all of it under the lock",
            V4.patches,
            ImmutableSet.of(Trait.ATTACH_FENCES),
            STORED,
            SYNCED,
            FLAGGED,
            REPORTED),
    /** June: everything in the driver, no report, no flag. */
    DRIVER_ONLY(
            "the driver-only plan: EATS, CMD_SYNC, then a mark on the entry of the array; an attach fences a device whose ATC_INV is not "
                    + "answered; no flag, no report",
            Sets.difference(Design.V2.patches(), ImmutableSet.of(Patch.P3)),
            DriverOnly.TRAITS,
            STORED,
            SYNCED,
            MARKED),
    /** The same, and ATS off first. */
    DRIVER_ONLY_ATS_OFF(
            "driver-only, with pci_disable_ats before EATS",
            DRIVER_ONLY.patches,
            DriverOnly.TRAITS,
            TURNED_OFF,
            STORED,
            SYNCED,
            MARKED),
    /** The same as the first, and a flag that attaches look at. */
    DRIVER_ONLY_FLAG(
            "driver-only, and ats_broken at the end",
            DRIVER_ONLY.patches,
            DriverOnly.TRAITS,
            STORED,
            SYNCED,
            MARKED,
            FLAGGED),
    /** The same, and an attach looks at the flag at its end once more. */
    DRIVER_ONLY_FORCE(
            "driver-only, and ats_broken at the end; an attach turns EATS off at its end if that is set",
            DRIVER_ONLY.patches,
            Sets.union(DriverOnly.TRAITS, ImmutableSet.of(Trait.FORCES)),
            STORED,
            SYNCED,
            MARKED,
            FLAGGED);

    /** A constant cannot refer to a static field of its own enum. */
    private static final class DriverOnly {
        static final ImmutableSet<Trait> TRAITS = Sets.immutableEnumSet(Trait.ATTACH_FENCES, Trait.MARKS_ENTRIES);
    }

    /** What may be added to such a design, or taken away. */
    public static final ImmutableSet<Patch> OPTIONAL =
            ImmutableSet.of(Patch.P1, Patch.P2, Patch.ATTACH_WAITS, Patch.DETACH_WAITS);

    private final String summary;
    private final ImmutableSet<Patch> patches;
    private final ImmutableSet<Trait> traits;
    private final ImmutableList<Progress> disabling;

    Later(String summary, Set<Patch> patches, Set<Trait> traits, Progress... disabling) {
        this.summary = summary;
        this.patches = ImmutableSet.copyOf(patches);
        this.traits = ImmutableSet.copyOf(traits);
        this.disabling =
                ImmutableList.<Progress>builder().add(SILENT).add(disabling).build();
    }

    /** One line: what the design is. */
    public String summary() {
        return summary;
    }

    /** Those of the patches of the model that it has. */
    public ImmutableSet<Patch> patches() {
        return patches;
    }

    ImmutableSet<Trait> traits() {
        return traits;
    }

    /** What it does with a silent device, in its order; from the device that is taken for silent on. */
    ImmutableList<Progress> disabling() {
        return disabling;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
