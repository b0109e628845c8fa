package io.replicationhub.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON document as maps, lists and texts. Documents are at most as large as a message. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    /** The deepest that any event nests is 6. */
    private static final int DEEPEST = 32;

    private EventJson() {}

    /** The object that the text is; empty where it is none. */
    static Optional<Map<?, ?>> object(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> document = map(json, DEEPEST);
            return json.nextToken() == null ? Optional.of(document) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What stands under a path of names; null where there is nothing. */
    static @Nullable Object at(@Nullable Object from, String... path) {
        Object found = from;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    /** The text under a path; empty where there is none. */
    static String text(@Nullable Object from, String... path) {
        return at(from, path) instanceof String text ? text : "";
    }

    private static Map<String, @Nullable Object> map(JsonParser json, int deeper) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            map.put(name, value(json, deeper - 1));
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonParser json, int deeper) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json, deeper - 1));
        }
        return list;
    }

    private static @Nullable Object value(JsonParser json, int deeper) throws IOException {
        if (deeper == 0) {
            throw new IOException("nested too deep");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> map(json, deeper);
            case START_ARRAY -> list(json, deeper);
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }
}
