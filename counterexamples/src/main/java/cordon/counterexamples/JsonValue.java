package cordon.counterexamples;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import cordon.engine.schema.Field.Role;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value in a file, and where it is. Whoever asks it for something that it is not gets a {@link JsonParseException} that says where
 * it is and what was expected.
 *
 * @param json the value
 * @param path where, such as {@code steps[3].label}; empty for the whole
 */
record JsonValue(JsonElement json, String path) {
    private static final TypeAdapter<JsonElement> ANYTHING = new Gson().getAdapter(JsonElement.class);

    /**
     * The whole of {@code text}.
     *
     * @throws JsonParseException if it is not JSON: the message says where
     */
    static JsonValue of(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement json = ANYTHING.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("expected nothing after the end of the document");
            }
            return new JsonValue(json, "");
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new JsonParseException("expected JSON" + reader.toString().replaceFirst("^JsonReader", ""), e);
        }
    }

    JsonValue member(String name) {
        return optional(name).orElseThrow(() -> wrong("a member \"" + name + "\""));
    }

    Optional<JsonValue> optional(String name) {
        require(json instanceof JsonObject, "an object");
        return Optional.ofNullable(json.getAsJsonObject().get(name))
                .map(value -> new JsonValue(value, path.isEmpty() ? name : path + "." + name));
    }

    String string() {
        require(json instanceof JsonPrimitive p && p.isString(), "a string");
        return plain(json.getAsString());
    }

    int integer() {
        require(json instanceof JsonPrimitive p && p.isNumber(), "a number");
        String digits = json.getAsString();
        require(
                digits.matches("\\d{1,10}") && Long.parseLong(digits) <= Integer.MAX_VALUE,
                "a whole number from 0 to " + Integer.MAX_VALUE);
        return Integer.parseInt(digits);
    }

    boolean bool() {
        require(json instanceof JsonPrimitive p && p.isBoolean(), "true or false");
        return json.getAsBoolean();
    }

    Role role() {
        String name = string();
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw wrong("DATA, CONTROL or GHOST");
    }

    <T> ImmutableList<T> list(Function<JsonValue, T> form) {
        require(json instanceof JsonArray, "a list");
        ImmutableList.Builder<T> list = ImmutableList.builder();
        int index = 0;
        for (JsonElement entry : json.getAsJsonArray()) {
            list.add(form.apply(new JsonValue(entry, path + "[" + index++ + "]")));
        }
        return list.build();
    }

    ImmutableMap<String, String> strings() {
        require(json instanceof JsonObject, "an object");
        ImmutableMap.Builder<String, String> strings = ImmutableMap.builder();
        for (String name : json.getAsJsonObject().keySet()) {
            strings.put(plain(name), member(name).string());
        }
        return strings.buildOrThrow();
    }

    /** What is shown to a reader is text, and does nothing to a terminal. */
    private String plain(String string) {
        require(CharMatcher.javaIsoControl().matchesNoneOf(string), "a string without control characters");
        return string;
    }

    void require(boolean condition, String expected) {
        if (!condition) {
            throw wrong(expected);
        }
    }

    private JsonParseException wrong(String expected) {
        return new JsonParseException((path.isEmpty() ? "" : path + ": ") + "expected " + expected);
    }
}
