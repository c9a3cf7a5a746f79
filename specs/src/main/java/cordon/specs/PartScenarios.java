package cordon.specs;

import com.google.common.collect.ImmutableList;

/** Scenarios of parts of the model in more detail: the insertion, one entry. */
final class PartScenarios {
    static final ImmutableList<Scenario> ALL = ImmutableList.of(
            Scenario.of(
                            "insertion",
                            "Two or three CPUs insert lists of commands at the same time, into a queue so small that they wait "
                                    + "for space: is every command executed once, and every list in one piece?",
                            "world=insertion queueLog2=2 rounds=2")
                    .and(
                            "lists=2,1s",
                            "lists=1s,1s,1s rounds=1",
                            "lists=2,1s,1 rounds=1 queueLog2=3",
                            "consLag=on",
                            "hwReadAhead=on",
                            "swTimeout=any-time")
                    .deep("lists=1s,1s,1s", "lists=2s,1s,1 consLag=on", "lists=3,2s,1s queueLog2=3"),
            Scenario.of(
                            "entry-update",
                            "The driver rewrites an STE or a CD word by word while the SMMU reads it word by word: does it ever "
                                    + "see a mixture?",
                            "world=entry entries=abort,cdtable,abort")
                    .and(
                            "entries=abort,bypass,abort",
                            "entries=cdtable,bypass,cdtable",
                            "entries=cdtable,s1dss-terminate,s1dss-bypass,bypass",
                            "entries=s2,abort,s2,bypass",
                            "entries=cdtable,s2,cdtable",
                            "entries=cdtable,s2-vmid",
                            "entries=cdtable,cdtable-noats,cdtable",
                            "entries=cd-clear,cd-a,cd-clear",
                            "entries=cd-a,cd-a-asid,cd-b"),
            Scenario.of(
                            "entry-fence",
                            "P7 takes EATS out of an STE, with a plain load and a plain store, while somebody else rewrites it: "
                                    + "is the fence lost, or the new content?",
                            "world=entry fenceActor=on entries=cdtable,abort")
                    .and("entries=abort,cdtable", "entries=cdtable,bypass", "entries=cdtable,s1dss-terminate"));

    private PartScenarios() {}
}
