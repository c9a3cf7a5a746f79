package cordon.specs.question;

import static cordon.specs.question.Phrases.all;
import static cordon.specs.question.Phrases.answers;
import static cordon.specs.question.Phrases.any;
import static cordon.specs.question.Phrases.ats;
import static cordon.specs.question.Phrases.busMaster;
import static cordon.specs.question.Phrases.flagged;
import static cordon.specs.question.Phrases.freed;
import static cordon.specs.question.Phrases.mayUse;
import static cordon.specs.question.Phrases.not;

import cordon.model.Choice.Worker;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.hardware.Command;

/** Those of {@link PropertiesAsExpressions} that are about attaching, detaching and resetting. */
final class CoreExpressions {
    private CoreExpressions() {}

    static String detachedDeviceIsSilent(Phrases phrases) {
        QuarantineModel model = phrases.model();
        Command commands = phrases.commands();
        return phrases.someEntry((substream, iova) -> {
            int sid = commands.sidOf(substream);
            String access = model.hardware()
                    .posted()
                    .arriving()
                    .map(arriving -> all(
                            phrases.takes(arriving, sid),
                            "wire.ssid[device " + sid + "] = " + commands.ssidOf(substream),
                            "wire.iova[device " + sid + "] = " + iova))
                    .orElseGet(() -> {
                        int variant = phrases.dma(substream, iova);
                        return any(
                                phrases.takes(model.hardware().endpoints().dmaPasses(), variant),
                                phrases.takes(model.hardware().untranslatedDma().passing(), variant));
                    });
            return all(access, not(mayUse(substream, commands.domainOf(iova))));
        });
    }

    static String noAtcInvAfterDetach(Phrases phrases) {
        QuarantineModel model = phrases.model();
        return any(
                model.cpus(),
                cpu -> all(
                        phrases.takes(model.driver().issueCmdlist().appending(), cpu),
                        any(
                                phrases.commands().substreams(),
                                substream -> all(
                                        phrases.invalidatesAtc(cpu, substream),
                                        any(
                                                model.domains(),
                                                domain -> all(
                                                        phrases.flushesOf(cpu, domain),
                                                        not(mayUse(substream, domain))))))));
    }

    static String atsMirror(Phrases phrases) {
        return phrases.someDevice(sid -> {
            String at = "[sid " + sid + "]";
            String pci = "pci.ats_enabled[device " + sid + "]";
            return any(
                    all(
                            ats(sid),
                            not(phrases.begun(sid)),
                            any("ste.EATS" + at + " != 1", all("steCache" + at, "steCache.EATS" + at + " != 1"))),
                    all(
                            not(isAttaching(phrases, sid)),
                            any(
                                    pci + " != master.ats_enabled[device " + sid + "]",
                                    all(pci + " != " + ats(sid), not(isInResetWindow(phrases, sid))),
                                    all("!" + pci, "ste.EATS" + at + " = 1"))));
        });
    }

    private static String isAttaching(Phrases phrases, int sid) {
        return any(
                phrases.model().threads(),
                thread -> all(
                        "arm_smmu_asid_lock = " + (thread + 1),
                        any(
                                phrases.commands().ssids(),
                                ssid -> "attach.substream[CPU " + thread + "] = "
                                        + phrases.commands().substream(sid, ssid))));
    }

    private static String isInResetWindow(Phrases phrases, int sid) {
        return any("device.inReset[device " + sid + "]", any(phrases.model().threads(), thread -> {
            String at = "at[context " + thread + "]";
            boolean resetsBus = phrases.model()
                    .core()
                    .orElseThrow()
                    .task(thread)
                    .filter(task -> task.sid() == sid && (task.kind() == Kind.BUS_RESET || task.kind() == Kind.AER))
                    .isPresent();
            return any(
                    resetsBus ? at + " = \"pci_bus_error_reset restore\"" : "false",
                    all(
                            phrases.resets(thread, sid),
                            not(phrases.prepares("", thread, sid)),
                            at + " != \"pcie_flr reset\""));
        }));
    }

