package cordon.model.hardware;

import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;

/** The Translation Request that each device may have in flight, and its completion (smmu.md B.2). */
final class TranslationRequests {
    /** How far the Translation Request of a device is. */
    enum Progress {
        /** There is none. */
        NONE,
        /** On its way to the SMMU. */
        SENT,
        /** The completion, with a translation, is on its way back. */
        TRANSLATED
    }

    private final Command commands;
    private final Memory memory;
    private final EnumField<Progress> progress;
    private final Field iova;
    private final Field ssid;
    private final Field stale;
    private final Field completion;
    private final Field completionGeneration;

    TranslationRequests(Schema.Builder schema, Index device, int iovas, Command commands, Memory memory) {
        this.commands = commands;
        this.memory = memory;
        progress = schema.means("how far the device's Translation Request is (smmu.md B.2)")
                .enumField("tr", Progress.class, device);
        iova = schema.means("the IOVA that the Translation Request asks for (smmu.md B.2)")
                .upTo(iovas - 1)
                .field("tr.iova", Schema.bitsFor(iovas - 1), device);
        ssid = schema.means("the PASID of the Translation Request, 0 for none (smmu.md B.2)")
                .upTo(commands.ssids() - 1)
                .field("tr.ssid", Schema.bitsFor(commands.ssids() - 1), device);
        stale = schema.means(
                        "whether an Invalidate Request came meanwhile, so that the completion is to be discarded (smmu.md B.3)")
                .flag("tr.stale", device);
        completion = schema.means("the translation in the Translation Completion, - for none (smmu.md B.2)")
                .upTo(memory.pages())
                .field("tr.completion", memory.translationBits(), memory::formatTranslation, device);
        completionGeneration = schema.means(
                        "the generation of the page when the Translation Request was answered (smmu.md E.2)")
                .upTo(memory.maxGeneration())
                .ghost("tr.generation", memory.generationBits(), device);
    }

    /** Has an element that is not 0 while any request is under way. */
    Field progress() {
        return progress.field();
    }

    /** Whether a request of {@code sid}, or its completion, is under way. */
    boolean isUnderWay(long[] s, int sid) {
        return !progress.is(s, sid, Progress.NONE);
    }

    /** Whether a request of {@code sid} is on its way to the SMMU. */
    boolean isSent(long[] s, int sid) {
        return progress.is(s, sid, Progress.SENT);
    }

    /** Whether a completion is on its way to {@code sid}. */
    boolean isTranslated(long[] s, int sid) {
        return progress.is(s, sid, Progress.TRANSLATED);
    }

    /** Whether a completion for {@code atIova} of {@code of} is on its way that the device may use. */
    boolean isGiven(long[] s, int of, int atIova) {
        int sid = commands.sidOf(of);
        return isTranslated(s, sid) && substream(s, sid) == of && iova(s, sid) == atIova && !isStale(s, sid);
    }

    /** The substream of the request of {@code sid}. */
    int substream(long[] s, int sid) {
        return commands.substream(sid, ssid.get(s, sid));
    }

    /** The IOVA of the request of {@code sid}. */
    int iova(long[] s, int sid) {
        return iova.get(s, sid);
    }

    /** Whether the completion for {@code sid} might be stale, so that it must be discarded (PCIe 10.1.1). */
    boolean isStale(long[] s, int sid) {
        return stale.isSet(s, sid);
    }

    /** The translation in the completion for {@code sid}: a page plus one. */
    int completion(long[] s, int sid) {
        return completion.get(s, sid);
    }

    /** The generation of the page in {@link #completion} when it was mapped. */
    int completionGeneration(long[] s, int sid) {
        return completionGeneration.get(s, sid);
    }

    /** The device of {@code from} asks for {@code atIova}. */
    void send(long[] s, int from, int atIova) {
        int sid = commands.sidOf(from);
        progress.set(s, sid, Progress.SENT);
        iova.set(s, sid, atIova);
        ssid.set(s, sid, commands.ssidOf(from));
    }

    /** The SMMU answers the request of {@code sid} with what its TLB holds for the IOVA. */
    void complete(long[] s, int sid) {
        progress.set(s, sid, Progress.TRANSLATED);
        completion.set(s, sid, memory.tlb(s, iova(s, sid)));
        completionGeneration.set(s, sid, memory.tlbGeneration(s, iova(s, sid)));
    }

    /** An Invalidate Request for {@code range} of {@code target} reaches the device. */
    void markStale(long[] s, int target, int range) {
        int sid = commands.sidOf(target);
        if (isUnderWay(s, sid) && commands.atcInvCovers(target, range, substream(s, sid), iova(s, sid))) {
            stale.set(s, sid, 1);
        }
    }

    /** The completion was received, the SMMU refused the request, or a reset lost it; the device may ask again. */
    void end(long[] s, int sid) {
        progress.set(s, sid, Progress.NONE);
        iova.set(s, sid, 0);
        ssid.set(s, sid, 0);
        stale.set(s, sid, 0);
        completion.set(s, sid, 0);
        completionGeneration.set(s, sid, 0);
    }
}
