package cordon.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing about the world that a scenario can choose. The constants of this class are all there are; {@link #ALL}
 * lists them.
 *
 * @param <T> the type of its values
 */
public final class Parameter<T> {

    /** How a device treats Invalidate Requests (smmu.md B.3). */
    public enum DeviceMode {
        /** Drops matching entries, then answers. */
        OBEDIENT,
        /** Never reacts to an Invalidate Request; keeps its ATC entries and goes on using them. */
        MUTE
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

    /** Which CPU the GERROR interrupt is routed to. */
    public enum IrqCpu {
        /** A CPU that is not part of the scenario and never disables interrupts for long. */
        OTHER,
        /** CPU 0 of the scenario. */
        CPU0,
        /** CPU 1 of the scenario. */
        CPU1
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

    /** In which order P7 sets {@code ats_broken} and fences the STE (series.md, P7). */
    public enum FenceOrder {
        /** Flag, then STE, CFGI_STE and SYNC. */
        FLAG_FIRST,
        /** STE, CFGI_STE and SYNC, then flag. */
        FENCE_FIRST
    }

    /** The number of CPUs that map, unmap and free a page each. */
    public static final Parameter<Integer> CPUS =
            ofInt("cpus", 1, 2, 1, "CPUs; each maps, unmaps and frees a page of its own");

    /** The devices, all attached to one domain, by Stream ID. */
    public static final Parameter<ImmutableList<DeviceMode>> DEVICES = new Parameter<>(
            "devices",
            "1 to 4 of " + choices(DeviceMode.class) + ", comma-separated, in order of Stream ID",
            "how each device treats Invalidate Requests",
            ImmutableList.of(DeviceMode.MUTE),
            Parameter::parseDevices,
            modes -> String.join(",", modes.stream().map(Parameter::nameOf).toList()));

    /** How often each CPU maps and unmaps its page. */
    public static final Parameter<Integer> ROUNDS = ofInt("rounds", 1, 3, 1, "times that each CPU maps and unmaps");

    /** Size of the command queue. */
    public static final Parameter<Integer> QUEUE_LOG2 =
            ofInt("queueLog2", 1, 5, 3, "log2 of the number of command queue slots (Linux: 7 to 19)");

    /** Commands in a batch before it is issued without a SYNC. */
    public static final Parameter<Integer> BATCH_MAX =
            ofInt("batchMax", 1, 31, 4, "commands in a batch before it is issued without SYNC (Linux: 64)");

    /** See {@link HwTimeout}. */
    public static final Parameter<HwTimeout> HW_TIMEOUT = ofEnum(
            "hwTimeout", HwTimeout.class, HwTimeout.BELOW_1S, "ATC invalidation timeout of the SMMU against 1 s");

    /** See {@link SwTimeout}. */
    public static final Parameter<SwTimeout> SW_TIMEOUT =
            ofEnum("swTimeout", SwTimeout.class, SwTimeout.WHEN_STUCK, "when the driver's 1 s poll may run out");

    /** See {@link SyncPolicy}. */
    public static final Parameter<SyncPolicy> SYNC_POLICY = ofEnum(
            "hwSyncPolicy",
            SyncPolicy.class,
            SyncPolicy.DROP,
            "what a SYNC does about ATC invalidations that timed out");

    /** See {@link SyncPoll}. */
    public static final Parameter<SyncPoll> SYNC_POLL =
            ofEnum("syncPoll", SyncPoll.class, SyncPoll.CONS, "how the driver learns that a SYNC has completed");

    /** See {@link IrqCpu}. */
    public static final Parameter<IrqCpu> IRQ_CPU =
            ofEnum("gerrIrqCpu", IrqCpu.class, IrqCpu.OTHER, "the CPU that takes the GERROR interrupt");

    /** See {@link RetryStrategy}. */
    public static final Parameter<RetryStrategy> RETRY_STRATEGY = ofEnum(
                    "retryStrategy", RetryStrategy.class, RetryStrategy.PER_SID, "how P7 finds the silent device")
            .onlyWith(Patch.P7);

    /** See {@link FenceOrder}. */
    public static final Parameter<FenceOrder> FENCE_ORDER = ofEnum(
                    "fenceOrder",
                    FenceOrder.class,
                    FenceOrder.FLAG_FIRST,
                    "P7: ats_broken before or after the STE fence")
            .onlyWith(Patch.P7);

    /** See {@link Worker}. */
    public static final Parameter<Worker> BROKEN_WORKER = ofEnum(
                    "brokenWorker", Worker.class, Worker.OFF, "P3: whether the worker that blocks the device runs")
            .onlyWith(Patch.P3);

    /** All parameters, in the order in which they are listed to users. */
    public static final ImmutableList<Parameter<?>> ALL = ImmutableList.of(
            CPUS,
            DEVICES,
            ROUNDS,
            QUEUE_LOG2,
            BATCH_MAX,
            HW_TIMEOUT,
            SW_TIMEOUT,
            SYNC_POLICY,
            SYNC_POLL,
            IRQ_CPU,
            RETRY_STRATEGY,
            FENCE_ORDER,
            BROKEN_WORKER);

    private final String name;
    private final String domain;
    private final String meaning;
    private final T defaultValue;
    private final Function<String, Optional<T>> parser;
    private final Function<T, String> printer;
    private final Optional<Patch> patch;

    private Parameter(
            String name,
            String domain,
            String meaning,
            T defaultValue,
            Function<String, Optional<T>> parser,
            Function<T, String> printer) {
        this(name, domain, meaning, defaultValue, parser, printer, Optional.empty());
    }

    private Parameter(
            String name,
            String domain,
            String meaning,
            T defaultValue,
            Function<String, Optional<T>> parser,
            Function<T, String> printer,
            Optional<Patch> patch) {
        this.name = name;
        this.domain = domain;
        this.meaning = meaning;
        this.defaultValue = defaultValue;
        this.parser = parser;
        this.printer = printer;
        this.patch = patch;
    }

    private Parameter<T> onlyWith(Patch needed) {
        return new Parameter<>(name, domain, meaning, defaultValue, parser, printer, Optional.of(needed));
    }

    /** The name used on the command line and in files. */
    public String name() {
        return name;
    }

    /** The values it can take, for people. */
    public String domain() {
        return domain;
    }

    /** One line: what it chooses. */
    public String meaning() {
        return meaning;
    }

    /** The value it has unless a scenario says otherwise. */
    public T defaultValue() {
        return defaultValue;
    }

    /** The patch without which the parameter makes no difference; empty if it always does. */
    public Optional<Patch> patch() {
        return patch;
    }

    /** The value written as {@code text}, or empty if it is none of {@link #domain}. */
    public Optional<T> parse(String text) {
        return parser.apply(text.strip());
    }

    /** The text that {@link #parse} turns back into {@code value}. */
    public String print(T value) {
        return printer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Parameter<Integer> ofInt(String name, int min, int max, int defaultValue, String meaning) {
        return new Parameter<>(
                name,
                min + " to " + max,
                meaning,
                defaultValue,
                text -> Optional.of(text)
                        .filter(t -> t.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf)
                        .filter(v -> v >= min && v <= max),
                String::valueOf);
    }

    private static <E extends Enum<E>> Parameter<E> ofEnum(String name, Class<E> type, E defaultValue, String meaning) {
        return new Parameter<>(
                name, choices(type), meaning, defaultValue, text -> parseEnum(type, text), Parameter::nameOf);
    }

    private static Optional<ImmutableList<DeviceMode>> parseDevices(String text) {
        ImmutableList<Optional<DeviceMode>> modes = Splitter.on(',')
                .trimResults()
                .splitToStream(text)
                .map(mode -> parseEnum(DeviceMode.class, mode))
                .collect(toImmutableList());
        if (modes.size() > 4 || modes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(modes.stream().flatMap(Optional::stream).collect(toImmutableList()));
    }

    private static <E extends Enum<E>> Optional<E> parseEnum(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> Ascii.equalsIgnoreCase(nameOf(value), text))
                .findFirst();
    }

    private static String choices(Class<? extends Enum<?>> type) {
        return String.join(
                " | ", Stream.of(type.getEnumConstants()).map(Parameter::nameOf).toList());
    }

    /** An enum constant as written on the command line: {@code ABOVE_1S} is {@code above-1s}. */
    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
