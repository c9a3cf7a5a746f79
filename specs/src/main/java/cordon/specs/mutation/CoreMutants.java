package cordon.specs.mutation;

import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.never;
import static cordon.specs.mutation.Changes.pretending;
import static cordon.specs.mutation.Changes.without;

import com.google.common.collect.ImmutableList;
import cordon.model.Patch;
import cordon.model.machine.Effect;
import cordon.specs.Run;

/** Wrong attaches and resets. */
final class CoreMutants {
    private static final Run DETACH = v2("detach", "");
    private static final Run REPLACE = v2("replace", "");
    private static final Run REATTACH = v2("re-attach", "");
    private static final Run REMOVE = v2("remove", "devices=obedient");
    private static final Run REMOVE_BESIDE_REATTACH = v2("remove", "devices=idle tasks=reattach,remove queueLog2=4");
    private static final Run RESET_ALONE = v2("reset", "rounds=0");
    private static final Run RESET = v2("reset", "rounds=1");
    private static final Run STORE_BUFFERS = v2("store-buffers", "");
    private static final Run SECOND_DEVICE = v2("attach", "devices=idle,idle");
    private static final Run IDENTITY = v2("identity", "devices=obedient");
    private static final Run REMOVE_PASID = v2("set-pasid", "tasks=remove-pasid");
    private static final Run RESET_PASIDS = v2("reset-with-pasids", "devices=obedient resetOutcome=fail rounds=0");
    private static final Run IDENTITY_RESET = v2("reset", "tasks=identity,reset rounds=0");
    private static final Run TWO_RESETS = v2("repeated-reset", "devices=obedient rounds=0");
    private static final Run WORKER = v2("broken-worker", "rounds=1");
    private static final Run ENDS = v2("termination", "");
    private static final Run ENDS_DETACH = v2("termination", "tasks=detach");
    private static final String ATTACH = "arm_smmu_attach_prepare A2-A6";
    private static final String PREPARE = "pci_dev_reset_iommu_prepare lock";
    private static final String READERS = "arm_smmu_attach_commit_invs A12 fence";

