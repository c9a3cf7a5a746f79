package cordon.specs.question;

import static com.google.common.base.Preconditions.checkState;

import cordon.engine.expression.Vocabulary;
import cordon.engine.schema.Field;
import cordon.model.Choice.FenceOrder;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.hardware.Command;
import cordon.model.hardware.Endpoints;
import cordon.model.kernel.GroupLayout;
import cordon.model.machine.Step;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parts of expressions: notions that several properties of one model of the whole protocol share, said of its fields. */
final class Phrases {
    private static final String FALSE = "false";
    private static final String TRUE = "true";

    private final QuarantineModel model;
    private final Vocabulary vocabulary;
    private final Command commands;
    private final GroupLayout groups;

    Phrases(QuarantineModel model) {
        this.model = model;
        this.vocabulary = Subject.vocabulary(model);
        this.commands = model.hardware().queue().commands();
        this.groups = GroupLayout.of(model.settings());
    }

    QuarantineModel model() {
        return model;
    }

    Command commands() {
        return commands;
    }

    /** At least one of {@code parts}. */
    static String any(List<String> parts) {
        List<String> possible =
                parts.stream().filter(part -> !part.equals(FALSE)).distinct().toList();
        return possible.isEmpty() ? FALSE : "(" + String.join(" | ", possible) + ")";
    }

    static String any(String... parts) {
        return any(Arrays.asList(parts));
    }

    /** {@code part} of some number below {@code count}. */
    static String any(int count, IntFunction<String> part) {
        return any(IntStream.range(0, count).mapToObj(part).toList());
    }

    /** All of {@code parts}. */
    static String all(List<String> parts) {
        if (parts.contains(FALSE)) {
            return FALSE;
        }
        String text = parts.stream().filter(part -> !part.equals(TRUE)).collect(Collectors.joining(" & "));
        return text.isEmpty() ? TRUE : "(" + text + ")";
    }

    static String all(String... parts) {
        return all(Arrays.asList(parts));
    }

    static String not(String part) {
        return "!(" + part + ")";
    }

    /** The step is one of {@code actions}. */
    String takes(IntPredicate actions) {
        BitSet wanted = new BitSet();
        IntStream.range(0, model.actionCount()).filter(actions).forEach(wanted::set);
        List<String> labels = wanted.stream()
                .mapToObj(action -> model.action(action).toString())
                .distinct()
                .toList();
        BitSet fitting = new BitSet();
        labels.forEach(label -> fitting.or(vocabulary.fitting(label)));
        checkState(fitting.equals(wanted), "other actions have one of these labels too: %s", labels);
        return any(labels.stream().map(label -> "next.taken(\"" + label + "\")").toList());
    }

    /** Some thread takes {@code step}, and {@code part} is true of that thread. */
    String someThread(Step step, IntFunction<String> part) {
        return any(model.threads(), thread -> all(takes(step, thread), part.apply(thread)));
    }

    /** The step is variant {@code variant} of {@code step}. */
    String takes(Step step, int variant) {
        int wanted = step.action(variant);
        return takes(action -> action == wanted);
    }

    /** The variant of a DMA, translated or not, by the substream to the IOVA. */
    int dma(int substream, int iova) {
        Endpoints endpoints = model.hardware().endpoints();
        return IntStream.range(0, endpoints.dmaPasses().variants())
                .filter(v -> endpoints.substream(v) == substream && endpoints.iova(v) == iova)
                .findFirst()
                .orElseThrow();
    }

    /** {@code part} is true of a substream and an IOVA. */
    String someEntry(EntryPart part) {
        return any(commands.substreams(), substream -> any(commands.iovas(), iova -> part.of(substream, iova)));
    }

    /** Something about a substream and an IOVA. */
    @FunctionalInterface
    interface EntryPart {
        String of(int substream, int iova);
    }

    /** {@code part} of a Stream ID is true of some device. */
    String someDevice(IntFunction<String> part) {
        return any(commands.sids(), part);
    }

