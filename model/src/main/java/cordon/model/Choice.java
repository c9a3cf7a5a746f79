package cordon.model;

/** The values of those {@linkplain Parameter parameters} that are a choice among a few. */
public final class Choice {
    private Choice() {}

    /** When what was unmapped is given back (smmu.md C.9). */
    public enum Unmap {
        /** Page and IOVA after the flush of the page. */
        STRICT,
        /** The page at once, the IOVA after a flush of everything. */
        LAZY
    }

    /** When a store becomes visible to others (smmu.md F). */
    public enum StoreBuffer {
        /** At once: sequential consistency. */
        OFF,
        /** At any time up to the next barrier that orders it. */
        ON
    }

    /** When a write that the SMMU has let pass reaches memory (smmu.md B.2). */
    public enum PostedWrites {
        /** At once. */
        AT_ONCE,
        /** Some time later. */
        LATE
    }

    /** What is modelled in which detail. */
    public enum WorldKind {
        /** The whole protocol; the insertion of commands is one step. */
        PROTOCOL,
        /** The lock-free insertion into the command queue alone. */
        INSERTION,
        /** One table entry, written and fetched word by word. */
        ENTRY
    }

    /** Whether P7 fences an entry that somebody else writes. */
    public enum FenceActor {
        /** It does not. */
        OFF,
        /** Once, at any moment. */
        ON
    }

    /** When software sees what the SMMU has consumed. */
    public enum ConsLag {
        /** At once. */
        OFF,
        /** Some time later: the SMMU need not update CMDQ_CONS with every command. */
        ON
    }

    /** How a device treats Invalidate Requests (smmu.md B.3). */
    public enum DeviceMode {
        /** Drops matching entries, then answers. */
        OBEDIENT,
        /** The same, but it never accesses memory: for questions that are not about that. */
        IDLE,
        /** Never reacts to an Invalidate Request, until a reset succeeds; keeps its ATC entries and goes on using them. */
        MUTE,
        /** Obedient, until at some moment it becomes mute. */
        DIES,
        /** Drops matching entries, but answers when the driver has given up and before the SMMU does. */
        SLOW,
        /** Answers "Unsupported Request", which counts as an answer, and drops nothing. */
        UR,
        /** Answers, drops nothing, and uses its ATC with ATS off too. */
        ROGUE
    }

    /** How long the hardware waits for an Invalidate Completion, against the driver's limit of 1 s (smmu.md A.5). */
    public enum HwTimeout {
        /** The SMMU reports the timeout so early that no number of them in a row reaches the limit of a poll. */
        BELOW_1S,
        /** The SMMU reports one timeout before a poll that began with it ends, but two in a row take longer than 1 s. */
        NEAR_1S,
        /** The driver's poll ends before the SMMU reports anything. */
        ABOVE_1S
    }

    /** When the driver's 1 s poll for a CMD_SYNC may end without success. */
    public enum SwTimeout {
        /** Only when the SYNC cannot complete without a timeout: everything that takes microseconds has happened. */
        WHEN_STUCK,
        /** Whenever the SYNC has not completed: any hardware step may take longer than 1 s. */
        ANY_TIME
    }

    /** What a CMD_SYNC does about ATC invalidations that timed out (smmu.md A.5). */
    public enum SyncPolicy {
        /** It faults, and they are forgotten: the repeated SYNC can complete. */
        DROP,
        /** It faults, and they stay: it faults on every repetition. */
        STICKY,
        /** It never completes, and no error is raised. */
        HANG,
        /** It completes as if they had been answered, and no error is raised. */
        SILENT
    }

    /** How the driver learns that a CMD_SYNC has completed (smmu.md C.3). */
    public enum SyncPoll {
        /** It reads CMDQ_CONS. */
        CONS,
        /** It reads the word of the SYNC's own slot that the SMMU's message-signalled interrupt overwrites. */
        MSI
    }

    /** What a device does about an Invalidate Request that reaches it while ATS is off (smmu.md B.3). */
    public enum InvWhileAtsOff {
        /** It drops the entries and answers, as with ATS on: kinder than what the facts list. */
        DROP,
        /** It answers and drops nothing. */
        ANSWER,
        /** It answers "Unsupported Request" and drops nothing. */
        UR,
        /** It ignores it. */
        IGNORE
    }

    /** Whether the SMMU fails to fetch a command (smmu.md A.3, A.4). */
    public enum FetchAborts {
        /** It never does. */
        NEVER,
        /** Once, at any moment: CERROR_ABT. */
        ONCE
    }

    /** Whether the SMMU reads entries of the command queue before their turn (smmu.md A.3). */
    public enum ReadAhead {
        /** It reads an entry when it consumes it. */
        OFF,
        /** It may read any entry between CONS and PROD at any time, and does not look again. */
        ON
    }

    /** From where CPUs unmap (smmu.md C.9, C.10). */
    public enum FlushContext {
        /** Process context: a flush that wants the lock of an array waits behind a writer that waits. */
        PROCESS,
        /**
         * A hard interrupt: it overtakes the writer, and the CPU has interrupts disabled from before the PTE is cleared until the page, or
         * where unmapping is lazy the IOVA, is given back. The page is mapped in process context.
         */
        INTERRUPT
    }

    /** Whether devices have PASIDs. */
    public enum Pasid {
        /** They have none. */
        OFF,
        /** Each has one, PASID 1, attached to the paging domain after the device's own. */
        ON
    }

    /** How resets end. */
    public enum ResetOutcome {
        /** The device works afterwards, with an empty ATC. */
        OK,
        /** The device stays silent, with the ATC that it had. */
        FAIL,
        /** Either. */
        ANY
    }

    /** When done() calls {@code reset_device_done} (series.md, P2). */
    public enum ResetDoneOrder {
        /** Before it attaches the domain again: ATS comes back on. */
        BEFORE_ATTACH,
        /** After it. */
        AFTER_ATTACH
    }

    /** Which devices are in one IOMMU group. */
    public enum GroupKind {
        /** Each is in a group of its own. */
        OWN,
        /** All are in the same. */
        SHARED
    }

    /** Which CPU the GERROR interrupt is routed to. */
    public enum IrqCpu {
        /** A CPU that is not part of the scenario and never disables interrupts for long. */
        OTHER,
        /** CPU 0 of the scenario. */
        CPU0,
        /** CPU 1 of the scenario. */
        CPU1,
        /** The CPU that the first task runs on. */
        TASK
    }

    /** Whether the worker of {@code group->broken_work} runs. */
    public enum Worker {
        /** Its work stays queued: the worker is late. */
        OFF,
        /** It runs whenever it is due. */
        ON
    }

    /** How P7 finds the device that did not answer (series.md, P7). */
    public enum RetryStrategy {
        /** One ATC_INV + SYNC for each Stream ID in turn: the code of v2. */
        PER_SID,
        /** Halve the batch until a single Stream ID is left: the cover letter of v2. */
        BISECT,
        /** Do not retry; blame the whole batch. */
        NONE
    }

    /**
     * In which order P7 fences the STE and sets {@code ats_broken} (series.md, P7; designs.md, section 0). The order in the code of
     * v2 is not known. The message of the patch lists fence, flag, report.
     */
    public enum FenceOrder {
        /** STE, CFGI_STE and SYNC, then the flag, then the report: the order of the message. */
        FENCE_FIRST,
        /** The flag, then STE, CFGI_STE and SYNC, then the report. */
        FLAG_FIRST
    }
}
