package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import com.google.gson.Gson;
import com.google.gson.JsonObject;

/**
 * A counterexample as one HTML file that needs nothing else: a sequence diagram with a lane for everybody who acts, and beside it the
 * whole state at the step that is looked at. The page is {@code counterexample.html} of this package, with the recording put in.
 */
public final class HtmlReport {
    private static final Gson GSON = new Gson(); // writes <, > and & in strings so that no script can end early

    private static final PageTemplate TEMPLATE = PageTemplate.of(HtmlReport.class, "counterexample.html");

    private HtmlReport() {}

    /** The page. */
    public static String of(Recording recording) {
        return page(recording, new JsonObject());
    }

    /**
     * The page of a path that the reader can go on with: each choice is a button that sends its number to {@code take}, relative to
     * the page, and one that takes back a step sends to {@code back}; an expression is sent to {@code find}.
     *
     * @param message what became of the last request; empty if there is nothing to say
     */
    public static String of(Recording recording, ImmutableList<String> choices, String message) {
        JsonObject more = new JsonObject();
        more.add("choices", GSON.toJsonTree(choices));
        more.addProperty("message", message);
        return page(recording, more);
    }

    private static String page(Recording recording, JsonObject more) {
        JsonObject data = RecordingFile.json(recording);
        data.add("lanes", GSON.toJsonTree(recording.lanes()));
        data.addProperty("heading", recording.heading());
        ShortForm brief = ShortForm.of(recording);
        data.addProperty("about", brief.about());
        data.add("brief", GSON.toJsonTree(brief.steps()));
        data.addProperty("hangsOn", recording.hangsOn());
        data.addProperty("inWhichWorld", recording.inWhichWorld());
        more.entrySet().forEach(entry -> data.add(entry.getKey(), entry.getValue()));
        recording.ending().ifPresent(ending -> data.addProperty("ending", ending));
        String title = HtmlEscapers.htmlEscaper().escape(recording.heading());
        return TEMPLATE.filled(ImmutableMap.of("title", title, "recording", GSON.toJson(data)));
    }
}