    /** As {@link QuarantineModel#finished}. */
    String finished() {
        int tasks = model.settings().get(Parameter.TASKS).size();
        List<String> ends = IntStream.range(0, model.threads())
                .mapToObj(thread -> {
                    String place = "at[context " + thread + "] = ";
                    if (thread < model.cpus()) {
                        return place + "idle";
                    }
                    return thread < model.cpus() + tasks ? place + "finished" : workerRests(place);
                })
                .toList();
        return all(ends);
    }

    /** The thread behind those of the tasks is that of P3's worker, or of v1's. */
    private String workerRests(String place) {
        boolean v1 = model.patches().contains(Patch.V1_WORK);
        String idle = place + (v1 ? "\"v1 worker run\"" : "\"broken_work (patch 3) run\"");
        return all(
                idle,
                v1
                        ? not(someDevice(sid -> all("v1.work[device " + sid + "] != 0", not(freed(sid)))))
                        : "for all group g: !group.broken_work[group g]");
    }

    static String freed(int sid) {
        return "master.freed[device " + sid + "]";
    }

    static String flagged(int sid) {
        return "master.ats_broken[device " + sid + "]";
    }

    /** In quarantine, from P7's first store against the device until the flag is cleared. */
    String begun(int sid) {
        boolean twoMarks = model.patches().contains(Patch.TWO_MARKS);
        return !twoMarks && model.settings().get(Parameter.FENCE_ORDER) == FenceOrder.FENCE_FIRST
                ? any(flagged(sid), any(model.threads(), thread -> fencedBeforeFlag(thread, sid)))
                : any(flagged(sid), BlockadeExpressions.skipped(model, sid));
    }

    private static String fencedBeforeFlag(int thread, int sid) {
        String at = "at[context " + thread + "] != \"disable (patch 7) ";
        return all(
                "disable.return[CPU " + thread + "] != -",
                "disable.sid[CPU " + thread + "] = " + sid,
                at + "load\"",
                at + "store\"",
                at + "report\"");
    }

    static String answers(int sid) {
        return answers("", sid);
    }

    /** The device answers in this state, or in the next one: {@code state} is empty or {@code next.} */
    static String answers(String state, int sid) {
        return all("!" + state + "device.mute[device " + sid + "]", "!" + state + "device.inReset[device " + sid + "]");
    }

    static String busMaster(int sid) {
        return "device.BME[device " + sid + "]";
    }

    static String ats(int sid) {
        return "device.ATS.E[device " + sid + "]";
    }

    /** An STE, in memory or in the SMMU's copy, leads to CDs. */
    static String isTable(String ste) {
        return all(ste + " != \"V=0\"", ste + " != abort", ste + " != bypass");
    }

    /** Translated transactions of the device are stopped, by the SMMU's copy and by the STE in memory. */
    static String fenced(int sid) {
        String at = "[sid " + sid + "]";
        return not(any(
                all("ste.EATS" + at + " = 1", isTable("ste" + at)),
                all("steCache" + at, "steCache.EATS" + at + " = 1", isTable("steCache.STE" + at))));
    }

    private String asksCd(String ste, int substream) {
        boolean s1dssDecides = commands.ssids() > 1 && commands.ssidOf(substream) == 0;
        return s1dssDecides ? ste + " = \"CD table, S1DSS=SSID0\"" : isTable(ste);
    }

    private static String cdMayLeadTo(int substream, int domain) {
        return any(
                "cd[substream " + substream + "] = D" + domain, "cdCache.CD[substream " + substream + "] = D" + domain);
    }

    /** Untranslated transactions of the substream can come to use the domain. */
    String reaches(int substream, int domain) {
        String at = "[sid " + commands.sidOf(substream) + "]";
        return all(
                cdMayLeadTo(substream, domain),
                any(asksCd("ste" + at, substream), asksCd("steCache.STE" + at, substream)));
    }

