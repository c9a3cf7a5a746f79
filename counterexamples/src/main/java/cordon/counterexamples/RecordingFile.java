package cordon.counterexamples;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import cordon.counterexamples.Recording.Cause;
import cordon.counterexamples.Recording.Change;
import cordon.counterexamples.Recording.Element;
import cordon.counterexamples.Recording.Read;
import cordon.counterexamples.Recording.Step;
import cordon.engine.Action;
import cordon.engine.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The file of a {@link Recording}: {@code *.cex.json}, in the format that {@code counterexamples/cex.schema.json} describes. One
 * line for each step, so that two files can be compared line by line.
 *
 * <p>What is read may have been cut off, edited or made to do harm: its size is bounded, every value is checked, and each change
 * has to begin with what the element was.
 */
public final class RecordingFile {
    /** The ending of file names. */
    public static final String ENDING = ".cex.json";

    /** The version that is written; the only one that there has been. */
    public static final int VERSION = 1;

    private static final String FORMAT = "cordon-counterexample";
    private static final long MAX_BYTES = 16L << 20;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private RecordingFile() {}

    /** Writes a file. */
    public static void write(Recording recording, Path file) throws IOException {
        TextFile.write(file, text(recording));
    }

    /** The content of a file. */
    public static String text(Recording recording) {
        return lines(json(recording));
    }

