package cordon.specs;

import static cordon.specs.Runs.v2;
import static cordon.specs.mutation.Changes.having;
import static cordon.specs.mutation.Changes.keeping;
import static cordon.specs.mutation.Changes.leaving;
import static cordon.specs.mutation.Changes.pretending;

import com.google.common.collect.ImmutableList;
import cordon.specs.mutation.Mutant;

/** Attaches and detaches, and flushes beside them, that are wrong in another way than the findings say. */
final class OtherAttaches {
    private static final Run REPLACE = v2("replace", "devices=mute");
    private static final Run REATTACH = v2("re-attach", "");
    private static final Run DETACH = v2("detach", "");
    private static final String A10 = "arm_smmu_attach_commit A10";
    private static final String ATTACH = "arm_smmu_attach_prepare A2-A6";

    private static final Mutant NO_ATC_INV = new Mutant(
            "a re-attach issues no ATC_INV", "no-stale-dma", REATTACH, A10, pretending("master.ats_broken", 1));

    static final ImmutableList<OtherWay> ALL = ImmutableList.of(
            OtherWay.than("attach-joins-behind-the-flush", NO_ATC_INV),
            OtherWay.than("attach-ignores-its-timeout", NO_ATC_INV),
            OtherWay.than(
                    "entry-is-kept-while-ats-is-off",
                    new Mutant(
                            "no SYNC between TLBI and ATC_INV",
                            "flush-contract",
                            v2("re-attach", "invWhileAtsOff=answer"),
                            "arm_smmu_domain_inv_range R1-R3",
                            leaving("list.sync", 0))),
            OtherWay.than(
                    "flush-holds-a-replaced-array",
                    new Mutant(
                            "unref does not wait for the readers",
                            "no-atc-inv-after-detach",
                            DETACH,
                            "arm_smmu_attach_commit_invs A12 fence",
                            pretending("inv.invs", 0))),
            OtherWay.than(
                    "blamed-while-ats-is-off",
                    new Mutant(
                            "every retried Stream ID is taken for silent",
                            "blame-is-exact",
                            v2("shared-batch", ""),
                            "retry (patch 7) result",
                            having("list.ret", 1))),
            OtherWay.than(
                    "flag-outlives-the-attach-that-had-ats-off",
                    new Mutant(
                            "pci_enable_ats does not reach the device",
                            "recovered-device-works",
                            v2("re-attach", "rounds=0"),
                            "arm_smmu_attach_commit A10 enable",
                            keeping("device.ATS.E", "pci.ats_enabled"))),
            OtherWay.than(
                    "domain-is-freed-in-spite-of-ebusy",
                    new Mutant(
                            "group->domain is not set when the owner gives the group up",
                            "no-dangling-domain",
                            DETACH,
                            "__iommu_group_set_domain_internal next",
                            leaving("group.domain", 0))),
            OtherWay.than("write-entry-puts-eats-back", attachWithoutP6("quarantine-is-kept", REPLACE)),
            OtherWay.than("ats-is-decided-before-the-fence", attachWithoutP6("quarantine-is-kept", REPLACE)),
            OtherWay.than("ats-is-decided-between-fence-and-flag", attachWithoutP6("no-stale-dma", REPLACE)),
            OtherWay.than(
                    "ats-is-decided-before-the-fence",
                    attachWithoutP6("quarantine-is-kept", v2("re-attach", "devices=mute"))),
            OtherWay.than(
                    "attach-sends-atc-inv-decided-before-the-flag",
                    new Mutant(
                            "attach sends its ATC_INV to a device in quarantine",
                            "no-atc-inv-in-quarantine",
                            REPLACE,
                            A10,
                            pretending("master.ats_broken", 0))),
            OtherWay.than(
                    "ats-stays-on-for-a-pasid",
                    new Mutant(
                            "a detach beside a PASID issues no ATC_INV",
                            "detached-device-is-silent",
                            v2("detach-beside-pasid", ""),
                            A10,
                            pretending("master.ats_broken", 1))),
            OtherWay.than(
                    "pasid-is-removed-unanswered",
                    new Mutant(
                            "the removal of a PASID issues no ATC_INV",
                            "detached-device-is-silent",
                            v2("set-pasid", "tasks=remove-pasid"),
                            A10,
                            pretending("master.ats_broken", 1))),
            OtherWay.than(
                    "flag-changes-ats-of-attached-pasids",
                    new Mutant(
                            "attach publishes no new array",
                            "users-are-exact",
                            REATTACH,
                            ATTACH,
                            keeping("invs", "domain.invs"))));

    private OtherAttaches() {}

    /** What no search showed as long as it ended at the shortest violation of each property. */
    private static Mutant attachWithoutP6(String property, Run run) {
        return new Mutant(
                "attach decides on ATS without a look at ats_broken",
                property,
                run,
                ATTACH,
                pretending("master.ats_broken", 0));
    }
}