    static final ImmutableList<Mutant> ALL = ImmutableList.of(
            new Mutant(
                    "attach publishes no new array",
                    "invs-cover-attached",
                    REATTACH,
                    ATTACH,
                    keeping("invs", "domain.invs")),
            new Mutant(
                    "attach publishes no new array",
                    "users-are-exact",
                    REATTACH,
                    ATTACH,
                    keeping("invs", "domain.invs")),
            new Mutant(
                    "entries are dropped although the STE was not written",
                    "invs-cover-attached",
                    REPLACE,
                    "arm_smmu_write_entry W2",
                    keeping("cd", "ste", "ste.EATS")),
            new Mutant(
                    "attach publishes no new array", "asid-is-clean", REATTACH, ATTACH, keeping("invs", "domain.invs")),
            new Mutant(
                    "entries are dropped although the STE was not written",
                    "invs-cover-attached",
                    v2("detach", "devices=mute"),
                    "arm_smmu_write_entry W2",
                    keeping("cd", "ste", "ste.EATS")),
            new Mutant(
                    "no dma_wmb before the STE is stored",
                    "invs-cover-attached",
                    STORE_BUFFERS,
                    "arm_smmu_write_entry W0-W1",
                    keeping("buffer.invs", "invs", "domain.invs")),
            new Mutant(
                    "a re-attach issues no ATC_INV",
                    "no-stale-dma",
                    REATTACH,
                    "arm_smmu_attach_commit A10",
                    pretending("master.ats_broken", 1)),
            new Mutant(
                    "unref does not wait for the readers",
                    "no-atc-inv-after-detach",
                    DETACH,
                    READERS,
                    pretending("inv.invs", 0)),
            new Mutant(
                    "unref does not wait for the readers",
                    "no-freed-master",
                    REMOVE,
                    READERS,
                    pretending("inv.invs", 0)),
            new Mutant(
                    "a device is attached with its group after it was removed",
                    "no-freed-master",
                    REMOVE_BESIDE_REATTACH,
                    "__iommu_group_set_domain_internal next",
                    pretending("master.freed", 0)),
            new Mutant(
                    "pci_disable_ats does not reach the device",
                    "ats-mirror",
                    DETACH,
                    "arm_smmu_attach_prepare A7",
                    leaving("device.ATS.E", 1)),
            new Mutant(
                    "pci_disable_ats does not reach the device",
                    "ats-mirror",
                    REATTACH,
                    "arm_smmu_attach_prepare A7",
                    leaving("device.ATS.E", 1)),
            new Mutant(
                    "an STE that aborts keeps EATS",
                    "ats-mirror",
                    DETACH,
                    "arm_smmu_write_entry W2",
                    leaving("ste.EATS", 1)),
            new Mutant(
                    "group->domain is not set when the owner gives the group up",
                    "no-dangling-domain",
                    DETACH,
                    "__iommu_group_set_domain_internal next",
                    leaving("group.domain", 0)),
            new Mutant(
                    "done() is called whatever became of the reset",
                    "quarantine-ends-with-recovery",
                    RESET,
                    "pcie_flr done",
                    without(Patch.P1)),
            new Mutant(
                    "reset_device_done leaves ats_broken set",
                    "recovered-device-works",
                    RESET,
                    "arm_smmu_reset_device_done patch 2",
                    leaving("master.ats_broken", 1)),
            new Mutant(
                    "a healthy device is attached again without ATS",
                    "recovered-device-works",
                    REATTACH,
                    ATTACH,
                    pretending("master.ats_broken", 1)),
            new Mutant(
                    "prepare() returns without having blocked the device",
                    "reset-is-bracketed",
                    RESET_ALONE,
                    PREPARE,
                    having("group.resetting_domain", 1)),
            new Mutant(
                    "prepare() leaves a device of the identity domain as it is",
                    "reset-is-fenced",
                    IDENTITY_RESET,
                    PREPARE,
                    (f, right, s, c) -> {
                        if (f.get("group.domain")
                                .format(f.get("group.domain").get(s, 0))
                                .equals("IDENTITY")) {
                            f.get("group.resetting_domain").set(s, 0, 1);
                        }
                        return right.apply(s, c);
                    }),
            new Mutant(
                    "prepare() refuses a second time although patch 1 is there",
                    "prepare-refuses-nobody",
                    TWO_RESETS,
                    PREPARE,
                    CoreMutants::refusing),
            new Mutant(
                    "prepare() refuses a second time although patch 1 is there",
                    "failed-reset-can-be-repeated",
                    TWO_RESETS,
                    PREPARE,
                    CoreMutants::refusing),
            new Mutant(
                    "prepare() returns with group->mutex locked",
                    "group-mutex-is-released",
                    RESET_ALONE,
                    "pci_dev_reset_iommu_prepare set",
                    keeping("group.mutex")),
            new Mutant(
                    "the worker blocks the device and leaves resetting_domain clear",
                    "reported-is-blocked",
                    WORKER,
                    "pci_dev_reset_iommu_prepare set",
                    keeping("group.resetting_domain")),
            new Mutant(
                    "the STE is not written for the identity domain",
                    "entry-is-right",
                    v2("identity", "devices=idle"),
                    "arm_smmu_write_entry W2",
                    keeping("ste", "ste.EATS")),
            new Mutant(
                    "done() attaches no PASID again",
                    "entry-is-right",
                    v2("reset-with-pasids", "devices=obedient resetOutcome=ok rounds=0"),
                    "pci_dev_reset_iommu_done attach",
                    pretending("group.pasid_array", 0)),
            new Mutant(
                    "pci_disable_ats is not called",
                    "no-kernel-warning",
                    REATTACH,
                    "arm_smmu_attach_prepare A7",
                    keeping("pci.ats_enabled", "device.ATS.E")),
            new Mutant(
                    "a PASID is removed, and its CD stays",
                    "invs-cover-attached",
                    REMOVE_PASID,
                    "arm_smmu_write_entry W2",
                    keeping("cd")),
            new Mutant(
                    "pci_disable_ats does not reach the device",
                    "no-spurious-ats-error",
                    IDENTITY,
                    "arm_smmu_attach_prepare A7",
                    leaving("device.ATS.E", 1)),
            new Mutant(
                    "a replaced array is freed at once", "no-freed-invs", SECOND_DEVICE, ATTACH, (f, right, s, c) -> {
                        boolean taken = right.apply(s, c);
                        int read = f.get("inv.invs").get(s, 0) - 1;
                        if (read >= 0 && read != f.get("domain.invs").get(s, 0)) {
                            f.get("invs").set(s, read, 0);
                        }
                        return taken;
                    }),
            new Mutant(
                    "a reset does not clear ATS Control.E",
                    "pasid-enable-is-stable",
                    RESET_PASIDS,
                    "pcie_flr reset",
                    leaving("device.ATS.E", 1)),
            new Mutant("the writer of an array waits for ever", "writer-is-not-starved", ENDS_DETACH, READERS, never()),
            new Mutant(
                    "reset_device_done leaves ats_broken set",
                    "recovered-device-returns",
                    ENDS,
                    "arm_smmu_reset_device_done patch 2",
                    leaving("master.ats_broken", 1)),
            new Mutant("done() never ends", "task-ends", ENDS, "pci_dev_reset_iommu_done clear", never()),
            new Mutant("done() never ends", "blockade-ends", RESET, "pci_dev_reset_iommu_done clear", never()),
            new Mutant(
                    "a reset calls prepare() with invs->rwlock held",
                    "lock-discipline",
                    RESET,
                    "pci_reset_function lock",
                    (f, right, s, c) -> {
                        boolean taken = right.apply(s, c);
                        f.get("inv.return").set(s, c, 1);
                        return taken;
                    }));

    private CoreMutants() {}

    /** prepare() returns -EBUSY where resetting_domain is set. */
    private static boolean refusing(Place fields, Effect right, long[] s, int c) {
        boolean refuses = fields.get("group.resetting_domain").isSet(s, 0);
        boolean taken = right.apply(s, c);
        if (refuses) {
            fields.get("prepare.ret").set(s, c, 1);
        }
        return taken;
    }
}
