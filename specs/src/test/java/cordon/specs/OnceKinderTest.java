package cordon.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cordon.engine.Trace;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Invariant;
import cordon.engine.property.Property;
import cordon.model.Design;
import cordon.model.QuarantineModel;
import cordon.model.Settings;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the model was once kinder than the facts, or began in a state that no kernel can be in. */
class OnceKinderTest {

    /** The domain of a shared group was once blocking at the beginning, with a device of it attached. */
    @Test
    void aGroupIsAttachedAsAWhole() {
        assertHolds(
                "users-are-exact", Design.BASE, "groups=shared devices=idle,idle tasks=attach:1 rounds=0 queueLog2=4");
    }

    /** A removed device was once attached, by whatever loop over its group came after the removal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BASE | tasks=reattach,remove",
                "V2   | tasks=reattach,remove brokenWorker=on devices=mute rounds=1 queueLog2=4",
                "BASE | tasks=attach,remove",
                "BASE | tasks=identity,remove",
                "BASE | tasks=replace,remove domains=2",
                "BASE | tasks=reset,remove resetOutcome=any",
                "V2   | tasks=probe,remove",
                "BASE | tasks=nested-reset,remove resetOutcome=any",
                "BASE | tasks=reattach,remove:1 groups=shared devices=idle,idle queueLog2=4",
                "BASE | tasks=reset,remove:1 groups=shared devices=idle,idle queueLog2=4",
            })
    void aRemovedDeviceIsAttachedToNothing(Design design, String settings) {
        QuarantineModel model = model(design, settings);
        assertAlways(model, s -> {
            for (int sid = 0; sid < model.hardware().endpoints().count(); sid++) {
                for (int domain = 0; domain < model.domains(); domain++) {
                    if (model.driver().masters().freed(s, sid)
                            && model.driver().masters().mayUse(s, sid, domain)) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    /** AER once wrote ATS Control.E and bus master of a device whose driver was gone. */
    @ParameterizedTest
    @ValueSource(strings = {"tasks=aer,remove", "tasks=bus-reset,remove", "tasks=close,remove"})
    void aRemovedDeviceStartsNoDma(String settings) {
        QuarantineModel model = model(Design.BASE, settings);
        assertAlways(
                model,
                s -> !model.driver().masters().freed(s, 0)
                        || !model.hardware().endpoints().busMaster(s, 0));
    }

    /** done() attaches the PASIDs of the whole group, those of a device that was never blocked once more. */
    @Test
    void doneCountsThePasidOfTheOtherDeviceTwice() {
        assertEquals(
                "the ATS entry of sid 1 PASID 1 in the invs array of D0 has 2 users instead of 1.",
                explanation(
                                "users-are-exact",
                                Design.BASE,
                                "groups=shared devices=idle,idle pasid=on tasks=reset rounds=0 queueLog2=4")
                        .replaceFirst("At step [0-9]+ ", ""));
    }

    /** As often as it likes: what is counted ends at a limit. */
    @Test
    void thePasidOfTheOtherDeviceIsCountedAgainAndAgain() {
        QuarantineModel model = model(
                Design.BASE,
                "groups=shared devices=idle,idle pasid=on tasks=fallback-reset,fallback-reset,fallback-reset queueLog2=4");
        assertAlways(model, s -> model.driver().arrays().atsUsers(s, 0, 1) <= 3);
    }

    @Test
    void aPasidIsAttachedForTheWholeGroup() {
        QuarantineModel model =
                model(Design.BASE, "groups=shared devices=idle,idle pasid=on tasks=set-pasid,set-pasid:1 queueLog2=4");
        assertAlways(
                model,
                s -> !model.finished(s)
                        || (model.driver().masters().mayUse(s, substream(model, 0), 0)
                                && model.driver().masters().mayUse(s, substream(model, 1), 0)));
        assertHolds(
                "users-are-exact",
                Design.BASE,
                "groups=shared devices=idle,idle pasid=on tasks=set-pasid,set-pasid:1 rounds=0 queueLog2=4");
    }

