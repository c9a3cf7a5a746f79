package cordon.specs.finding;

import static cordon.specs.finding.AttachScene.attachDev;
import static cordon.specs.finding.AttachScene.attaches;
import static cordon.specs.finding.AttachScene.commands;

import cordon.model.QuarantineModel;
import cordon.model.hardware.StreamTable;

/** The shape of the findings about an ATC_INV of an attach that a silent device does not answer, and whose result is ignored. */
final class Ignored {
    private Ignored() {}

    /** Which attaches a finding is about. */
    @FunctionalInterface
    interface Choice {
        /** Whether it is about that by context {@code c}, which is at A10 to A12. */
        boolean of(long[] s, int c);
    }

    /** Adds the events "sent" and "ignored" of an attach of {@code choice} to {@code pattern}, once for each device. */
    static void by(Pattern.Builder pattern, QuarantineModel model, Choice choice) {
        pattern.perDevice()
                .then(
                        "sent",
                        AttachScene.INVALIDATES,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d)
                                && choice.of(s, arg)
                                && model.driver().issueCmdlist().invalidatesAtc(after, arg))
                .then(
                        "ignored",
                        AttachScene.GOES_ON,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d) && keepsTranslation(model, s, arg, d))
                .unless(
                        AttachScene.GOES_ON,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d) && !keepsTranslation(model, s, arg, d))
                .unless(
                        Scene.DROPS,
                        (s, arg, after, t, d) ->
                                !AttachScene.holdsAny(model, after, d) && !AttachScene.isBeingAttached(model, after, d))
                .unless(
                        AttachScene.RETURNS,
                        (s, arg, after, t, d) -> attaches(model, s, arg, d) && !AttachScene.holdsAny(model, after, d))
                .held("not-flagged", (s, t, d) -> !AttachScene.broken(model, s, d));
    }

    /** Whether the STE of {@code sid} leaves ATS on although nothing but a PASID uses a paging domain. */
    static boolean keepsAts(QuarantineModel model, long[] s, int sid) {
        int ste = model.hardware().streams().code(s, sid);
        return ste == StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, true)
                || ste == StreamTable.cdTable(StreamTable.S1DSS_BYPASS, true);
    }

    /** Whether {@code sid}, which is silent, has a translation of the domain that it leaves, or of any if it comes from none. */
    private static boolean keepsTranslation(QuarantineModel model, long[] s, int c, int sid) {
        return model.hardware().health().mute(s, sid)
                && commands(model).sidOf(attachDev(model).substream(s, c)) == sid
                && AttachScene.holds(
                        model,
                        s,
                        attachDev(model).substream(s, c),
                        attachDev(model).from(s, c));
    }
}
