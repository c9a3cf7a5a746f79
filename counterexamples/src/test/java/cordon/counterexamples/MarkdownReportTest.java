package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.html.HtmlEscapers;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;

/** The whole text, letter by letter. */
class MarkdownReportTest {

    @Test
    void aReportAsItIsPrinted() {
        assertEquals("""
                # stays-dark is violated: lamp, design dim

                Searched: design dim (P1, P2). Found by: cordon 0. Assumed: cats=1. The other 2 settings have their default.

                | step | who | what |
                |---:|---|---|
                | 1 | light sleeper | `house rules:` look away |
                | 2 | cat | `physics:` press the switch of lamp 1 |

                It is on after step 2.

                **Promised:** The lamp is never on.

                **Why:** Cats like it warm.

                **In which world:** cats=1. The other 2 settings have their default.

                Reproduce with `./cordon check lamp`.

                A dotted line leads to a step from the one that it reads of, or has waited for.

                ```mermaid
                sequenceDiagram
                  participant L0 as cat
                  participant L1 as light sleeper
                  Note over L1: 1. look away
                  L1-->L0: after step 1
                  Note over L0: 2. press the switch of lamp 1
                  Note over L0,L1: And again from step 2, for ever.
                ```

                | step | who | what | changes |
                |---:|---|---|---|
                | 1 | light sleeper | `house rules:` look away |  |
                | 2 | cat | `physics:` press the switch of lamp 1 | lamp\\[number 1\\]: 0 -\\> 1<br>(ghost) presses: 0 -\\> 1 |

                And again from step 2, for ever.

                | step | kernel log |
                |---:|---|
                | 2 | `click` |
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

    /** A renderer that lets HTML through finds none in what comes from a file, and no mark but those of the report. */
    @Test
    void nothingThatIsInTheFileIsLive() {
        for (String payload : List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "`<b>code</b>`",
                "``<b>`code`</b>",
                "&lt;b&gt; &#60;",
                "[link](javascript:alert(1))",
                "![image](http://evil.example)",
                "a | <i>b</i> | c",
                "\\\\<b>\\",
                "# heading",
                "1. list",
                "- list",
                "~~~",
                "    <b>indented</b>",
                "<!-- comment",
                "</details><svg/onload=alert(1)>",
                "%%{init: {}}%%")) {
            String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()));
            for (String place : List.of(
                    "stays-dark", "It is on", "./cordon check", "house rules:", "light sleeper", "look away", "dim")) {
                assertTrue(text.contains(place), place);
                String hostile = text.replace(place, payload.replace("\\", "\\\\"));
                String html = html(MarkdownReport.of(RecordingFile.parse(hostile)));
                String tags = html.replaceAll(
                        "</?(h1|p|strong|code|pre|table|thead|tbody|tr|th|td)( (align|class)=\"[a-z-]+\")?>|<br>", "");
                assertEquals(-1, tags.indexOf('<'), payload + " in the place of " + place + ": " + html);
                assertEquals(1, html.split("<h1>", -1).length - 1, html);
                String seen = HtmlEscapers.htmlEscaper().escape(payload.strip());
                assertTrue(
                        html.replace("&#39;", "'").contains(seen.replace("&#39;", "'")),
                        payload + " in the place of " + place + ": " + html);
            }
        }
    }

    private static String html(String markdown) {
        List<Extension> extensions = List.of(TablesExtension.create());
        return HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(false)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(markdown));
    }
}
