package cordon.cli.report;

import cordon.cli.report.Item.Evidence;
import java.util.Locale;

/** The steps of a trace as lines of text, after what there is to say of them. */
final class TraceText {
    private TraceText() {}

    static String of(Evidence evidence) {
        StringBuilder text = new StringBuilder(evidence.why()).append('\n');
        for (int n = 1; n <= evidence.moves().size(); n++) {
            text.append(String.format(
                    Locale.ROOT, "%4d  %s%n", n, evidence.moves().get(n - 1).action()));
        }
        evidence.loopStart()
                .ifPresent(start -> text.append(
                        start == evidence.moves().size()
                                ? "      and it rests for ever\n"
                                : "      and again from step " + (start + 1) + ", for ever\n"));
        return text.toString();
    }
}
