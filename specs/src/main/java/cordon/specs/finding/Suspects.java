package cordon.specs.finding;

import cordon.engine.property.Property;
import cordon.model.Parameter;
import cordon.model.World;
import cordon.specs.property.Accuses;
import java.util.function.IntPredicate;

/** The threads and devices that a violation of a property may be about: what a pattern's roles are tried with. */
final class Suspects {
    private final Property property;
    private final int threads;
    private final int devices;

    Suspects(World world, Property property) {
        this.property = property;
        this.threads = world.threads();
        this.devices = world.settings().get(Parameter.DEVICES).size();
    }

    /** Whether a violation is explained for a thread and a device. */
    @FunctionalInterface
    interface Explained {
        boolean with(int thread, int device);
    }

    /** Whether each device that the violation is about is explained, with any of the threads; one device, if it does not say which. */
    boolean allExplained(long[] before, int action, long[] after, Explained explained) {
        int accused = accusedDevices(before, action, after);
        int suspected = threads(before, action, after);
        IntPredicate isExplained = device -> anyThread(suspected, device, explained);
        return accused == 0 ? any(devices, isExplained) : all(accused, isExplained);
    }

    /** Whether some device that the violation is about is explained, with any of the threads. */
    boolean anyExplained(long[] before, int action, long[] after, Explained explained) {
        int accused = accusedDevices(before, action, after);
        int suspected = threads(before, action, after);
        return any(
                devices,
                device -> (accused == 0 || (accused >> device & 1) != 0) && anyThread(suspected, device, explained));
    }

    private boolean anyThread(int suspected, int device, Explained explained) {
        return any(threads, thread -> (suspected >> thread & 1) != 0 && explained.with(thread, device));
    }

    private int accusedDevices(long[] before, int action, long[] after) {
        return property instanceof Accuses accuses ? accuses.accusedDevices(before, action, after) : 0;
    }

    private int threads(long[] before, int action, long[] after) {
        int accused = property instanceof Accuses accuses ? accuses.accusedThreads(before, action, after) : 0;
        return accused == 0 ? (1 << threads) - 1 : accused;
    }

    private static boolean any(int count, IntPredicate predicate) {
        for (int i = 0; i < count; i++) {
            if (predicate.test(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean all(int set, IntPredicate predicate) {
        for (int left = set; left != 0; left &= left - 1) {
            if (!predicate.test(Integer.numberOfTrailingZeros(left))) {
                return false;
            }
        }
        return true;
    }
}
