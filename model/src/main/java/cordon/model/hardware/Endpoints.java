package cordon.model.hardware;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.Booleans;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.DeviceMode;
import cordon.model.machine.Program;
import cordon.model.machine.Step;
import cordon.model.machine.Step.Condition;
import java.util.stream.IntStream;

/**
 * The PCIe devices: an Address Translation Cache each, at most one Translation Request in flight, and DMA with what the
 * ATC holds (smmu.md B.2, B.3).
 *
 * <p>A device may use any IOVA at any time, mapped or not, with a translated address if its ATC has one or with an
 * untranslated one. Translated addresses need ATS Control.E, which is on until software turns it off.
 */
public final class Endpoints {
    private static final String LIFE = "PCIe 10.1";

    private final Command commands;
    private final StreamTable streams;
    private final PostedDma posted;
    private final int iovas;
    private final int devices;

    // Of each device, and of each variant of sendTR and dma: looked up, for it is asked at nearly every state.
    private final boolean[] idle;
    private final boolean[] rogue;
    private final int[] substreamOf;
    private final int[] iovaOf;

    private final Field busMaster;
    private final Field atsEnable;
    private final Field pasidDisabled;
    private final Field atc;
    private final Field atcGeneration;
    private final TranslationRequests requests;

    private final Step dmaPasses;

    /** Declares the fields and the steps of one device for each mode; the position in the list is the Stream ID. */
    public Endpoints(
            Program program,
            ImmutableList<DeviceMode> modes,
            Index device,
            Index substream,
            Index iova,
            Command commands,
            Memory memory,
            StreamTable streams,
            PostedDma posted) {
        this.commands = commands;
        this.streams = streams;
        this.iovas = iova.size();
        this.posted = posted;
        this.devices = modes.size();
        int perIova = substream.size() * iovas;
        idle = Booleans.toArray(Lists.transform(modes, mode -> mode == DeviceMode.IDLE));
        rogue = Booleans.toArray(Lists.transform(modes, mode -> mode == DeviceMode.ROGUE));
        substreamOf = IntStream.range(0, perIova).map(v -> v / iovas).toArray();
        iovaOf = IntStream.range(0, perIova).map(v -> v % iovas).toArray();

        Schema.Builder schema = program.schema();
        busMaster = schema.means("Bus Master Enable of the device: without it it starts no DMA (smmu.md B.1)")
                .flag("device.BME", device);
        atsEnable = schema.means(
                        "ATS Control.E in the device: without it it sends no Translation Request (smmu.md B.1)")
                .flag("device.ATS.E", device);
        pasidDisabled = schema.means("whether PASID Enable of a device that has PASIDs is 0 (smmu.md B.1)")
                .flag("device.PASID.disabled", device);
        atc = schema.means("the translation of the IOVA in the device's ATC, - for none (smmu.md B.1)")
                .upTo(memory.pages())
                .field("atc", memory.translationBits(), memory::formatTranslation, substream, iova);
        atcGeneration = schema.means("the generation of the page when the ATC entry was translated (smmu.md E.2)")
                .upTo(memory.maxGeneration())
                .ghost("atc.generation", memory.generationBits(), substream, iova);
        requests = new TranslationRequests(schema, device, iovas, commands, memory);

        program.free(
                        this::laneOf,
                        LIFE,
                        "sendTR",
                        perIova,
                        v -> "send Translation Request for " + what(v),
                        this::sendTr)
                .asVoluntary();
        program.free(Endpoints::lane, LIFE, "recvTC", devices, d -> "receive Translation Completion", this::receive)
                .needing(requests.progress())
                .asVoluntary();
        dmaPasses = program.free(
                        this::laneOf,
                        LIFE,
                        "dma",
                        perIova,
                        v -> "translated DMA by the ATC entry of " + what(v) + " passes" + posted.andReachesMemory(),
                        this::dmaPasses)
                .needing(atc, streams.copies())
                .asVoluntary();
        Condition someRefused = streams::someRefusesAts;
        for (AtsDecision refusal : AtsDecision.REACHED_REFUSALS) {
            program.free(
                            this::laneOf,
                            LIFE,
                            "dma refused " + refusal.row(),
                            perIova,
                            v -> "translated DMA by the ATC entry of " + what(v) + " is " + refusal.translated(),
                            (s, v) -> dmaArrives(s, v) && streams.decide(s, sid(v)) == refusal)
                    .needing(atc, streams.copies())
                    .needing(someRefused)
                    .asVoluntary();
        }
    }

    /** The lane of the device with Stream ID {@code sid}. */
    public static String lane(int sid) {
        return "device " + sid;
    }

    /** The number of devices. */
    public int count() {
        return devices;
    }

    /** Software writes the Bus Master Enable bit: without it the device starts no DMA and no Translation Request. */
    public void writeBusMaster(long[] s, int sid, boolean on) {
        busMaster.set(s, sid, on ? 1 : 0);
    }

    /** Software writes ATS Control.E: without it the device uses neither Translation Requests nor its ATC. */
    public void writeAtsEnable(long[] s, int sid, boolean on) {
        atsEnable.set(s, sid, on ? 1 : 0);
    }

    /** {@code pci_restore_pasid_state}: PASID Enable is set again. */
    public void restorePasidEnable(long[] s, int sid) {
        pasidDisabled.set(s, sid, 0);
    }

