package io.replicationhub.aws.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The body of a request in JSON. */
final class JsonRequest {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonRequest() {}

    /** @param flags the names of what is to be true */
    static String of(Map<String, String> texts, String... flags) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            for (String flag : flags) {
                json.writeBooleanField(flag, true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return out.toString();
    }
}
