package io.replicationhub.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.replicationhub.config.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials as one JSON object, in a file or in a secret store. Three spellings of the names are known, all in use:
 *
 * <ul>
 *   <li>{@code access_key_id}, {@code secret_access_key} and, where there are any, {@code session_token}, {@code region}
 *       and {@code endpoint};
 *   <li>{@code aws_access_key_id}, {@code aws_secret_access_key}, {@code aws_session_token}, {@code region_name};
 *   <li>{@code oss_access_key_id}, {@code oss_access_key_secret}, {@code oss_session_token}, {@code oss_endpoint}.
 * </ul>
 *
 * Other fields are left alone. No fields at all ({@code {}}) means anonymous. An endpoint without a scheme is an
 * {@code https} one.
 */
public final class CredentialsJson {
    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("access_key_id", "secret_access_key", "session_token", "region", "endpoint"),
            new Spelling("aws_access_key_id", "aws_secret_access_key", "aws_session_token", "region_name", ""),
            new Spelling("oss_access_key_id", "oss_access_key_secret", "oss_session_token", "", "oss_endpoint"));
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private CredentialsJson() {}

    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException naming the field that is missing or of the wrong kind, or the place where the text
     *     is no JSON; never a value. The message is the end of a sentence that begins with the name of the document
     */
    public static IssuedCredentials parse(String json) {
        Map<String, Optional<String>> fields = fields(json);
        if (fields.isEmpty()) {
            return IssuedCredentials.of(Credentials.ANONYMOUS);
        }
        for (Spelling spelling : SPELLINGS) {
            if (fields.containsKey(spelling.access()) || fields.containsKey(spelling.secret())) {
                return read(new Fields(fields), spelling);
            }
        }
        throw new IllegalArgumentException("has none of access_key_id, aws_access_key_id, oss_access_key_id");
    }

    private static IssuedCredentials read(Fields fields, Spelling spelling) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(spelling.access(), spelling.secret())) {
            if (fields.text(name).isEmpty()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("lacks " + String.join(" and ", missing));
        }
        var credentials = new Credentials(
                fields.visible(spelling.access()).orElseThrow(),
                fields.visible(spelling.secret()).orElseThrow(),
                fields.visible(spelling.token()));
        var place = new StorePlace(fields.region(spelling.region()), fields.endpoint(spelling.endpoint()));
        return new IssuedCredentials(credentials, place, Optional.empty());
    }

    /** By name; empty where the value is no text. */
    private static Map<String, Optional<String>> fields(String json) {
        Map<String, Optional<String>> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, Optional.of(parser.getText()));
                } else {
                    fields.put(name, value == JsonToken.VALUE_NULL ? Optional.of("") : Optional.empty());
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("is not one JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            // The parser's message quotes the text around the fault, which may be the secret; it is not passed on.
            throw new IllegalArgumentException(
                    "is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read as JSON", e);
        }
    }

    /** The names of one spelling; an empty one is not known to it. */
    private record Spelling(String access, String secret, String token, String region, String endpoint) {}

    /** Reads fields, and refuses them by name. */
    private record Fields(Map<String, Optional<String>> values) {

        /** The text of a field, if there is any; a value that is no text is a fault. */
        Optional<String> text(String name) {
            Optional<String> value = values.getOrDefault(name, Optional.of(""));
            if (value.isEmpty()) {
                throw new IllegalArgumentException("has a " + name + " that is not text");
            }
            return value.map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Text that can stand in a header. */
        Optional<String> visible(String name) {
            Optional<String> text = text(name);
            if (text.isPresent() && !text.get().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new IllegalArgumentException("has a " + name + " with a character in it that none can have");
            }
            return text;
        }

        Optional<String> region(String name) {
            Optional<String> region = text(name);
            if (region.isPresent() && !region.get().matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException("has a " + name + " that is not the name of a region");
            }
            return region;
        }

        Optional<URI> endpoint(String name) {
            return text(name).map(text -> {
                try {
                    return Endpoints.parse(text.contains("://") ? text : "https://" + text);
                } catch (IllegalArgumentException e) {
                    // Its cause would repeat the value.
                    throw new IllegalArgumentException("has a " + name + " that is not " + e.getMessage());
                }
            });
        }
    }
}
