package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The whole text, letter by letter. */
class MarkdownReportTest {

    @Test
    void aReportAsItIsPrinted() {
        assertEquals("""
                # stays-dark is violated: lamp, design dim

                It is on after step 2.

                **Promised:** The lamp is never on.

                **Why:** Cats like it warm.

                Reproduce with `./cordon check lamp`.

                ```mermaid
                sequenceDiagram
                  participant L0 as cat
                  participant L1 as light sleeper
                  Note over L1: 1. look away
                  L1->>L0: 2. press the switch of lamp 1
                  Note over L0,L1: And again from step 2, for ever.
                ```

                | step | who | what | changes |
                |---:|---|---|---|
                | 1 | light sleeper | `house rules:` look away |  |
                | 2 | cat | `physics:` press the switch of lamp 1 | lamp\\[number 1\\]: 0 -\\> 1<br>(ghost) presses: 0 -\\> 1 |

                And again from step 2, for ever.
                """, MarkdownReport.of(Lamp.recording(Lamp.switchedOn().looping(1))));
    }

    /** Mermaid would end the statement at the semicolon. */
    @Test
    void whatMermaidWouldMisreadIsWrittenInItsWay() {
        String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()))
                .replace("look away", "look; away #1 | then")
                .replace("stays-dark", "a|b");
        String report = MarkdownReport.of(RecordingFile.parse(text));
        assertTrue(report.contains("Note over L1: 1. look#59; away #35;1 | then\n"), report);
        assertTrue(report.contains("look; away #1 \\| then"), report);
    }
}