    /** Whether PASID Enable of a device that has PASIDs is 0. */
    public boolean pasidDisabled(long[] s, int sid) {
        return pasidDisabled.isSet(s, sid);
    }

    /** Variant {@code sid, iova}: DMA with a translation from the ATC has reached memory. */
    public Step dmaPasses() {
        return dmaPasses;
    }

    /** The device of a variant of {@link #dmaPasses}. */
    public int sid(int variant) {
        return commands.sidOf(substream(variant));
    }

    /** The substream of a variant of {@link #dmaPasses}. */
    public int substream(int variant) {
        return substreamOf[variant];
    }

    /** The IOVA of a variant of {@link #dmaPasses}. */
    public int iova(int variant) {
        return iovaOf[variant];
    }

    /** What the ATC holds for {@code iova} of {@code substream}: a page plus one, or 0. */
    public int atc(long[] s, int substream, int iova) {
        return atc.get(s, substream, iova);
    }

    /** The generation of the page in {@link #atc} when it was mapped. */
    public int atcGeneration(long[] s, int substream, int iova) {
        return atcGeneration.get(s, substream, iova);
    }

    /** Whether {@code substream} can come to use a translation of {@code iova} that it was given before now. */
    public boolean holdsTranslation(long[] s, int substream, int iova) {
        return requests.isGiven(s, substream, iova) || atc.isSet(s, substream, iova);
    }

    /** Whether {@code substream} is to receive a translation of {@code iova} and may use it, made when its page was of {@code generation}. */
    public boolean isGiven(long[] s, int substream, int iova, int generation) {
        return requests.isGiven(s, substream, iova)
                && requests.completionGeneration(s, commands.sidOf(substream)) == generation;
    }

    /** Whether {@code sid} never accesses memory. */
    boolean idle(int sid) {
        return idle[sid];
    }

    /** ATS Control.E. */
    public boolean atsEnabled(long[] s, int sid) {
        return atsEnable.isSet(s, sid);
    }

    /** Whether {@code sid} may start DMA at all. */
    public boolean busMaster(long[] s, int sid) {
        return busMaster.isSet(s, sid);
    }

    /** The Translation Requests of all devices. */
    TranslationRequests requests() {
        return requests;
    }

    private boolean sendTr(long[] s, int variant) {
        int sid = sid(variant);
        if (requests.isUnderWay(s, sid) || atc.isSet(s, variant) || !mayUseAts(s, substream(variant))) {
            return false;
        }
        requests.send(s, substream(variant), iova(variant));
        return true;
    }

    /** A completion that might be stale must be discarded (PCIe 10.1.1). */
    private boolean receive(long[] s, int sid) {
        if (!requests.isTranslated(s, sid)) {
            return false;
        }
        if (!requests.isStale(s, sid)) {
            int substream = requests.substream(s, sid);
            int iova = requests.iova(s, sid);
            atc.set(s, substream, iova, requests.completion(s, sid));
            atcGeneration.set(s, substream, iova, requests.completionGeneration(s, sid));
        }
        requests.end(s, sid);
        return true;
    }

    private boolean dmaPasses(long[] s, int variant) {
        int sid = sid(variant);
        return dmaArrives(s, variant)
                && streams.decide(s, sid) == AtsDecision.TRANSLATE
                && posted.pass(
                        s, substream(variant), iova(variant), atc.get(s, variant), atcGeneration.get(s, variant));
    }

    private boolean mayUseAts(long[] s, int substream) {
        int sid = commands.sidOf(substream);
        return accesses(s, substream) && (atsEnable.isSet(s, sid) || rogue[sid]);
    }

    /** Whether the device of {@code substream} may start a transaction of it at all. */
    boolean accesses(long[] s, int substream) {
        int sid = commands.sidOf(substream);
        boolean tagged = commands.ssidOf(substream) != 0;
        return busMaster.isSet(s, sid) && !idle(sid) && !(tagged && pasidDisabled.isSet(s, sid));
    }

    private boolean dmaArrives(long[] s, int variant) {
        return atc.isSet(s, variant) && streams.cached(s, sid(variant)) && mayUseAts(s, substream(variant));
    }

    /**
     * The device drops what an Invalidate Request for {@code range} of {@code target} is about; a completion on its way is
     * stale.
     */
    void drop(long[] s, int target, int range) {
        int sid = commands.sidOf(target);
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            for (int iova = 0; iova < iovas; iova++) {
                if (commands.atcInvCovers(target, range, substream, iova)) {
                    atc.set(s, substream, iova, 0);
                    atcGeneration.set(s, substream, iova, 0);
                }
            }
        }
        requests.markStale(s, target, range);
    }

    /** A reset begins: Bus Master Enable, ATS Control.E and PASID Enable are 0, and the device forgets its request. */
    void beginReset(long[] s, int sid) {
        writeBusMaster(s, sid, false);
        writeAtsEnable(s, sid, false);
        pasidDisabled.set(s, sid, commands.ssids() > 1 ? 1 : 0);
        requests.end(s, sid);
    }

    /** The IOVA of a variant of {@link #dmaPasses}, with the PASID if there is one, for people. */
    String what(int variant) {
        return "iova " + iova(variant) + commands.withPasid(substream(variant));
    }

    private String laneOf(int variant) {
        return lane(sid(variant));
    }
}
