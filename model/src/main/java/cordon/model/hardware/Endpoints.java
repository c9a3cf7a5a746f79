package cordon.model.hardware;

import com.google.common.collect.ImmutableList;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.DeviceMode;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * The PCIe devices: an Address Translation Cache each, at most one Translation Request in flight, and DMA with what the
 * ATC holds (smmu.md B.2, B.3).
 *
 * <p>A device may use any IOVA at any time, mapped or not, with a translated address if its ATC has one or with an
 * untranslated one. Translated addresses need ATS Control.E, which is on until software turns it off.
 */
public final class Endpoints {
    private static final String LIFE = "PCIe 10.1";

    /** How far the Translation Request of a device is. */
    enum Request {
        NONE,
        /** On its way to the SMMU. */
        SENT,
        /** The completion, with a translation, is on its way back. */
        TRANSLATED
    }

    private final ImmutableList<DeviceMode> modes;
    private final Command commands;
    private final Memory memory;
    private final StreamTable streams;
    private final PostedDma posted;
    private final int iovas;

    private final Field busMaster;
    private final Field atsEnable;
    private final Field atc;
    private final Field atcGeneration;
    private final EnumField<Request> request;
    private final Field requestIova;
    private final Field requestStale;
    private final Field completion;
    private final Field completionGeneration;

    private final Step dmaPasses;
    private final Step untranslatedDmaPasses;

    /** Declares the fields and the steps of one device for each mode; the position in the list is the Stream ID. */
    public Endpoints(
            Program program,
            ImmutableList<DeviceMode> modes,
            Index device,
            Index iova,
            Command commands,
            Memory memory,
            StreamTable streams,
            PostedDma posted) {
        this.modes = modes;
        this.commands = commands;
        this.memory = memory;
        this.streams = streams;
        this.iovas = iova.size();
        this.posted = posted;
        int devices = modes.size();
        int perIova = devices * iovas;

        Schema.Builder schema = program.schema();
        busMaster = schema.flag("device.BME", device);
        atsEnable = schema.flag("device.ATS.E", device);
        int translationBits = memory.translationBits();
        atc = schema.field("atc", translationBits, memory::formatTranslation, device, iova);
        atcGeneration = schema.ghost("atc.generation", memory.generationBits(), device, iova);
        request = schema.enumField("tr", Request.class, device);
        requestIova = schema.field("tr.iova", Schema.bitsFor(iovas - 1), device);
        requestStale = schema.flag("tr.stale", device);
        completion = schema.field("tr.completion", translationBits, memory::formatTranslation, device);
        completionGeneration = schema.ghost("tr.generation", memory.generationBits(), device);

        program.free(
                        this::laneOf,
                        LIFE,
                        "sendTR",
                        perIova,
                        v -> "send Translation Request for iova " + iova(v),
                        this::sendTr)
                .asVoluntary();
        program.free(Endpoints::lane, LIFE, "recvTC", devices, d -> "receive Translation Completion", this::receive)
                .asVoluntary();
        String end = posted.arriving().isPresent() ? "" : " and reaches memory";
        dmaPasses = program.free(
                        this::laneOf,
                        LIFE,
                        "dma",
                        perIova,
                        v -> "translated DMA by the ATC entry of iova " + iova(v) + " passes" + end,
                        this::dmaPasses)
                .asVoluntary();
        for (AtsDecision refusal : AtsDecision.REACHED_REFUSALS) {
            program.free(
                            this::laneOf,
                            LIFE,
                            "dma refused " + refusal.row(),
                            perIova,
                            v -> "translated DMA by the ATC entry of iova " + iova(v) + " is " + refusal.translated(),
                            (s, v) -> dmaArrives(s, v) && streams.decide(s, sid(v)) == refusal)
                    .asVoluntary();
        }
        untranslatedDmaPasses = program.free(
                        this::laneOf,
                        LIFE,
                        "untranslated dma",
                        perIova,
                        v -> "untranslated DMA to iova " + iova(v) + " is translated by the TLB and passes" + end,
                        this::untranslatedDmaPasses)
                .asVoluntary();
    }

    /** The lane of the device with Stream ID {@code sid}. */
    public static String lane(int sid) {
        return "device " + sid;
    }

    /** The number of devices. */
    public int count() {
        return modes.size();
    }

    /** Software writes the Bus Master Enable bit: without it the device starts no DMA and no Translation Request. */
    public void writeBusMaster(long[] s, int sid, boolean on) {
        busMaster.set(s, sid, on ? 1 : 0);
    }

    /** Software writes ATS Control.E: without it the device uses neither Translation Requests nor its ATC. */
    public void writeAtsEnable(long[] s, int sid, boolean on) {
        atsEnable.set(s, sid, on ? 1 : 0);
    }

    /** Variant {@code sid, iova}: DMA with a translation from the ATC has reached memory. */
    public Step dmaPasses() {
        return dmaPasses;
    }

    /** Variant {@code sid, iova}: DMA that the SMMU translated has reached memory. */
    public Step untranslatedDmaPasses() {
        return untranslatedDmaPasses;
    }

    /** The device of a variant of {@link #dmaPasses} or {@link #untranslatedDmaPasses}. */
    public int sid(int variant) {
        return variant / iovas;
    }

    /** The IOVA of a variant of {@link #dmaPasses} or {@link #untranslatedDmaPasses}. */
    public int iova(int variant) {
        return variant % iovas;
    }

