package cordon.specs.property;

import com.google.common.collect.ImmutableList;
import cordon.engine.property.Property;
import cordon.model.Parameter;
import cordon.model.Parameter.DeviceMode;
import cordon.model.Patch;
import cordon.model.QuarantineModel;

/** All properties. To add one: write its class, add it here, and show in {@code MutationTest} a wrong model it catches. */
public final class Properties {
    private Properties() {}

    /** The properties that make sense for {@code model}, in the order in which they are reported. */
    public static ImmutableList<Property> of(QuarantineModel model) {
        ImmutableList.Builder<Property> properties = ImmutableList.builder();
        properties.add(new NoStaleDma(model), new FlushContract(model), new TlbiBeforeAtcInv(model));
        if (model.patches().contains(Patch.P6)) {
            properties.add(new NoAtcInvInQuarantine(model), new QuarantineIsKept(model));
        }
        boolean takesOutOfService = new OutOfService(model).exists();
        if (takesOutOfService) {
            properties.add(new BlameIsExact(model));
        }
        if (model.hasWorker()) {
            properties.add(new BlockedDeviceIsSilent(model), new NoAtcInvAfterDetach(model));
        }
        properties.add(
                new GerrorProtocol(model),
                new QueueConsistent(model),
                new SyncMeansConsumed(model),
                new NoDeadlock(model),
                new CanHappen(
                        "unmap-completes",
                        "An unmap can return.",
                        model.strictUnmap().freeing()),
                new CanHappen(
                        "page-reused",
                        "A page that was unmapped can come to belong to somebody else.",
                        model.strictUnmap().reuse()),
                new CanHappen(
                        "atc-hit",
                        "A device can access memory through its ATC.",
                        model.endpoints().dmaPasses()));
        if (takesOutOfService && model.settings().get(Parameter.DEVICES).contains(DeviceMode.MUTE)) {
            properties.add(new QuarantineHappens(model));
        }
        return properties.build();
    }
}
