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
import java.util.regex.Pattern;

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
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private CredentialsJson() {}

    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException naming every field that is missing or of the wrong kind, or the place where the text
     *     is no JSON; never a value. The message is the end of a sentence that begins with the name of the document
     */
    public static IssuedCredentials parse(String json) {
        Map<String, Optional<String>> fields = fields(json);
        if (fields.isEmpty()) {
            return IssuedCredentials.of(Credentials.ANONYMOUS);
        }
        for (Spelling spelling : SPELLINGS) {
            if (fields.containsKey(spelling.access()) || fields.containsKey(spelling.secret())) {
                return read(new Fields(fields, new Faults()), spelling);
            }
        }
        throw new IllegalArgumentException("has none of access_key_id, aws_access_key_id, oss_access_key_id");
    }

    private static IssuedCredentials read(Fields fields, Spelling spelling) {
        Optional<String> access = fields.required(spelling.access());
        Optional<String> secret = fields.required(spelling.secret());
        Optional<String> token = fields.visible(spelling.token());
        var place = new StorePlace(fields.region(spelling.region()), fields.endpoint(spelling.endpoint()));
        if (!fields.faults().isEmpty()) {
            throw new IllegalArgumentException(fields.faults().sentence());
        }
        return new IssuedCredentials(
                new Credentials(access.orElseThrow(), secret.orElseThrow(), token), place, Optional.empty());
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

    /** Reads fields, and notes by name those that cannot be. */
    private record Fields(Map<String, Optional<String>> values, Faults faults) {

        /** Text that can stand in a header, and must be there. */
        Optional<String> required(String name) {
            Optional<String> value = values.getOrDefault(name, Optional.of(""));
            if (value.isPresent() && value.get().isBlank()) {
                faults.missing().add(name);
                return Optional.empty();
            }
            return visible(name);
        }

        /** Text that can stand in a header. */
        Optional<String> visible(String name) {
            return text(name)
                    .filter(text -> fits(
                            text.chars().allMatch(c -> c > ' ' && c < 0x7F),
                            name,
                            "with a character in it that none can have"));
        }

        Optional<String> region(String name) {
            return text(name)
                    .filter(text -> fits(REGION.matcher(text).matches(), name, "that is not the name of a region"));
        }

        Optional<URI> endpoint(String name) {
            return text(name).flatMap(text -> {
                try {
                    return Optional.of(Endpoints.ofStore(text.contains("://") ? text : "https://" + text));
                } catch (IllegalArgumentException e) {
                    faults.bad(name, "that is not " + e.getMessage());
                    return Optional.empty();
                }
            });
        }

        /** The text of a field, if there is any. */
        private Optional<String> text(String name) {
            Optional<String> value = values.getOrDefault(name, Optional.of(""));
            if (value.isEmpty()) {
                faults.bad(name, "that is not text");
            }
            return value.map(String::strip).filter(text -> !text.isEmpty());
        }

        private boolean fits(boolean good, String name, String complaint) {
            if (!good) {
                faults.bad(name, complaint);
            }
            return good;
        }
    }

    /** All that is wrong with a document, without its values. */
    private record Faults(List<String> missing, List<String> present) {
        Faults() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void bad(String name, String complaint) {
            present.add(("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name + ' ' + complaint);
        }

        boolean isEmpty() {
            return missing.isEmpty() && present.isEmpty();
        }

        String sentence() {
            String lacks = missing.isEmpty() ? "" : "lacks " + listed(missing);
            String has = present.isEmpty() ? "" : "has " + listed(present);
            return lacks.isEmpty() || has.isEmpty() ? lacks + has : lacks + ", and " + has;
        }

        private static String listed(List<String> names) {
            int last = names.size() - 1;
            return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.getLast();
        }
    }
}
