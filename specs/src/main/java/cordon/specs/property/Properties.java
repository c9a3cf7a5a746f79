package cordon.specs.property;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Choice.DeviceMode;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Pasid;
import cordon.model.Choice.ResetOutcome;
import cordon.model.Choice.Unmap;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.QuarantineModel;
import cordon.model.Task.Kind;
import cordon.model.World;
import cordon.model.cmdq.InsertionModel;
import cordon.model.entry.EntryModel;
import java.util.Arrays;

/** All properties. To add one: write its class, add it here, and add to {@code Mutants} a wrong model that it catches. */
public final class Properties {
    private Properties() {}

    /** The properties that make sense for {@code world}, in the order in which they are reported. */
    public static ImmutableList<Property> of(World world) {
        if (world instanceof InsertionModel insertion) {
            return ofInsertion(insertion);
        }
        if (world instanceof EntryModel entry) {
            return ofEntry(entry);
        }
        return ofProtocol((QuarantineModel) world);
    }

    /** The properties about what must happen in the end; they need the graph of all states a second time. */
    public static ImmutableList<Property> ofLiveness(World world) {
        return world instanceof QuarantineModel model ? Liveness.of(model) : ImmutableList.of();
    }

    private static ImmutableList<Property> ofInsertion(InsertionModel model) {
        return ImmutableList.of(
                new ExecutedExactlyOnce(model),
                new NoSlotOverwritten(model),
                new PointersAdvance(model),
                new WaiterSeesItsSync(model),
                new NoDeadlock(model),
                new CanHappen(
                        "sync-returns",
                        "Somebody can wait for a SYNC and see it consumed.",
                        model.insertion().synced()));
    }

    private static ImmutableList<Property> ofEntry(EntryModel model) {
        ImmutableList.Builder<Property> properties = ImmutableList.builder();
        properties.add(new NoMixedEntry(model));
        if (model.hasFence()) {
            properties.add(new FenceStaysUp(model));
        }
        return properties
                .add(
                        new NoDeadlock(model),
                        new CanHappen(
                                "entry-written",
                                "The entry can be written.",
                                model.step("arm_smmu_write_entry W2 sync")))
                .build();
    }

    private static ImmutableList<Property> ofProtocol(QuarantineModel model) {
        ImmutableList.Builder<Property> properties = ImmutableList.builder();
        // A lazily unmapped page is given back before the flush: what is promised then is about its IOVA.
        boolean lazy = model.settings().get(Parameter.UNMAP) == Unmap.LAZY;
        properties.add(
                lazy ? new NoEarlyIovaReuse(model) : new NoStaleDma(model),
                new FlushContract(model),
                new FlushesAreIsolated(model),
                new TlbiBeforeAtcInv(model),
                new TranslatedObeysSte(model),
                new NoSpuriousAtsError(model));
        if (model.patches().contains(Patch.P7)) { // nothing else sets ats_broken
            properties.add(new NoAtcInvInQuarantine(model), new QuarantineIsKept(model));
        }
        if (model.takesOutOfService()) {
            properties.add(new BlameIsExact(model));
        }
        if (model.patches().contains(Patch.P3)
                && model.patches().contains(Patch.P7)
                && model.settings().get(Parameter.GROUPS) == GroupKind.OWN) {
            properties.add(new ReportsOnce(model));
        }
        model.core()
                .ifPresent(core -> properties.add(
                        new DetachedDeviceIsSilent(model),
                        new NoAtcInvAfterDetach(model),
                        new InvsCoverAttached(model),
                        new UsersAreExact(model, core),
                        new AsidIsClean(model, core),
                        new AtsMirror(model),
                        new NoFreedInvs(model),
                        new LockDiscipline(model)));
        Resets resets = new Resets(model);
        if (resets.callDone()) {
            model.core().ifPresent(core -> properties.add(new QuarantineEndsWithRecovery(model, core)));
        }
        if (resets.byFunction()) {
            model.core().ifPresent(core -> properties.add(new ResetIsBracketed(model, core)));
        }
        if (resets.happen() && model.settings().get(Parameter.PASID) == Pasid.ON) {
            properties.add(new PasidEnableIsStable(model));
        }
        if (model.core().isPresent() && RecoveredDeviceWorks.isAbout(model)) {
            properties.add(new RecoveredDeviceWorks(model));
        }
        if (has(model, Kind.DETACH, Kind.CLOSE)) {
            properties.add(new NoDanglingDomain(model));
        }
        if (has(model, Kind.REMOVE)) {
            properties.add(new NoFreedMaster(model));
        }
        properties.add(
                new GerrorProtocol(model),
                new QueueConsistent(model),
                new SyncMeansConsumed(model),
                new NoDeadlock(model));
        if (model.settings().get(Parameter.ROUNDS) > 0) {
            properties.add(
                    new CanHappen(
                            "unmap-completes",
                            "An unmap can return.",
                            model.driver().dmaUser().freeing()),
                    new CanHappen(
                            "page-reused",
                            "A page that was unmapped can come to belong to somebody else.",
                            model.driver().dmaUser().reuse()));
        }
        if (model.settings().get(Parameter.ROUNDS) > 0
                && !model.settings().get(Parameter.DEVICES).stream().allMatch(mode -> mode == DeviceMode.IDLE)) {
            properties.add(new CanHappen(
                    "atc-hit",
                    "A device can access memory through its ATC.",
                    model.hardware().endpoints().dmaPasses()));
        }
        if (has(model, Kind.RESET, Kind.NESTED_RESET, Kind.FALLBACK_RESET, Kind.PROBE, Kind.CLOSE)
                && model.settings().get(Parameter.RESET_OUTCOME) != ResetOutcome.FAIL) {
            model.core()
                    .ifPresent(core -> properties.add(new CanHappen(
                            "blockade-ends",
                            "A device that was blocked for a reset can be attached again.",
                            core.lifting())));
        }
        if (has(model, Kind.GUEST)) {
            properties.add(new CanHappen(
                    "illegal-command-skipped",
                    "Who issued an illegal command can go on: the command was replaced and the SYNC after it consumed.",
                    model.step("vsmmu_cache_invalidate return")));
        }
        if (model.takesOutOfService()
                && model.settings().get(Parameter.ROUNDS) > 0
                && model.settings().get(Parameter.DEVICES).stream()
                        .anyMatch(mode -> mode == DeviceMode.MUTE || mode == DeviceMode.DIES)) {
            properties.add(new QuarantineHappens(model));
        }
        return properties.build();
    }

    private static boolean has(QuarantineModel model, Kind... kinds) {
        return model.settings().get(Parameter.TASKS).stream()
                .anyMatch(task -> Arrays.asList(kinds).contains(task.kind()));
    }
}
