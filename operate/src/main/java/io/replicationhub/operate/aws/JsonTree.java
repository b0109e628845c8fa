package io.replicationhub.operate.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a JSON answer: an object's fields, a list's items, or a scalar's text. */
record JsonTree(Map<String, JsonTree> fields, List<JsonTree> items, String text) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a document; its parser's complaint is not repeated. */
    static Optional<JsonTree> parse(String document) {
        try (JsonParser parser = JSON.createParser(document)) {
            return parser.nextToken() == null ? Optional.empty() : Optional.of(read(parser));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonTree read(JsonParser parser) throws IOException {
        Map<String, JsonTree> fields = new LinkedHashMap<>();
        List<JsonTree> items = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(parser));
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser));
            }
        } else {
            return new JsonTree(
                    Map.of(), List.of(), parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText());
        }
        return new JsonTree(fields, items, "");
    }

    /** A field that is a scalar; none where it is missing, null or empty. */
    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(JsonTree::text).filter(value -> !value.isEmpty());
    }

    /** The items of a field that is a list. */
    List<JsonTree> items(String field) {
        return Optional.ofNullable(fields.get(field)).map(JsonTree::items).orElse(List.of());
    }
}
