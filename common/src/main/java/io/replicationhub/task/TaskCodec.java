package io.replicationhub.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages as text: JSON of a version. A message of version 1 is
 *
 * <pre>{"v":1,"attempt":1,"tasks":[{"op":"copy","source":"a/b","destination":"c/b","size":3,"etag":"…","modified":"2026-11-21T09:00:00Z"}]}</pre>
 *
 * {@code destination} is left out where it is the source's key. A field that is not known is passed over; a new meaning
 * gets a new version or a new {@code op}, which older programs refuse. The text is safe for SQS whatever the keys hold.
 * Pure, thread-safe.
 */
public final class TaskCodec {
    private static final int VERSION = 1;
    private static final String COPY = "copy";
    private static final JsonFactory JSON = JsonFactory.builder().build().setCharacterEscapes(new MessageText());

    private TaskCodec() {}

    public static String encode(TaskMessage message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeNumberField("attempt", message.attempt());
            json.writeArrayFieldStart("tasks");
            for (Task task : message.tasks()) {
                write(json, task);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    public static TaskMessage decode(String text) throws UnreadableMessageException {
        try (JsonParser json = JSON.createParser(text)) {
            return readMessage(json);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableMessageException("not a task message: " + e.getMessage(), e);
        }
    }

    /** How many bytes of UTF-8 {@link #encode} makes of a message of no tasks; the attempt taken at its longest. */
    static int envelopeBytes() {
        return "{\"v\":1,\"attempt\":2147483647,\"tasks\":[]}".length();
    }

    /** How many bytes a task adds to a message, with the comma before it. */
    static int bytes(Task task) {
        return switch (task) {
            case CopyTask copy ->
                "{\"op\":\"copy\",\"source\":,\"size\":,\"etag\":,\"modified\":},".length()
                        + MessageText.bytes(copy.source().value())
                        + (copy.destination().equals(copy.source())
                                ? 0
                                : ",\"destination\":".length()
                                        + MessageText.bytes(copy.destination().value()))
                        + Long.toString(copy.stamp().size()).length()
                        + MessageText.bytes(copy.stamp().etag().value())
                        + MessageText.bytes(copy.stamp().lastModified().toString());
        };
    }

    private static void write(JsonGenerator json, Task task) throws IOException {
        switch (task) {
            case CopyTask copy -> {
                json.writeStartObject();
                json.writeStringField("op", COPY);
                json.writeStringField("source", copy.source().value());
                if (!copy.destination().equals(copy.source())) {
                    json.writeStringField("destination", copy.destination().value());
                }
                json.writeNumberField("size", copy.stamp().size());
                json.writeStringField("etag", copy.stamp().etag().value());
                json.writeStringField("modified", copy.stamp().lastModified().toString());
                json.writeEndObject();
            }
        }
    }

    private static TaskMessage readMessage(JsonParser json) throws IOException, UnreadableMessageException {
        int version = 0;
        int attempt = 1;
        List<TaskFields> tasks = new ArrayList<>();
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "v" -> version = json.getIntValue();
                case "attempt" -> attempt = json.getIntValue();
                case "tasks" -> {
                    expect(value, JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        tasks.add(TaskFields.read(json));
                    }
                    expect(json.currentToken(), JsonToken.END_ARRAY);
                }
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
        if (json.nextToken() != null) {
            throw new UnreadableMessageException("not a task message: text after its end", null);
        }
        if (version != VERSION) {
            throw new UnreadableMessageException(
                    "a message of version " + version + ", and only " + VERSION + " is known", null);
        }
        List<Task> known = new ArrayList<>(tasks.size());
        for (TaskFields fields : tasks) {
            known.add(fields.task());
        }
        return new TaskMessage(attempt, known);
    }

    static void expect(@Nullable JsonToken found, JsonToken expected) throws UnreadableMessageException {
        if (found != expected) {
            throw new UnreadableMessageException("not a task message: " + expected + " expected, found " + found, null);
        }
    }

    /** The fields of one task as they were read, before it is known of what kind it is. */
    private static final class TaskFields {
        private String op = "";
        private @Nullable String source;
        private @Nullable String destination;
        private long size = -1;
        private String etag = "";
        private @Nullable String modified;

        static TaskFields read(JsonParser json) throws IOException, UnreadableMessageException {
            TaskFields fields = new TaskFields();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "op" -> fields.op = json.getText();
                    case "source" -> fields.source = json.getText();
                    case "destination" -> fields.destination = json.getText();
                    case "size" -> fields.size = json.getLongValue();
                    case "etag" -> fields.etag = json.getText();
                    case "modified" -> fields.modified = json.getText();
                    default -> json.skipChildren();
                }
            }
            expect(json.currentToken(), JsonToken.END_OBJECT);
            return fields;
        }

        Task task() throws UnreadableMessageException {
            if (!op.equals(COPY)) {
                throw new UnreadableMessageException(
                        "a task with the operation '" + op + "', which is not known", null);
            }
            if (source == null || modified == null || size < 0) {
                throw new UnreadableMessageException("a copy task without source, size or modified", null);
            }
            ObjectStamp stamp = new ObjectStamp(size, new ETag(etag), Instant.parse(modified));
            ObjectKey from = new ObjectKey(source);
            return new CopyTask(from, destination == null ? from : new ObjectKey(destination), stamp);
        }
    }
}
