package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import cordon.counterexamples.TextReport.Layout;
import cordon.engine.Trace;
import org.junit.jupiter.api.Test;

/** The whole page, letter by letter, for a lamp that a cat and a person switch. */
class TextReportTest {

    @Test
    void aPageAsItIsPrinted() {
        String expected = """
                stays-dark is violated: lamp, design dim
                ========================================

                In short
                  Searched: design dim (P1, P2). Found by: cordon 0. Assumed: cats=1. The other 2 settings have their default.

                     1  light sleeper  house rules: look away
                     2  cat            physics: press the switch of lamp 1

                What is promised
                  The lamp is never on.

                What happens
                  It is on after step 2.

                Why
                  Cats like it warm.

                In which world
                  cats=1. The other 2 settings have their default.

                Reproduce with: ./cordon check lamp

                Steps (* acts; below each step what it changed)

                     cat light
                         sleeper
                   1 |   *       house rules: look away
                   2 *   |       physics: press the switch of lamp 1
                     |   |           lamp[number 1]: 0 -> 1
                     |   |           (ghost) presses: 0 -> 1
                     |   |           kernel log: click

                The kernel log, by step:
                   2  click
                """;
        assertEquals(expected, TextReport.of(Lamp.recording(Lamp.switchedOn())));
    }

    @Test
    void aPageWithoutScriptsHasTheShortForm() {
        String page = HtmlReport.of(Lamp.recording(Lamp.switchedOn()));
        String without = page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
        assertTrue(without.contains("<pre>In short\n"), without);
        assertTrue(without.endsWith("2  cat            physics: press the switch of lamp 1\n\n</pre>"), without);
    }

    @Test
    void aLassoSaysWhatGoesOnForEver() {
        assertTrue(page(Lamp.switchedOn().looping(1)).contains("\n     And again from step 2, for ever.\n"));
        assertTrue(page(Lamp.switchedOn().looping(2)).contains("\n     Here it rests for ever: "));
    }

    private static String page(Trace trace) {
        return TextReport.of(Lamp.recording(trace));
    }

    @Test
    void noLineIsWiderThanThePage() {
        assertTrue(page(Lamp.switchedOn()).lines().allMatch(line -> line.length() <= 110));
        String narrow =
                TextReport.of(Lamp.recording(Lamp.switchedOn()), new Layout(60, 1, 2, ImmutableSet.of(), false, false));
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 60), narrow);
    }

    @Test
    void someStepsOrThoseOfOneProcess() {
        Recording recording = Lamp.recording(Lamp.switchedOn());
        String last = TextReport.of(recording, new Layout(110, 2, 2, ImmutableSet.of(), false, false));
        assertTrue(!last.contains("look away") && last.contains("press the switch"), last);
        String sleeper =
                TextReport.of(recording, new Layout(110, 1, 9, ImmutableSet.of("light sleeper"), false, false));
        assertTrue(sleeper.contains("look away") && !sleeper.contains("press the switch"), sleeper);
    }

    @Test
    void stepsThatDoNotMatterAreFolded() {
        Recording recording = Lamp.recording(Lamp.roundabout());
        assertTrue(
                TextReport.of(recording).contains("\n     (2 steps that do not matter)\n   3 "),
                page(Lamp.roundabout()));
        String whole = TextReport.of(recording, new Layout(110, 1, 9, ImmutableSet.of(), true, false));
        assertTrue(!whole.contains("do not matter") && whole.contains("\n   2 "), whole);
    }

    /** It once was called empty. */
    @Test
    void theLogOfStepsThatAreNotShownIsNotEmpty() {
        Layout first = new Layout(110, 1, 1, ImmutableSet.of(), false, false);
        String text = TextReport.of(Lamp.recording(Lamp.switchedOn()), first);
        assertTrue(
                text.endsWith(
                        "\nThe kernel log has no line of the steps that are shown. All of it, by step:\n   2  click\n"),
                text);
    }
}
