package cordon.model.hardware;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.StoreBuffer;
import cordon.model.machine.Program;

/**
 * Physical pages, the page table of the domain that all devices share, and the SMMU's TLB over it.
 *
 * <p>A translation is a page number plus one, 0 meaning none. Each page counts how often the domain gave it back; whatever
 * holds a translation carries, for properties, the count at the time of the mapping it was made from.
 */
public final class Memory {

    /** Who a page belongs to. */
    public enum Owner {
        /** The page allocator. */
        FREE,
        /** The domain's user, who lets the devices at it. */
        DOMAIN,
        /** Somebody else: a page of this kind written by a device is a memory corruption. */
        OTHER
    }

    private final int pages;
    private final int maxGeneration;
    private final EnumField<Owner> owner;
    private final Field generation;
    private final boolean buffered;
    private final Field pte;
    private final Field pteStore;
    private final Field tlb;
    private final Field tlbGeneration;

    /**
     * Declares the fields.
     *
     * @param pages the number of pages, and of IOVAs
     * @param maxGeneration how often the domain can give a page back
     */
    public Memory(Program program, int pages, int maxGeneration, StoreBuffer storeBuffer) {
        Schema.Builder schema = program.schema();
        this.buffered = storeBuffer == StoreBuffer.ON;
        this.pages = pages;
        this.maxGeneration = maxGeneration;
        Index page = new Index("page", pages);
        Index iova = new Index("iova", pages);
        owner = schema.means(
                        "who has the physical page: the allocator, the user of the domain, or somebody else (smmu.md E.2)")
                .enumField("page.owner", Owner.class, page);
        generation = schema.means("how often the user of the domain has given the page back (smmu.md E.2)")
                .upTo(maxGeneration)
                .ghost("page.generation", generationBits(), page);
        pte = schema.means("the page table's translation of the IOVA, - for none (smmu.md C.9)")
                .upTo(pages)
                .field("pte", translationBits(), this::formatTranslation, iova);
        tlb = schema.means("the TLB's translation of the IOVA, - for none (smmu.md A.7)")
                .upTo(pages)
                .field("tlb", translationBits(), this::formatTranslation, iova);
        pteStore = schema.means(
                        "store buffer: whether the PTE is cleared for its CPU and not yet for the SMMU (smmu.md F)")
                .control("buffer.pte", 1, Integer::toString, iova);
        if (buffered) {
            program.free(
                            c -> "CPU" + c,
                            "store buffer",
                            "PTE",
                            pages,
                            c -> "the PTE of IOVA " + c + " is cleared for everybody",
                            this::drain)
                    .needing(pteStore);
        }
        tlbGeneration = schema.means("the generation of the page when the TLB entry was filled (smmu.md E.2)")
                .upTo(maxGeneration)
                .ghost("tlb.generation", generationBits(), iova);
    }

    /** The number of pages, and of IOVAs. */
    public int pages() {
        return pages;
    }

    /** Who {@code page} belongs to. */
    public Owner owner(long[] s, int page) {
        return owner.get(s, page);
    }

    /** Gives {@code page} to {@code newOwner}; with the end of the domain's ownership a new generation starts. */
    public void give(long[] s, int page, Owner newOwner) {
        if (owner(s, page) == Owner.DOMAIN) {
            generation.set(s, page, generation.get(s, page) + 1);
        }
        owner.set(s, page, newOwner);
    }

    /** How often the domain has given {@code page} back. */
    public int generation(long[] s, int page) {
        return generation.get(s, page);
    }

    /** Whether {@code iova} is mapped. */
    public boolean mapped(long[] s, int iova) {
        return pte.isSet(s, iova);
    }

    /** The CPU writes the PTE of {@code iova}. */
    public void map(long[] s, int iova, int page) {
        pte.set(s, iova, page + 1);
    }

    /** The CPU clears the PTE of {@code iova}; with a store buffer the SMMU sees that some time later. */
    public void unmap(long[] s, int iova) {
        if (buffered) {
            pteStore.set(s, iova, 1);
        } else {
            pte.set(s, iova, 0);
        }
    }

    /** A barrier of CPU {@code iova}, or time: what it stored to the PTE is visible to the SMMU. */
    public boolean drain(long[] s, int iova) {
        boolean pending = buffered && pteStore.isSet(s, iova);
        if (pending) {
            pteStore.set(s, iova, 0);
            pte.set(s, iova, 0);
        }
        return pending;
    }

    /** Has an element that is not 0 while any IOVA is mapped. */
    Field mappings() {
        return pte;
    }

    /** Has an element that is not 0 while the TLB holds any translation. */
    Field tlb() {
        return tlb;
    }

    /** The TLB's translation of {@code iova}: a page plus one, or 0. */
    public int tlb(long[] s, int iova) {
        return tlb.get(s, iova);
    }

    /** The generation of the page in {@link #tlb} when it was mapped. */
    public int tlbGeneration(long[] s, int iova) {
        return tlbGeneration.get(s, iova);
    }

    /** A table walk puts the PTE of {@code iova} into the TLB. */
    void walk(long[] s, int iova) {
        int translation = pte.get(s, iova);
        tlb.set(s, iova, translation);
        tlbGeneration.set(s, iova, generation.get(s, translation - 1));
    }

    void invalidateTlb(long[] s, int iova) {
        tlb.set(s, iova, 0);
        tlbGeneration.set(s, iova, 0);
    }

    /** Bits of a field that holds a translation. */
    int translationBits() {
        return Schema.bitsFor(pages);
    }

    /** The largest generation: how often the domain can give a page back. */
    int maxGeneration() {
        return maxGeneration;
    }

    /** Bits of a field that holds a generation. */
    int generationBits() {
        return Schema.bitsFor(maxGeneration);
    }

    String formatTranslation(int translation) {
        return translation == 0 ? "-" : "page " + (translation - 1);
    }
}