    /** The substream has a translation of the IOVA in its ATC, or is given one that is not stale. */
    String holdsTranslation(int substream, int iova) {
        String at = "[device " + commands.sidOf(substream) + "]";
        return any(
                all(
                        "tr" + at + " = TRANSLATED",
                        "tr.ssid" + at + " = " + commands.ssidOf(substream),
                        "tr.iova" + at + " = " + iova,
                        "!tr.stale" + at),
                "atc[substream " + substream + ", iova " + iova + "] != -");
    }

    static String mapped(int iova) {
        return "pte[iova " + iova + "] != -";
    }

    static String inTlb(int iova) {
        return "tlb[iova " + iova + "] != -";
    }

    /** The thread flushes the IOVA, alone or with its domain. */
    String flushes(int thread, int iova) {
        String range = "inv.range[CPU " + thread + "] = ";
        return any(range + iova, range + commands.asid(commands.domainOf(iova)));
    }

    /** The thread flushes the domain, or a page of it. */
    String flushesOf(int thread, int domain) {
        return any(
                commands.ranges(),
                range -> commands.domainOfRange(range) == domain ? "inv.range[CPU " + thread + "] = " + range : FALSE);
    }

    /** The substream may use the domain: its bit is set. */
    static String mayUse(int substream, int domain) {
        String field = "device.domains[substream " + substream + "] = ";
        return any(4, set -> (set >> domain & 1) != 0 ? field + set : FALSE);
    }

    /** The list that the thread is about to append has an ATC_INV to the substream. */
    String invalidatesAtc(int thread, int substream) {
        String field = "list.substreams[CPU " + thread + "] = ";
        return all(
                "list.opcode[CPU " + thread + "] = ATC_INV",
                any(
                        1 << commands.substreams(),
                        set -> (set >> substream & 1) != 0 ? field + Integer.toBinaryString(set) : FALSE));
    }

    /** The command is in the queue: the entry of a command that was consumed is cleared. */
    String isQueued(int command) {
        return "for some slot x: cmdq[slot x] = \"" + commands.format(command) + "\"";
    }

    int versions() {
        return field("invs").size();
    }

    /** The current array of the domain has a user of the ASID. */
    String asidInUse(int domain) {
        Field arrays = field("invs");
        List<String> inUse = arrays.legalValues()
                .mapToObj(arrays::format)
                .filter(text -> text.matches(".*ASID x[1-9].*"))
                .distinct()
                .toList();
        return any(
                versions(),
                version -> all(
                        "domain.invs[domain " + domain + "] = " + version,
                        any(inUse.size(), i -> "invs[version " + version + "] = \"" + inUse.get(i) + "\"")));
    }

    private Field field(String name) {
        return model.schema().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** group->resetting_domain of the group of the device is set. */
    String resetting(int sid) {
        return "group.resetting_domain[group " + groups.group(sid) + "]";
    }

    /** The thread is in pci_reset_function for the device, and has its lock. */
    String resets(int thread, int sid) {
        return all(calls("", "reset", thread, sid), "at[context " + thread + "] != \"pci_reset_function lock\"");
    }

    /** The thread is in prepare() for the device, in this state, or in the next one: {@code state} is empty or {@code next.} */
    String prepares(String state, int thread, int sid) {
        return calls(state, "prepare", thread, sid);
    }

    /** The thread is in done() for the device. */
    String finishes(String state, int thread, int sid) {
        return calls(state, "done", thread, sid);
    }

    /** The thread asks for the reset methods of the device. */
    String probes(int thread, int sid) {
        return calls("", "probe", thread, sid);
    }

    private static String calls(String state, String procedure, int thread, int sid) {
        String at = "[CPU " + thread + "]";
        return all(state + procedure + ".return" + at + " != -", state + procedure + ".sid" + at + " = " + sid);
    }

    String brokenWork(int sid) {
        return "group.broken_work[group " + groups.group(sid) + "]";
    }

    /** group->domain of the group of the device is the paging domain. */
    String groupHas(int sid, int domain) {
        return "group.domain[group " + groups.group(sid) + "] = D" + domain;
    }
}
