package cordon.specs.question;

import static cordon.specs.question.Phrases.all;
import static cordon.specs.question.Phrases.answers;
import static cordon.specs.question.Phrases.any;
import static cordon.specs.question.Phrases.flagged;
import static cordon.specs.question.Phrases.freed;
import static cordon.specs.question.Phrases.isTable;
import static cordon.specs.question.Phrases.not;

import com.google.common.collect.ImmutableSet;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.SyncPolicy;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task;
import cordon.model.Task.Kind;
import cordon.model.core.Core;
import cordon.model.hardware.Command;
import cordon.model.kernel.GroupLayout;
import cordon.model.machine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Those of {@link PropertiesAsExpressions} that are about who is blocked, by whom, and for how long. */
final class BlockadeExpressions {
    private static final ImmutableSet<DeviceMode> HEALTHY =
            ImmutableSet.of(DeviceMode.OBEDIENT, DeviceMode.IDLE, DeviceMode.SLOW);

    private BlockadeExpressions() {}

    static String resetIsFenced(Phrases phrases) {
        boolean alone = phrases.model().settings().get(Parameter.GROUPS) == GroupKind.OWN;
        return phrases.someDevice(sid -> {
            String blocked = all(
                    phrases.resetting(sid),
                    not(any(phrases.model().threads(), thread -> phrases.finishes("", thread, sid))));
            String at = "[sid " + sid + "]";
            return all(
                    any(
                            any(phrases.model().threads(), thread -> isInResetMethod(phrases, thread, sid)),
                            alone ? blocked : "false"),
                    not(all(
                            stops(phrases, sid, "ste" + at, "ste.EATS" + at),
                            any("!steCache" + at, stops(phrases, sid, "steCache.STE" + at, "steCache.EATS" + at)))));
        });
    }

    private static String isInResetMethod(Phrases phrases, int thread, int sid) {
        String at = "at[context " + thread + "] = \"pcie_flr ";
        boolean fallsBack = task(phrases, thread)
                .filter(task -> task.kind() == Kind.FALLBACK_RESET)
                .isPresent();
        return all(
                phrases.resets(thread, sid),
                any(at + "ok\"", at + "done\""),
                fallsBack ? "reset.inner[CPU " + thread + "] = 1" : "true");
    }

