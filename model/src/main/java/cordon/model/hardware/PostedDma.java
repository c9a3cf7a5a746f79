package cordon.model.hardware;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.PostedWrites;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import java.util.Optional;

/**
 * DMA that the SMMU has let pass and that has not reached memory yet, one access for each device (smmu.md B.2). A CMD_SYNC
 * completes only when there is none (A.5, A.7), and a device answers an Invalidate Request only when its own has arrived
 * (B.3). With {@link PostedWrites#AT_ONCE} there never is any.
 */
public final class PostedDma {
    private final boolean late;
    private final Command commands;
    private final Field page;
    private final Field ssid;
    private final Field iova;
    private final Field generation;
    private final Optional<Step> arriving;

    PostedDma(Program program, Index device, Command commands, Memory memory, PostedWrites postedWrites) {
        this.commands = commands;
        this.late = postedWrites == PostedWrites.LATE;
        Schema.Builder schema = program.schema();
        page = schema.means(
                        "the page of a DMA write that has passed the SMMU and not yet reached memory, - for none (smmu.md B.2)")
                .upTo(memory.pages())
                .field("wire", memory.translationBits(), memory::formatTranslation, device);
        iova = schema.means("the IOVA of the DMA write that is on its way (smmu.md B.2)")
                .upTo(commands.iovas() - 1)
                .control("wire.iova", Schema.bitsFor(commands.iovas() - 1), Integer::toString, device);
        ssid = schema.means("the PASID of the DMA write that is on its way, 0 for none (smmu.md B.2)")
                .upTo(commands.ssids() - 1)
                .control("wire.ssid", Schema.bitsFor(commands.ssids() - 1), Integer::toString, device);
        generation = schema.means(
                        "the generation of the page when the DMA write that is on its way was translated (smmu.md E.2)")
                .upTo(memory.maxGeneration())
                .ghost("wire.generation", memory.generationBits(), device);
        arriving = late
                ? Optional.of(program.free(
                                Endpoints::lane,
                                "PCIe 2.4",
                                "arrive",
                                device.size(),
                                sid -> "DMA of device " + sid + " that has passed the SMMU reaches memory",
                                this::arrive)
                        .needing(page))
                : Optional.empty();
    }

    /** What a step by which an access passes says of its end. */
    String andReachesMemory() {
        return late ? "" : " and reaches memory";
    }

    /** An access passes the SMMU; whether it could. */
    boolean pass(long[] s, int substream, int atIova, int translation, int atGeneration) {
        if (!late) {
            return true;
        }
        int sid = commands.sidOf(substream);
        if (page.isSet(s, sid)) {
            return false;
        }
        page.set(s, sid, translation);
        iova.set(s, sid, atIova);
        ssid.set(s, sid, commands.ssidOf(substream));
        generation.set(s, sid, atGeneration);
        return true;
    }

    /** Whether an access of any device is on its way. */
    public boolean any(long[] s) {
        return page.anySet(s);
    }

    /** Whether an access of {@code sid} is on its way. */
    boolean any(long[] s, int sid) {
        return page.isSet(s, sid);
    }

    /** Variant {@code sid}: an access reaches memory; empty if accesses do so when they pass. */
    public Optional<Step> arriving() {
        return arriving;
    }

    /** The page that the access of {@code sid} on its way is to. */
    public int page(long[] s, int sid) {
        return page.get(s, sid) - 1;
    }

    /** The substream of the access of {@code sid} on its way. */
    public int substream(long[] s, int sid) {
        return commands.substream(sid, ssid.get(s, sid));
    }

    /** The IOVA of the access of {@code sid} on its way. */
    public int iova(long[] s, int sid) {
        return iova.get(s, sid);
    }

    /** The generation of {@link #page} when it was mapped. */
    public int generation(long[] s, int sid) {
        return generation.get(s, sid);
    }

    private boolean arrive(long[] s, int sid) {
        if (!page.isSet(s, sid)) {
            return false;
        }
        page.set(s, sid, 0);
        iova.set(s, sid, 0);
        ssid.set(s, sid, 0);
        generation.set(s, sid, 0);
        return true;
    }
}
