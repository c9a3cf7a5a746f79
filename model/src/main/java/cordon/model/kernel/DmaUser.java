package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Schema;
import cordon.model.Choice.FlushContext;
import cordon.model.Choice.Unmap;
import cordon.model.hardware.Memory;
import cordon.model.hardware.Memory.Owner;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * A user of the DMA API: map a page, let the devices use it, unmap it (smmu.md C.9). CPU {@code c} does so with page {@code c}
 * at IOVA {@code c}.
 *
 * <p>Strict: the flush of the page comes before the page is given back. Lazy: the page is given back at once, and the IOVA
 * waits in the flush queue for a flush of the whole domain.
 *
 * <p>With {@link FlushContext#INTERRUPT} an unmap is the work of a hard interrupt, which begins when it clears the PTE and ends when it
 * gives the page, or the IOVA, back: interrupts are disabled in between. The flush of the queue is then that of the unmap that has
 * found it full. Between rounds the interrupt has returned: mapping waits for a page, which no interrupt handler may do.
 *
 * <p>Beside it the page allocator, which hands free pages to somebody else.
 */
public final class DmaUser {
    private static final String MAP = "iommu_map";
    private static final String UNMAP = "iommu_unmap";
    private static final String ALLOCATOR = "page allocator";

    private final Contexts contexts;
    private final Memory memory;
    private final DomainInvRange domainInvRange;

    private final Label map;
    private final Label unmap;
    private final Label free;
    private final Label done;
    private final Label queued;
    private final Step mapping;
    private final Step freeing;
    private final Step reuse;

    private final boolean lazy;
    private final int rounds;
    private final Field roundsDone;

    /** Declares the procedure and the allocator; each context does {@code rounds} rounds. */
    public DmaUser(
            Program program,
            Contexts contexts,
            Memory memory,
            DomainInvRange domainInvRange,
            Unmap unmapping,
            FlushContext flushContext,
            int rounds) {
        this.contexts = contexts;
        this.memory = memory;
        this.domainInvRange = domainInvRange;
        this.lazy = unmapping == Unmap.LAZY;
        this.rounds = rounds;
        roundsDone = program.schema()
                .means("how often the CPU has mapped and unmapped its page (smmu.md C.9)")
                .upTo(rounds)
                .control("user.rounds", Schema.bitsFor(rounds), Integer::toString, contexts.threads());

        map = contexts.label(MAP);
        unmap = contexts.label(UNMAP);
        boolean inInterrupt = flushContext == FlushContext.INTERRUPT;
        free = inInterrupt ? contexts.labelIrqsOff(UNMAP) : contexts.label(UNMAP);
        String flushQueue = "iommu_dma_free_fq";
        queued = inInterrupt ? contexts.labelIrqsOff(flushQueue) : contexts.label(flushQueue);
        done = contexts.label("idle");
        mapping = map.on("map", "take the page, write its PTE", this::map)
                .saying((s, c) -> "take page " + c + ", map it at IOVA " + c);
        unmap.on(
                        "clear",
                        lazy ? "clear the PTE, queue the IOVA, give the page back" : "clear the PTE, then iotlb_sync",
                        lazy ? this::clearLazily : this::clear)
                .saying((s, c) -> "clear the PTE of IOVA " + c
                        + (lazy ? ", queue the IOVA, give the page back" : ", then iotlb_sync"));
        freeing = free.on(
                "return",
                lazy
                        ? "flush_iotlb_all is back: the IOVA counts as clean and may be used again"
                        : "iotlb_sync is back: the page counts as clean, give it to the allocator",
                this::free);
        if (lazy) {
            queued.on(
                    "fq_flush",
                    (inInterrupt ? "a full queue" : "the timer or a full queue") + ": flush_iotlb_all",
                    this::flushQueue);
        }
        reuse = program.free(
                        page -> ALLOCATOR,
                        ALLOCATOR,
                        "reuse",
                        memory.pages(),
                        page -> "give page " + page + " to somebody else",
                        this::reuse)
                .needing(roundsDone)
                .asVoluntary();
        if (rounds > 1) { // else nobody takes the page once more
            program.free(
                    page -> ALLOCATOR,
                    ALLOCATOR,
                    "reclaim",
                    memory.pages(),
                    page -> "take page " + page + " back from somebody else",
                    this::reclaim);
        }
    }

    /** Puts context {@code c} at the beginning. */
    public void initialise(long[] s, int c) {
        contexts.go(s, c, rounds == 0 ? done : map);
    }

    /** CPU {@code c} maps IOVA {@code c}. */
    public Step mapping() {
        return mapping;
    }

    /** An unmap has returned and its page is free; where it is lazy, its IOVA. */
    public Step freeing() {
        return freeing;
    }

    /** A page that was unmapped now belongs to somebody else. */
    public Step reuse() {
        return reuse;
    }

    /** Whether context {@code c} has nothing left to do. */
    public boolean finished(long[] s, int c) {
        return contexts.isAt(s, c, done);
    }

    private boolean map(long[] s, int c) {
        if (memory.owner(s, c) != Owner.FREE) {
            return false;
        }
        memory.give(s, c, Owner.DOMAIN);
        memory.map(s, c, c);
        return contexts.go(s, c, unmap);
    }

    private boolean clear(long[] s, int c) {
        memory.unmap(s, c);
        return domainInvRange.call(s, c, c, free);
    }

    private boolean clearLazily(long[] s, int c) {
        memory.unmap(s, c);
        memory.give(s, c, Owner.FREE);
        return contexts.go(s, c, queued);
    }

    private boolean flushQueue(long[] s, int c) {
        return domainInvRange.callAll(s, c, c, free);
    }

    private boolean free(long[] s, int c) {
        if (!lazy) {
            memory.give(s, c, Owner.FREE);
        }
        roundsDone.set(s, c, roundsDone.get(s, c) + 1);
        return contexts.go(s, c, roundsDone.get(s, c) == rounds ? done : map);
    }

    /** Only pages that were mapped once: before that nothing of the protocol depends on their owner. */
    private boolean reuse(long[] s, int page) {
        if (memory.owner(s, page) != Owner.FREE || roundsDone.get(s, page) == 0) {
            return false;
        }
        memory.give(s, page, Owner.OTHER);
        return true;
    }

    private boolean reclaim(long[] s, int page) {
        if (memory.owner(s, page) != Owner.OTHER || roundsDone.get(s, page) == rounds) {
            return false;
        }
        memory.give(s, page, Owner.FREE);
        return true;
    }
}