    @Test
    void aPasidIsDetachedForTheWholeGroup() {
        QuarantineModel model =
                model(Design.BASE, "groups=shared devices=idle,idle pasid=on tasks=remove-pasid:1 queueLog2=4");
        assertAlways(
                model,
                s -> !model.finished(s)
                        || !(model.driver().masters().mayUse(s, substream(model, 0), 0)
                                || model.driver().masters().mayUse(s, substream(model, 1), 0)));
    }

    /** P3's worker asks how many devices the group has when it runs; the group of a removed device has one less. */
    @Test
    void theWorkerBlocksTheDeviceThatIsLeft() {
        QuarantineModel model =
                model(Design.V2, "groups=shared devices=mute,idle tasks=remove brokenWorker=on rounds=1 queueLog2=4");
        assertSometimes(
                model,
                s -> model.driver().groups().resetting(s, 1)
                        && model.hardware().health().answers(s, 1)
                        && !model.driver().masters().mayUse(s, 1, 0));
    }

    /** The ISR of v1 allocates an item for each error; items were once merged when they were queued. */
    @Test
    void v1RecoversAHealthyDeviceOnceMore() {
        assertEquals(
                "device 0 is taken out of service, although it has answered every Invalidate Request that it was obliged to answer.",
                explanation("blame-is-exact", Design.V1, "brokenWorker=on rounds=2")
                        .replaceFirst("At step [0-9]+ ", ""));
    }

    /** An unmap in a hard interrupt once took the GERROR interrupt between the flush and the page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unmap=strict rounds=1",
                "unmap=lazy rounds=1",
                "unmap=strict rounds=2 tasks=detach",
                "unmap=lazy rounds=2"
            })
    void anUnmapInInterruptContextIsNotInterrupted(String settings) {
        QuarantineModel model = model(Design.V2, "flushContext=interrupt gerrIrqCpu=cpu0 devices=mute " + settings);
        assertAlways(model, s -> {
            String place = model.standsAt(s, 0);
            boolean outside =
                    place.startsWith("iommu_map") || place.startsWith("iommu_unmap clear") || place.equals("idle");
            return outside || !model.driver().handler().canStart(s);
        });
    }

    private static int substream(QuarantineModel model, int sid) {
        return model.hardware().queue().commands().substream(sid, 1);
    }

    private static QuarantineModel model(Design design, String settings) {
        return new QuarantineModel(
                Settings.DEFAULT.with("devices=idle rounds=0").with(settings), design.patches());
    }

    private static void assertAlways(QuarantineModel model, Predicate<long[]> predicate) {
        Verdict verdict = always(model, predicate);
        assertInstanceOf(Verdict.Holds.class, verdict, verdict::toString);
    }

    private static void assertSometimes(QuarantineModel model, Predicate<long[]> predicate) {
        assertInstanceOf(Verdict.Violated.class, always(model, predicate.negate()));
    }

    private static Verdict always(QuarantineModel model, Predicate<long[]> predicate) {
        Invariant invariant = new Invariant() {
            @Override
            public String name() {
                return "asked";
            }

            @Override
            public String meaning() {
                return "What the test asks.";
            }

            @Override
            public boolean holds(long[] state) {
                return predicate.test(state);
            }

            @Override
            public String explain(Trace trace) {
                return trace.action(trace.length()) + " at step " + trace.length();
            }
        };
        return BreadthFirst.check(model, List.of(invariant), Bounds.unlimited(), s -> {})
                .verdict(invariant);
    }

    private static void assertHolds(String property, Design design, String settings) {
        assertInstanceOf(
                Verdict.Holds.class, verdict(property, design, settings).verdict());
    }

    private static String explanation(String property, Design design, String settings) {
        Asked asked = verdict(property, design, settings);
        Verdict.Violated violated = assertInstanceOf(Verdict.Violated.class, asked.verdict());
        return asked.property().explain(violated.counterexample().orElseThrow());
    }

    private record Asked(Property property, Verdict verdict) {}

    private static Asked verdict(String name, Design design, String settings) {
        Run run = Run.of(Scenarios.ALL.get(0), design, Settings.DEFAULT.with(settings));
        var world = run.world();
        Property property = run.properties(world).stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Asked(
                property,
                BreadthFirst.check(world, List.of(property), Bounds.unlimited(), s -> {})
                        .verdict(property));
    }
}
