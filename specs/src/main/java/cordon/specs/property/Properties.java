package cordon.specs.property;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Choice.GroupKind;
import cordon.model.Choice.Pasid;
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
            properties.add(new ReportedIsFenced(model), new FlaggedIsFenced(model));
        }
        if (model.patches().contains(Patch.P4)) {
            properties.add(new MarkIsTaken(model));
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
                        new AtsMirror(model, core),
                        new EntryIsRight(model),
                        new NoFreedInvs(model),
                        new LockDiscipline(model),
                        new NoKernelWarning(model)));
        Resets resets = new Resets(model);
        if (resets.callDone()) {
            model.core()
                    .ifPresent(core -> properties.add(
                            new QuarantineEndsWithRecovery(model, core),
                            new PrepareRefusesNobody(model, core),
                            new GroupMutexIsReleased(model, core)));
        }
        if (resets.byFunction()) {
            model.core()
                    .ifPresent(
                            core -> properties.add(new ResetIsBracketed(model, core), new ResetIsFenced(model, core)));
        }
        if (resets.happen() && model.settings().get(Parameter.PASID) == Pasid.ON) {
            properties.add(new PasidEnableIsStable(model));
        }
        if (RecoveredDeviceWorks.isAbout(model)) {
            properties.add(new RecoveredDeviceWorks(model));
        }
        if (HealthyDeviceIsNotBlocked.isAbout(model)) {
            properties.add(new HealthyDeviceIsNotBlocked(model));
        }
        if (ReportedIsBlocked.isAbout(model)) {
            properties.add(new ReportedIsBlocked(model));
        }
        if (FailedResetCanBeRepeated.isAbout(model)) {
            properties.add(new FailedResetCanBeRepeated(model));
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
        properties.addAll(Guards.of(model));
        return properties.build();
    }

    /** A task of one of {@code kinds} is in the settings. */
    static boolean has(QuarantineModel model, Kind... kinds) {
        return model.settings().get(Parameter.TASKS).stream()
                .anyMatch(task -> Arrays.asList(kinds).contains(task.kind()));
    }
}
