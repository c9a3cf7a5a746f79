package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import com.google.gson.Gson;
import com.google.gson.JsonObject;

/**
 * A counterexample as one HTML file that needs nothing else: a sequence diagram with a lane for everybody who acts, and beside it the
 * whole state at the step that is looked at. The page is {@code counterexample.html} of this package, with its style, its script and the
 * recording put in; a reader can save the recording from it as a file.
 */
public final class HtmlReport {
    private static final Gson GSON = new Gson(); // writes <, > and & in strings so that no script can end early

    private static final PageTemplate TEMPLATE = resource("counterexample.html");
    private static final String STYLE = resource("counterexample.css").text();
    private static final String SCRIPT = resource("counterexample.js").text();

    private HtmlReport() {}

    /** The page. */
    public static String of(Recording recording) {
        return page(recording, new JsonObject());
    }

    /**
     * The page of a path that the reader can go on with: each choice is a button that sends its number to {@code take}, relative to
     * the page; one that takes steps back sends to {@code back} how many are left; an expression is sent to {@code find};
     * and {@code save} asks to keep the path in a file.
     *
     * @param message what became of the last request; empty if there is nothing to say
     */
    public static String of(Recording recording, ImmutableList<String> choices, String message) {
        JsonObject more = new JsonObject();
        more.add("choices", GSON.toJsonTree(choices));
        more.addProperty("message", message);
        return page(recording, more);
    }

    private static String page(Recording recording, JsonObject view) {
        ShortForm brief = ShortForm.of(recording);
        view.add("lanes", GSON.toJsonTree(recording.lanes()));
        view.addProperty("about", brief.about());
        view.add("brief", GSON.toJsonTree(brief.steps()));
        view.addProperty("hangsOn", recording.hangsOn());
        view.addProperty("inWhichWorld", recording.inWhichWorld());
        view.addProperty("file", recording.fileName() + RecordingFile.ENDING);
        recording.ending().ifPresent(ending -> view.addProperty("ending", ending));
        return TEMPLATE.filled(ImmutableMap.of(
                "title", HtmlEscapers.htmlEscaper().escape(recording.heading()),
                "style", STYLE,
                "brief", HtmlEscapers.htmlEscaper().escape(TextReport.of(recording, brief)),
                "script", SCRIPT,
                "recording", GSON.toJson(RecordingFile.json(recording)),
                "view", GSON.toJson(view)));
    }

    private static PageTemplate resource(String name) {
        return PageTemplate.of(HtmlReport.class, name);
    }
}
