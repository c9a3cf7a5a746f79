package cordon.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of the lanes have the contrast to the background that WCAG 2 asks of text (level AA), by day and by night. */
class PageColoursTest {
    private static final double LEAST_CONTRAST = 4.5;
    private static final int LANES = 14;

    @Test
    void everyLaneCanBeRead() throws Exception {
        String style = Resources.toString(
                Resources.getResource(HtmlReport.class, "counterexample.css"), StandardCharsets.UTF_8);
        int night = style.indexOf("prefers-color-scheme: dark");
        assertTrue(night > 0);
        for (String part : new String[] {style.substring(0, night), style.substring(night)}) {
            Map<String, Integer> colours = colours(part);
            int background = colours.getOrDefault("back", 0);
            colours.keySet().removeIf(name -> !name.startsWith("lane-"));
            assertEquals(LANES, colours.size());
            assertEquals(LANES, colours.values().stream().distinct().count());
            colours.forEach((name, colour) -> assertTrue(
                    contrast(colour, background) >= LEAST_CONTRAST, name + " " + contrast(colour, background)));
        }
    }

    private static Map<String, Integer> colours(String style) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher colour = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});").matcher(style);
        while (colour.find()) {
            colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
        }
        return colours;
    }

    private static double contrast(int a, int b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
