package cordon.specs.finding;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;

/** How bad it is when a property is violated, in classes; the worst first. */
public enum Severity {
    /** A device reaches memory that belongs to another user. */
    MEMORY(
            "A device reaches memory that is not its domain's",
            "no-stale-dma",
            "no-early-iova-reuse",
            "detached-device-is-silent",
            "translated-obeys-ste"),
    /** The kernel uses memory that was freed. */
    USE_AFTER_FREE("The kernel uses what was freed", "no-freed-master", "no-freed-invs", "no-dangling-domain"),
    /** Something never ends. */
    STUCK(
            "The machine, or a part of it, stands still",
            "no-deadlock",
            "issue-cmdlist-returns",
            "flush-returns",
            "queue-drains",
            "error-is-acknowledged",
            "task-ends",
            "writer-is-not-starved",
            "unmap-completes",
            "page-reused",
            "atc-hit",
            "blockade-ends",
            "illegal-command-skipped",
            "sync-returns",
            "entry-written"),
    /** An invalidation or a fence is not what its caller takes it for. */
    CONTRACT(
            "A flush or a fence is incomplete when it returns",
            "flush-contract",
            "flushes-are-isolated",
            "quarantine-is-kept",
            "flagged-is-fenced",
            "reported-is-fenced",
            "fence-stays-up",
            "no-mixed-entry",
            "asid-is-clean",
            "tlbi-before-atc-inv",
            "sync-means-consumed",
            "queue-consistent",
            "executed-exactly-once",
            "no-slot-overwritten",
            "pointers-advance",
            "waiter-sees-its-sync",
            "gerror-protocol",
            "mark-is-taken",
            "lock-discipline",
            "group-mutex-is-released"),
    /** A device is in the wrong state for good, or for no reason. */
    DEVICE(
            "A device is blamed, lost or recovered wrongly",
            "quarantine-ends-with-recovery",
            "reset-is-bracketed",
            "reset-is-fenced",
            "prepare-refuses-nobody",
            "failed-reset-can-be-repeated",
            "reported-is-blocked",
            "blame-is-exact",
            "healthy-device-is-not-blocked",
            "recovered-device-works",
            "recovered-device-returns",
            "quarantine-happens",
            "invs-cover-attached",
            "users-are-exact",
            "ats-mirror",
            "entry-is-right",
            "pasid-enable-is-stable"),
    /** Time is lost, or a log fills. */
    NOISE(
            "Superfluous commands and reports",
            "no-atc-inv-after-detach",
            "no-atc-inv-in-quarantine",
            "reports-once",
            "no-spurious-ats-error",
            "no-kernel-warning");

    private final String heading;
    private final ImmutableList<String> properties;

    Severity(String heading, String... properties) {
        this.heading = heading;
        this.properties = ImmutableList.copyOf(properties);
    }

    /** What the properties of this class have in common, as a heading. */
    public String heading() {
        return heading;
    }

    /**
     * The class of the property called {@code name}.
     *
     * @throws IllegalArgumentException if it is in none
     */
    public static Severity of(String name) {
        for (Severity severity : values()) {
            if (severity.properties.contains(name)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("no class of severity for " + name);
    }

    /** Orders the names of properties, the worst first. */
    public static Comparator<String> worstFirst() {
        return Comparator.comparing(Severity::of)
                .thenComparing(name -> of(name).properties.indexOf(name));
    }
}