    static String noFreedInvs(Phrases phrases) {
        return any(
                phrases.model().cpus(),
                cpu -> any(
                        phrases.versions(),
                        version -> all(
                                "inv.invs[CPU " + cpu + "] = " + (version + 1), "invs[version " + version + "] = -")));
    }

    static String lockDiscipline(Phrases phrases) {
        QuarantineModel model = phrases.model();
        return any(
                model.threads(),
                thread -> all(
                        phrases.takes(action -> model.stepOf(action).sleeping()
                                && model.stepOf(action).arg(action) == thread),
                        any(
                                all(
                                        "inv.return[CPU " + thread + "] != -",
                                        "at[context " + thread + "] != \"arm_smmu_domain_inv_range R1-R3\""),
                                "arm_smmu_asid_lock = " + (thread + 1))));
    }

    static String quarantineEndsWithRecovery(Phrases phrases) {
        return phrases.someDevice(sid -> {
            String flagCleared = all(flagged(sid), "!next." + flagged(sid));
            String silentAfterReset = all(
                    phrases.someThread(
                            phrases.model().core().orElseThrow().succeeding(),
                            thread -> "reset.sid[CPU " + thread + "] = " + sid),
                    not(answers("next.", sid)));
            String lifted = all(
                    not(answers(sid)),
                    any(
                            flagCleared,
                            phrases.someThread(
                                    phrases.model().core().orElseThrow().lifting(),
                                    thread -> "done.sid[CPU " + thread + "] = " + sid)),
                    not(all(
                            isResetBehind(phrases, sid),
                            not(all(flagCleared, "device.unanswered[device " + sid + "]")))));
            return any(silentAfterReset, lifted);
        });
    }

    private static String isResetBehind(Phrases phrases, int sid) {
        return all("!device.inReset[device " + sid + "]", any(phrases.model().threads(), thread -> {
            String at = "[CPU " + thread + "]";
            return all(phrases.finishes("", thread, sid), phrases.resets(thread, sid), "reset.ret" + at + " = 0");
        }));
    }

    static String resetIsBracketed(Phrases phrases) {
        Command commands = phrases.commands();
        return all(
                phrases.takes(phrases.model().core().orElseThrow()::resetting),
                phrases.someDevice(sid -> all(
                        "!device.inReset[device " + sid + "]",
                        "next.device.inReset[device " + sid + "]",
                        any(
                                commands.ssids(),
                                ssid -> any(
                                        phrases.model().domains(),
                                        domain -> mayUse(commands.substream(sid, ssid), domain))))));
    }

    static String recoveredDeviceWorks(Phrases phrases) {
        QuarantineModel model = phrases.model();
        boolean v1Resets = model.settings().get(Parameter.BROKEN_WORKER) == Worker.ON;
        boolean busMasterReturns = !model.patches().contains(Patch.V1_WORK) || v1Resets;
        return all(
                phrases.finished(),
                phrases.someDevice(sid -> all(
                        answers(sid),
                        not(freed(sid)),
                        any(
                                flagged(sid),
                                phrases.resetting(sid),
                                all(
                                        any(
                                                model.domains(),
                                                domain -> all(
                                                        phrases.groupHas(sid, domain),
                                                        "!domain.freed[domain " + domain + "]")),
                                        any(
                                                "ste.EATS[sid " + sid + "] != 1",
                                                not(ats(sid)),
                                                busMasterReturns ? not(busMaster(sid)) : "false"))))));
    }

    static String reportedIsBlocked(Phrases phrases) {
        Command commands = phrases.commands();
        return all(
                phrases.finished(),
                phrases.someDevice(sid -> all(
                        flagged(sid),
                        not(answers(sid)),
                        not(freed(sid)),
                        any(
                                not(phrases.resetting(sid)),
                                any(
                                        commands.ssids(),
                                        ssid -> any(
                                                phrases.model().domains(),
                                                domain -> mayUse(commands.substream(sid, ssid), domain)))))));
    }

    static String noDanglingDomain(Phrases phrases) {
        return phrases.someDevice(sid -> any(
                phrases.model().domains(),
                domain -> all(phrases.groupHas(sid, domain), "domain.freed[domain " + domain + "]")));
    }
}
