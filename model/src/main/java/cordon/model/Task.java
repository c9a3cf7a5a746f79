package cordon.model;

import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that the IOMMU core, the PCI core or an administrator does to one device, once, in a thread of its own, while
 * flushes go on.
 *
 * @param kind what is done
 * @param sid the device it is done to
 */
public record Task(Kind kind, int sid) {

    /** What is done. */
    public enum Kind {
        /** {@code pci_reset_function} by a function level reset: prepare(), reset, done() (smmu.md D.4). */
        RESET("reset"),
        /** The same where the method itself calls {@code pcie_flr}: prepare() and done() nest. */
        NESTED_RESET("reset"),
        /** The same where the first method answers -ENOTTY: prepare() and done() come twice. */
        FALLBACK_RESET("reset"),
        /** {@code pci_reset_bus}: a reset without prepare() and done(), then {@code pci_restore_state}, the device locked. */
        BUS_RESET("bus reset"),
        /** The same without the device lock: AER's {@code pcie_do_recovery}. */
        AER("AER"),
        /** A reset method is probed through sysfs: prepare() and done(), but no reset and no device lock. */
        PROBE("probe"),
        /** The group of a device that is attached to nothing gets its paging domain. */
        ATTACH("attach"),
        /** The owner gives the group up, as VFIO does: blocking domain, then the paging domain is freed. */
        DETACH("detach"),
        /** Blocking domain, then the same paging domain again. */
        REATTACH("re-attach"),
        /** The other paging domain in place of the present one. */
        REPLACE("replace"),
        /** Identity domain. */
        IDENTITY("identity"),
        /** PASID 1, which is attached to nothing, gets its paging domain. */
        SET_PASID("set PASID"),
        /** PASID 1 is detached. */
        REMOVE_PASID("remove PASID"),
        /** VFIO closes: bus master off, reset, restore, then as DETACH. */
        CLOSE("close"),
        /** The device is removed: {@code iommu_release_device}. */
        REMOVE("remove"),
        /** A guest has the driver issue an illegal command: {@code vsmmu_cache_invalidate}. */
        GUEST("guest");

        private final String lane;

        Kind(String lane) {
            this.lane = lane;
        }
    }

    /** The lane of its thread in a counterexample. */
    public String lane() {
        return kind.lane + " " + sid;
    }

    /** As written on the command line: {@code reset:1}, or {@code reset} for device 0. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + (sid == 0 ? "" : ":" + sid);
    }

    /** What {@link #toString} wrote. */
    static Optional<Task> parse(String text) {
        List<String> parts = Splitter.on(':').limit(2).splitToList(text);
        String sid = parts.size() == 2 ? parts.get(1) : "0";
        return Arrays.stream(Kind.values())
                .filter(kind -> sid.matches("[0-9]"))
                .map(kind -> new Task(kind, Integer.parseInt(sid)))
                .filter(task -> task.toString().equals(text) || text.equals(task + ":0"))
                .findFirst();
    }
}
