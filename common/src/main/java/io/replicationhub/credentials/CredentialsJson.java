package io.replicationhub.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials as one JSON object, in a file or in a secret store. Three spellings of the names are known, all in use:
 * {@code access_key_id} and {@code secret_access_key}; the same after {@code aws_}; and {@code oss_access_key_id} with
 * {@code oss_access_key_secret}. A {@code session_token} may stand beside them; other fields are left alone. No fields at
 * all ({@code {}}) means anonymous.
 */
public final class CredentialsJson {
    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("access_key_id", "secret_access_key", "session_token"),
            new Spelling("aws_access_key_id", "aws_secret_access_key", "aws_session_token"),
            new Spelling("oss_access_key_id", "oss_access_key_secret", "oss_session_token"));
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private CredentialsJson() {}

    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException naming the field that is missing, or the place where the text is no JSON; never a
     *     value
     */
    public static Credentials parse(String json) {
        Map<String, String> fields = fields(json);
        if (fields.isEmpty()) {
            return Credentials.ANONYMOUS;
        }
        for (Spelling spelling : SPELLINGS) {
            if (fields.containsKey(spelling.access()) || fields.containsKey(spelling.secret())) {
                return read(fields, spelling);
            }
        }
        throw new IllegalArgumentException("has none of access_key_id, aws_access_key_id, oss_access_key_id");
    }

    private static Credentials read(Map<String, String> fields, Spelling spelling) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(spelling.access(), spelling.secret())) {
            if (fields.getOrDefault(name, "").isBlank()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("lacks " + String.join(" and ", missing));
        }
        Optional<String> token =
                Optional.ofNullable(fields.get(spelling.token())).filter(value -> !value.isBlank());
        return new Credentials(
                fields.getOrDefault(spelling.access(), "").strip(),
                fields.getOrDefault(spelling.secret(), "").strip(),
                token.map(String::strip));
    }

    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                } else {
                    fields.put(name, "");
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("is not one JSON object");
            }
            return fields;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // The parser's message quotes the text around the fault, which may be the secret; it is not passed on.
            throw new IllegalArgumentException(
                    "is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read as JSON", e);
        }
    }

    private record Spelling(String access, String secret, String token) {}
}
