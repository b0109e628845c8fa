package io.replicationhub.aws.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value in memory, for small documents. What is asked of a value of another kind, or of one that is not there, is
 * empty. The order of fields is kept. Immutable; {@link Object#toString} is the JSON itself.
 */
public sealed interface Json {
    /** Text, or nothing else. */
    default Optional<String> text() {
        return Optional.empty();
    }

    default Optional<BigDecimal> number() {
        return Optional.empty();
    }

    default List<Json> items() {
        return List.of();
    }

    default Map<String, Json> fields() {
        return Map.of();
    }

    /** The value at a path of names. */
    default Json at(String... names) {
        Json value = this;
        for (String name : names) {
            value = value.fields().getOrDefault(name, NOTHING);
        }
        return value;
    }

    /** The text at a path of names; empty text where there is none. */
    default String textAt(String... names) {
        return at(names).text().orElse("");
    }

    Json NOTHING = new Nothing();

    record Text(String value) implements Json {
        @Override
        public Optional<String> text() {
            return Optional.of(value);
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    record Num(BigDecimal value) implements Json {
        @Override
        public Optional<BigDecimal> number() {
            return Optional.of(value);
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    record Flag(boolean value) implements Json {
        @Override
        public String toString() {
            return write(this);
        }
    }

    record Nothing() implements Json {
        @Override
        public String toString() {
            return write(this);
        }
    }

    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    record Fields(Map<String, Json> fields) implements Json {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        public Fields with(String name, Json value) {
            Map<String, Json> more = new LinkedHashMap<>(fields);
            more.put(name, value);
            return new Fields(more);
        }

        public Fields with(String name, String value) {
            return with(name, new Text(value));
        }

        public Fields without(String... names) {
            Map<String, Json> fewer = new LinkedHashMap<>(fields);
            for (String name : names) {
                fewer.remove(name);
            }
            return new Fields(fewer);
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    static Fields object() {
        return new Fields(Map.of());
    }

    static Items texts(List<String> texts) {
        return new Items(texts.stream().<Json>map(Text::new).toList());
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException where it is no JSON; the text is not quoted, for it may hold secrets
     */
    static Json parse(String text) {
        try (JsonParser parser = Codec.JSON.createParser(text)) {
            parser.nextToken();
            return Codec.read(parser);
        } catch (IOException e) {
            // The parser's own complaint would quote it.
            throw new IllegalArgumentException("this is not JSON");
        }
    }

    private static String write(Json value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Codec.JSON.createGenerator(out)) {
            Codec.write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return out.toString();
    }

    /** How values are read and written. */
    final class Codec {
        private static final JsonFactory JSON = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();

        private Codec() {}

        private static Json read(JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new IOException("it ends early");
            }
            return switch (token) {
                case START_OBJECT -> {
                    Map<String, Json> fields = new LinkedHashMap<>();
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String name = parser.currentName();
                        parser.nextToken();
                        fields.put(name, read(parser));
                    }
                    yield new Fields(fields);
                }
                case START_ARRAY -> {
                    List<Json> items = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        items.add(read(parser));
                    }
                    yield new Items(items);
                }
                case VALUE_STRING -> new Text(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getDecimalValue());
                case VALUE_TRUE -> new Flag(true);
                case VALUE_FALSE -> new Flag(false);
                case VALUE_NULL -> NOTHING;
                default -> throw new IOException("no value begins here");
            };
        }

        private static void write(Json value, JsonGenerator json) throws IOException {
            switch (value) {
                case Text text -> json.writeString(text.value());
                case Num number -> json.writeNumber(number.value());
                case Flag flag -> json.writeBoolean(flag.value());
                case Nothing nothing -> json.writeNull();
                case Items items -> {
                    json.writeStartArray();
                    for (Json item : items.items()) {
                        write(item, json);
                    }
                    json.writeEndArray();
                }
                case Fields fields -> {
                    json.writeStartObject();
                    for (Map.Entry<String, Json> field : fields.fields().entrySet()) {
                        json.writeFieldName(field.getKey());
                        write(field.getValue(), json);
                    }
                    json.writeEndObject();
                }
            }
        }
    }
}
