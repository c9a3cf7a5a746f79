package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

/** A value is put into a page as it is. */
class PageTemplateTest {

    @Test
    void aPlaceWithinAValueIsText() {
        PageTemplate page = new PageTemplate("<h1>{{title}}</h1>{{recording}} {{title}} {no} {{}}");
        assertEquals(
                "<h1>{{recording}} $1 \\</h1>{{title}} {{recording}} $1 \\ {no} {{}}",
                page.filled(ImmutableMap.of("title", "{{recording}} $1 \\", "recording", "{{title}}")));
    }

    @Test
    void aPlaceInARecordingIsShown() {
        String text = RecordingFile.text(Lamp.recording(Lamp.switchedOn()));
        String heading = HtmlReport.of(RecordingFile.parse(text.replace("stays-dark", "{{recording}}")));
        assertEquals(1, heading.split("<title>\\{\\{recording}} is violated", -1).length - 1, heading);
    }
}
