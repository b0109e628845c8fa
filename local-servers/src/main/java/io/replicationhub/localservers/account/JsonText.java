package io.replicationhub.localservers.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.RefusedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The scalars of a JSON request by their paths: {@code networkConfiguration.awsvpcConfiguration.subnets.0}. */
record JsonText(Map<String, String> scalars) {
    private static final JsonFactory JSON = new JsonFactory();

    static JsonText read(String body) throws RefusedException {
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedException(new Refusal(400, "SerializationException", "an object is expected"));
            }
            read(parser, "", scalars);
        } catch (IOException e) {
            throw new RefusedException(new Refusal(400, "SerializationException", "not JSON"));
        }
        return new JsonText(scalars);
    }

    private static void read(JsonParser parser, String path, Map<String, String> scalars) throws IOException {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        for (int index = 0; ; index++) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                return;
            }
            String name = object ? parser.currentName() : Integer.toString(index);
            JsonToken value = object ? parser.nextToken() : token;
            String at = path.isEmpty() ? name : path + '.' + name;
            if (value.isStructStart()) {
                read(parser, at, scalars);
            } else {
                scalars.put(at, parser.getText());
            }
        }
    }

    Optional<String> text(String path) {
        return Optional.ofNullable(scalars.get(path));
    }

    /** How many texts a list has. */
    int count(String path) {
        int count = 0;
        while (scalars.containsKey(path + '.' + count)) {
            count++;
        }
        return count;
    }
}