    /** What the ATC of {@code sid} holds for {@code iova}: a page plus one, or 0. */
    public int atc(long[] s, int sid, int iova) {
        return atc.get(s, sid, iova);
    }

    /** The generation of the page in {@link #atc} when it was mapped. */
    public int atcGeneration(long[] s, int sid, int iova) {
        return atcGeneration.get(s, sid, iova);
    }

    /** Whether {@code sid} can come to use a translation of {@code iova} that it was given before now. */
    public boolean holdsTranslation(long[] s, int sid, int iova) {
        boolean given = request.is(s, sid, Request.TRANSLATED)
                && requestIova.get(s, sid) == iova
                && !requestStale.isSet(s, sid);
        return given || atc.isSet(s, sid, iova);
    }

    /** ATS Control.E. */
    public boolean atsEnabled(long[] s, int sid) {
        return atsEnable.isSet(s, sid);
    }

    /** Whether {@code sid} may start DMA at all. */
    public boolean busMaster(long[] s, int sid) {
        return busMaster.isSet(s, sid);
    }

    /** Whether a Translation Request of {@code sid} is on its way to the SMMU. */
    boolean requesting(long[] s, int sid) {
        return request.is(s, sid, Request.SENT);
    }

    /** The IOVA of the Translation Request of {@code sid}. */
    int requestIova(long[] s, int sid) {
        return requestIova.get(s, sid);
    }

    /** The SMMU answers the request of {@code sid} with what its TLB holds for the IOVA. */
    void complete(long[] s, int sid) {
        int iova = requestIova.get(s, sid);
        request.set(s, sid, Request.TRANSLATED);
        completion.set(s, sid, memory.tlb(s, iova));
        completionGeneration.set(s, sid, memory.tlbGeneration(s, iova));
    }

    /** The SMMU refuses the request of {@code sid}, or there is nothing to translate; the device may ask again. */
    void refuse(long[] s, int sid) {
        endRequest(s, sid);
    }

    private boolean sendTr(long[] s, int variant) {
        int sid = sid(variant);
        if (!mayUseAts(s, sid) || !request.is(s, sid, Request.NONE) || atc.isSet(s, variant)) {
            return false;
        }
        request.set(s, sid, Request.SENT);
        requestIova.set(s, sid, iova(variant));
        return true;
    }

    /** A completion that might be stale must be discarded (PCIe 10.1.1). */
    private boolean receive(long[] s, int sid) {
        if (!request.is(s, sid, Request.TRANSLATED)) {
            return false;
        }
        if (!requestStale.isSet(s, sid)) {
            int iova = requestIova.get(s, sid);
            atc.set(s, sid, iova, completion.get(s, sid));
            atcGeneration.set(s, sid, iova, completionGeneration.get(s, sid));
        }
        endRequest(s, sid);
        return true;
    }

    private boolean dmaPasses(long[] s, int variant) {
        int sid = sid(variant);
        return dmaArrives(s, variant)
                && streams.decide(s, sid) == AtsDecision.TRANSLATE
                && posted.pass(s, sid, iova(variant), atc.get(s, variant), atcGeneration.get(s, variant));
    }

    /** EATS does not matter to it; a page that is not in the TLB is walked for first. */
    private boolean untranslatedDmaPasses(long[] s, int variant) {
        int sid = sid(variant);
        return accesses(s, sid)
                && streams.translates(s, sid, commands.domainOf(iova(variant)))
                && memory.tlb(s, iova(variant)) != 0
                && posted.pass(
                        s, sid, iova(variant), memory.tlb(s, iova(variant)), memory.tlbGeneration(s, iova(variant)));
    }

    private boolean mayUseAts(long[] s, int sid) {
        return accesses(s, sid) && (atsEnable.isSet(s, sid) || modes.get(sid) == DeviceMode.ROGUE);
    }

    private boolean accesses(long[] s, int sid) {
        return busMaster.isSet(s, sid) && modes.get(sid) != DeviceMode.IDLE;
    }

    private boolean dmaArrives(long[] s, int variant) {
        return mayUseAts(s, sid(variant)) && atc.isSet(s, variant) && streams.cached(s, sid(variant));
    }

    /** The device drops what an Invalidate Request for {@code range} is about; a completion on its way is stale. */
    void drop(long[] s, int sid, int range) {
        for (int iova = 0; iova < iovas; iova++) {
            if (range == iova || range == commands.everything()) {
                atc.set(s, sid, iova, 0);
                atcGeneration.set(s, sid, iova, 0);
                if (!request.is(s, sid, Request.NONE) && requestIova.get(s, sid) == iova) {
                    requestStale.set(s, sid, 1);
                }
            }
        }
    }

    /** A reset begins: Bus Master Enable and ATS Control.E are 0, and the device forgets its request. */
    void beginReset(long[] s, int sid) {
        writeBusMaster(s, sid, false);
        writeAtsEnable(s, sid, false);
        endRequest(s, sid);
    }

    private void endRequest(long[] s, int sid) {
        request.set(s, sid, Request.NONE);
        requestIova.set(s, sid, 0);
        requestStale.set(s, sid, 0);
        completion.set(s, sid, 0);
        completionGeneration.set(s, sid, 0);
    }

    private String laneOf(int variant) {
        return lane(sid(variant));
    }
}