    /** The same, not yet as text. */
    static JsonObject json(Recording recording) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.addProperty("scenario", recording.origin().scenario());
        json.addProperty("design", recording.origin().design());
        JsonObject parameters = new JsonObject();
        recording.origin().parameters().forEach(parameters::addProperty);
        json.add("parameters", parameters);
        json.addProperty("property", recording.property());
        json.addProperty("build", recording.build());
        json.addProperty("model", recording.model());
        json.addProperty("promise", recording.promise());
        json.addProperty("summary", recording.summary());
        json.add("causes", array(recording.causes(), RecordingFile::cause));
        recording.finding().ifPresent(finding -> json.addProperty("finding", finding));
        json.addProperty("world", recording.world());
        recording.assumed().ifPresent(assumed -> json.add("assumed", assumed(assumed)));
        json.addProperty("command", recording.command());
        recording.loopStart().ifPresent(start -> json.addProperty("loopStart", start));
        json.add("initial", array(recording.initial(), RecordingFile::element));
        json.add("steps", array(recording.steps(), RecordingFile::step));
        return json;
    }

    /** One member a line, and one entry of an array a line. */
    private static String lines(JsonObject json) {
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, JsonElement> member : json.entrySet()) {
            text.append(separator)
                    .append("  ")
                    .append(GSON.toJson(member.getKey()))
                    .append(": ");
            if (member.getValue() instanceof JsonArray array && !array.isEmpty()) {
                String between = "[\n";
                for (JsonElement entry : array) {
                    text.append(between).append("    ").append(GSON.toJson(entry));
                    between = ",\n";
                }
                text.append("\n  ]");
            } else {
                text.append(GSON.toJson(member.getValue()));
            }
            separator = ",\n";
        }
        return text.append("\n}\n").toString();
    }

    private static <T> JsonArray array(ImmutableList<T> entries, Function<T, JsonElement> form) {
        JsonArray array = new JsonArray();
        entries.forEach(entry -> array.add(form.apply(entry)));
        return array;
    }

    private static JsonElement assumed(Assumed assumed) {
        JsonObject json = new JsonObject();
        json.addProperty("patches", assumed.patches());
        json.addProperty("settings", assumed.settings());
        json.addProperty("others", assumed.others());
        return json;
    }

    private static JsonElement cause(Cause cause) {
        JsonObject json = new JsonObject();
        json.addProperty("name", cause.name());
        json.addProperty("text", cause.text());
        json.addProperty("since", cause.since());
        return json;
    }

    private static JsonElement element(Element element) {
        JsonObject json = new JsonObject();
        json.addProperty("name", element.name());
        json.addProperty("role", element.role().name());
        json.addProperty("value", element.value());
        json.addProperty("text", element.text());
        return json;
    }

    private static JsonElement step(Step step) {
        JsonObject json = new JsonObject();
        json.addProperty("process", step.process());
        json.addProperty("procedure", step.action().procedure());
        json.addProperty("label", step.action().label());
        if (!step.matters()) {
            json.addProperty("matters", false);
        }
        json.addProperty("takesUp", step.takesUp());
        json.add("reads", array(step.reads(), RecordingFile::read));
        json.add("changes", array(step.changes(), RecordingFile::change));
        json.add("log", array(step.log(), JsonPrimitive::new));
        return json;
    }

    private static JsonElement read(Read read) {
        JsonObject json = new JsonObject();
        json.addProperty("name", read.name());
        json.addProperty("since", read.since());
        return json;
    }

    private static JsonElement change(Change change) {
        JsonObject json = new JsonObject();
        json.addProperty("name", change.name());
        json.addProperty("role", change.role().name());
        json.addProperty("before", change.before());
        json.addProperty("after", change.after());
        json.addProperty("was", change.was());
        json.addProperty("is", change.is());
        return json;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is not what it should be: the message says where, and what was expected
     */
    public static Recording read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + ": not a file");
        }
        if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": a counterexample has at most " + (MAX_BYTES >> 20) + " MiB");
        }
        String text = TextFile.read(file);
        try {
            return parse(text);
        } catch (JsonParseException e) {
            throw new IOException(file + ": " + e.getMessage() + advice(file), e);
        }
    }

    /** What to take instead of {@code file}: of a counterexample there is a text and a page, too, which nobody can read again. */
    private static String advice(Path file) {
        String name = String.valueOf(file.getFileName());
        Path recording = file.resolveSibling(MoreFiles.getNameWithoutExtension(file) + ENDING);
        return !name.endsWith(ENDING) && Files.exists(recording) ? "; take " + recording + " beside it" : "";
    }

    /**
     * Reads the content of a file.
     *
     * @throws JsonParseException if it is not what it should be: the message says where, and what was expected
     */
    static Recording parse(String text) {
        JsonValue root = JsonValue.of(text);
        root.require(root.member("format").string().equals(FORMAT), "a counterexample of Cordon");
        int version = root.member("version").integer();
        root.require(
                version == VERSION,
                "version " + VERSION + ", not " + version + "; record it again with the command that is in it");
        Recording recording = new Recording(
                new Origin(
                        root.member("scenario").string(),
                        root.member("design").string(),
                        root.member("parameters").strings()),
                root.member("build").string(),
                root.member("model").string(),
                root.member("property").string(),
                root.member("promise").string(),
                root.member("summary").string(),
                root.member("causes").list(RecordingFile::cause),
                root.optional("finding").map(JsonValue::string),
                root.member("world").string(),
                root.optional("assumed").map(RecordingFile::assumed),
                root.member("command").string(),
                root.member("initial").list(RecordingFile::element),
                root.member("steps").list(RecordingFile::step),
                root.optional("loopStart").map(v -> OptionalInt.of(v.integer())).orElse(OptionalInt.empty()));
        int length = recording.steps().size();
        root.require(
                recording.loopStart().isEmpty() || recording.loopStart().getAsInt() <= length,
                "a loop that starts after at most " + length + " steps");
        root.require(
                recording.causes().stream().allMatch(cause -> cause.since() > 0 && cause.since() <= length),
                "causes since one of the " + length + " steps");
        checkSteps(recording, root.member("steps"));
        return recording;
    }

    private static Assumed assumed(JsonValue json) {
        return new Assumed(
                json.member("patches").string(),
                json.member("settings").string(),
                json.member("others").integer());
    }

    private static Cause cause(JsonValue json) {
        return new Cause(
                json.member("name").string(),
                json.member("text").string(),
                json.member("since").integer());
    }

    private static Element element(JsonValue json) {
        return new Element(
                json.member("name").string(),
                json.member("role").role(),
                json.member("value").integer(),
                json.member("text").string());
    }

    private static Step step(JsonValue json) {
        return new Step(
                new Action(
                        json.member("process").string(),
                        json.member("procedure").string(),
                        json.member("label").string()),
                json.optional("matters").map(JsonValue::bool).orElse(true),
                json.member("takesUp").integer(),
                json.optional("reads")
                        .map(reads -> reads.list(RecordingFile::read))
                        .orElse(ImmutableList.of()),
                json.member("changes").list(RecordingFile::change),
                json.member("log").list(JsonValue::string));
    }

    private static Read read(JsonValue json) {
        return new Read(json.member("name").string(), json.member("since").integer());
    }

    private static Change change(JsonValue json) {
        return new Change(
                json.member("name").string(),
                json.member("role").role(),
                json.member("before").integer(),
                json.member("after").integer(),
                json.member("was").string(),
                json.member("is").string());
    }

    private static void checkSteps(Recording recording, JsonValue steps) {
        Map<String, Integer> state = new HashMap<>();
        Map<String, Integer> changedBy = new HashMap<>();
        recording.initial().forEach(element -> state.put(element.name(), element.value()));
        for (int n = 1; n <= recording.steps().size(); n++) {
            Step step = recording.steps().get(n - 1);
            steps.require(step.takesUp() < n, "step " + n + " to take up an earlier one");
            for (Read read : step.reads()) {
                steps.require(
                        changedBy.getOrDefault(read.name(), 0) == read.since() && read.since() > 0,
                        "step " + n + " to read what step " + read.since() + " was the last to change");
            }
            steps.require(step.matters() || n < recording.steps().size(), "the last step to matter");
            for (Change change : step.changes()) {
                int before = state.getOrDefault(change.name(), 0);
                steps.require(
                        before == change.before(),
                        change.name() + " to be " + before + " before step " + n + ", not " + change.before());
                state.put(change.name(), change.after());
                changedBy.put(change.name(), n);
            }
        }
    }
}