    /** The rows of smmu.md A.8 in which nothing passes, with a PASID or without. */
    private static String stops(Phrases phrases, int sid, String ste, String eats) {
        Command commands = phrases.commands();
        List<String> aborts = new ArrayList<>();
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            String at = "[substream " + commands.substream(sid, ssid) + "]";
            String invalid = all("cd" + at + " = \"V=0\"", "cdCache.CD" + at + " = \"V=0\"");
            boolean byS1dss = commands.ssids() > 1 && ssid == 0;
            aborts.add(
                    byS1dss
                            ? any(
                                    ste + " = \"CD table, S1DSS=terminate\"",
                                    all(ste + " = \"CD table, S1DSS=SSID0\"", invalid))
                            : invalid);
        }
        return any(ste + " = \"V=0\"", ste + " = abort", all(isTable(ste), eats + " != 1", all(aborts)));
    }

    /** Flushes skip the device. */
    static String skipped(QuarantineModel model, int sid) {
        return model.patches().contains(Patch.TWO_MARKS) ? "master.fenced[device " + sid + "]" : flagged(sid);
    }

    static String flaggedIsFenced(Phrases phrases) {
        return all(phrases.finished(), phrases.someDevice(sid -> {
            String at = "[sid " + sid + "]";
            return all(
                    skipped(phrases.model(), sid),
                    any(
                            "ste.EATS" + at + " = 1",
                            all("steCache" + at, "steCache.EATS" + at + " = 1", keepsCopy(phrases, sid))));
        }));
    }

    private static String keepsCopy(Phrases phrases, int sid) {
        SyncPolicy policy = phrases.model().settings().get(Parameter.SYNC_POLICY);
        boolean mayBeStuck = policy == SyncPolicy.HANG || policy == SyncPolicy.STICKY;
        Command commands = phrases.commands();
        String stuck = any(
                commands.substreams(),
                substream -> any(
                        commands.everything() + 1,
                        range -> "atcInv[substream " + substream + ", range " + range + "] = TIMED_OUT"));
        return all(
                "!inflight.CFGI_STE[sid " + sid + "]",
                any(not(phrases.isQueued(commands.cfgiSte(sid))), mayBeStuck ? stuck : "false"));
    }

    static String healthyDeviceIsNotBlocked(Phrases phrases) {
        List<DeviceMode> modes = phrases.model().settings().get(Parameter.DEVICES);
        return phrases.someDevice(sid -> HEALTHY.contains(modes.get(sid))
                ? all(answers(sid), any(isBlockedByP7(phrases, sid), isTakenByV1(phrases, sid), isProbed(phrases, sid)))
                : "false");
    }

    private static String isBlockedByP7(Phrases phrases, int sid) {
        Step flag = phrases.model().driver().blockAts().setFlag();
        Step fence = phrases.model().driver().blockAts().fencing();
        String eats = "ste.EATS[sid " + sid + "]";
        String blocked =
                any(all(eats + " != 0", "next." + eats + " = 0"), all("!" + flagged(sid), "next." + flagged(sid)));
        return any(
                phrases.someThread(flag, thread -> any("disable.sid[CPU " + thread + "] = " + sid, blocked)),
                phrases.someThread(fence, thread -> blocked));
    }

    private static String isTakenByV1(Phrases phrases, int sid) {
        QuarantineModel model = phrases.model();
        Optional<Step> alone = model.driver().atcTimeoutWork().busMasterOff();
        String threaded = phrases.takes(action ->
                model.core().filter(core -> core.takesOutOfService(action)).isPresent());
        return any(
                alone.map(step -> phrases.takes(step, sid)).orElse("false"),
                threaded.equals("false") ? threaded : all(threaded, isNextOfV1(sid)));
    }

    /** The worker takes the item of the first device that has one. */
    private static String isNextOfV1(int sid) {
        return all(IntStream.rangeClosed(0, sid)
                .mapToObj(device -> {
                    String queued = all("v1.work[device " + device + "] != 0", not(freed(device)));
                    return device == sid ? queued : not(queued);
                })
                .toList());
    }

    private static String isProbed(Phrases phrases, int sid) {
        return phrases.model()
                .core()
                .map(core -> phrases.someThread(
                        core.preparing(),
                        thread -> core.task(thread).isPresent()
                                ? all(
                                        phrases.prepares("", thread, sid),
                                        phrases.prepares("next.", thread, sid),
                                        not(phrases.resets(thread, sid)))
                                : "false"))
                .orElse("false");
    }

    /** A step, of which there is none, stands for a reset that succeeds after one that has failed. */
    static String failedResetCanBeRepeated(Phrases phrases) {
        List<DeviceMode> modes = phrases.model().settings().get(Parameter.DEVICES);
        Step succeeding = phrases.model().core().orElseThrow().succeeding();
        return all(
                phrases.takes(succeeding::is),
                phrases.someDevice(sid -> modes.get(sid) == DeviceMode.OBEDIENT || modes.get(sid) == DeviceMode.IDLE
                        ? all("device.mute[device " + sid + "]", "!next.device.mute[device " + sid + "]")
                        : "false"));
    }

    static String prepareRefusesNobody(Phrases phrases) {
        return phrases.someThread(
                phrases.model().core().orElseThrow().preparing(),
                thread -> phrases.someDevice(sid -> all(
                        phrases.prepares("", thread, sid),
                        "next.prepare.ret[CPU " + thread + "] = 1",
                        not(isHeldByAnother(phrases, thread, sid)))));
    }

    private static String isHeldByAnother(Phrases phrases, int thread, int sid) {
        GroupLayout layout = GroupLayout.of(phrases.model().settings());
        return any(
                phrases.model().threads(),
                other -> other == thread
                        ? "false"
                        : phrases.someDevice(member -> layout.sameGroup(sid, member)
                                ? any(phrases.resets(other, member), phrases.probes(other, member))
                                : "false"));
    }

    static String noKernelWarning(Phrases phrases) {
        QuarantineModel model = phrases.model();
        Core core = model.core().orElseThrow();
        boolean p1 = model.patches().contains(Patch.P1);
        return any(
                phrases.someThread(
                        model.step("arm_smmu_attach_prepare A7"), thread -> isAtsOfAttached(phrases, thread, false)),
                phrases.someThread(
                        model.step("arm_smmu_attach_commit A10 enable"),
                        thread -> isAtsOfAttached(phrases, thread, true)),
                p1
                        ? "false"
                        : phrases.someThread(
                                core.preparing(),
                                thread -> phrases.someDevice(sid -> all(
                                        "prepare.sid[CPU " + thread + "] = " + sid,
                                        phrases.resetting(sid),
                                        not(freed(sid))))),
                giveUpIsRefused(phrases, "iommu_group_release_dma_owner again"),
                giveUpIsRefused(phrases, "iommu_group_release_dma_owner free"));
    }

    private static String isAtsOfAttached(Phrases phrases, int thread, boolean on) {
        return phrases.someDevice(sid -> all(
                any(
                        phrases.commands().ssids(),
                        ssid -> "attach.substream[CPU " + thread + "] = "
                                + phrases.commands().substream(sid, ssid)),
                (on ? "" : "!") + "pci.ats_enabled[device " + sid + "]"));
    }

    private static String giveUpIsRefused(Phrases phrases, String step) {
        return phrases.model().steps().stream().anyMatch(known -> known.name().equals(step))
                ? phrases.someThread(phrases.model().step(step), thread -> "set.ret[CPU " + thread + "] = 1")
                : "false";
    }

    static String groupMutexIsReleased(Phrases phrases) {
        QuarantineModel model = phrases.model();
        Core core = model.core().orElseThrow();
        GroupLayout layout = GroupLayout.of(model.settings());
        return any(
                model.threads(),
                thread -> all(
                        phrases.takes(action ->
                                core.unlocking(action) && model.stepOf(action).arg(action) == thread),
                        phrases.someDevice(sid -> all(
                                any(phrases.prepares("", thread, sid), phrases.finishes("", thread, sid)),
                                not(any(
                                        phrases.prepares("next.", thread, sid),
                                        phrases.finishes("next.", thread, sid))),
                                "next.group.mutex[group " + layout.group(sid) + "] = 1"))));
    }

    private static Optional<Task> task(Phrases phrases, int thread) {
        return phrases.model().core().flatMap(core -> core.task(thread));
    }
}
