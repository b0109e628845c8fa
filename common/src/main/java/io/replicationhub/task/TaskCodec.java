package io.replicationhub.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.task.CopyTask.Then;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages as text: JSON of a version. A message of version 1 is
 *
 * <pre>{"v":1,"attempt":1,"tasks":[{"op":"copy","source":"a/b","destination":"c/b","size":3,"etag":"…","modified":"2026-11-21T09:00:00Z"}]}</pre>
 *
 * {@code destination} is left out where it is the source's key. A task that goes on with an upload has also
 *
 * <pre>"upload":{"id":"…","partBytes":8388608,"held":7,"begun":"2026-11-21T09:00:00Z","settings":"…"}</pre>
 *
 * which programs that do not know it pass over: they begin anew. One that ends with a look at the source has
 * {@code "then":"look"}. The other tasks have no more than their keys:
 *
 * <pre>{"op":"delete","source":"a/b","destination":"c/b"}
 *{"op":"look","source":"a/b","destination":"c/b"}
 *{"op":"history","source":"a/b","destination":"c/b"}</pre>
 *
 * but for a history that goes on with the upload of a version, which has {@code "version":"…"} and {@code upload} besides.
 *
 * <p>A field that is not known is passed over, so {@code upload} and {@code then} are for what may be left out: a program that
 * does not know {@code then} does not look, nor does whoever goes on after it. A new meaning gets a new version or a new
 * {@code op}, which older programs refuse. The text is safe for SQS whatever the keys hold. Pure, thread-safe.
 */
public final class TaskCodec {
    private static final int VERSION = 1;
    static final String COPY = "copy";
    static final String DELETE = "delete";
    static final String LOOK = "look";
    static final String HISTORY = "history";
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
        return task instanceof CopyTask copy ? bytes(copy) : bytesOfRarer(task);
    }

    private static int bytes(CopyTask copy) {
        return "{\"op\":\"copy\",\"source\":,\"size\":,\"etag\":,\"modified\":},".length()
                + names(copy.source(), copy.destination())
                + Long.toString(copy.stamp().size()).length()
                + MessageText.bytes(copy.stamp().etag().value())
                + MessageText.bytes(copy.stamp().lastModified().toString())
                + copy.upload().map(TaskCodec::bytes).orElse(0)
                + (copy.then() == Then.LOOK ? ",\"then\":\"look\"".length() : 0);
    }

    private static int bytesOfRarer(Task task) {
        return switch (task) {
            case CopyTask copy -> bytes(copy);
            case DeleteTask delete ->
                "{\"op\":\"delete\",\"source\":},".length() + names(delete.source(), delete.destination());
            case LookTask look -> "{\"op\":\"look\",\"source\":},".length() + names(look.source(), look.destination());
            case HistoryTask history ->
                "{\"op\":\"history\",\"source\":},".length()
                        + names(history.source(), history.destination())
                        + history.begun().map(TaskCodec::bytes).orElse(0);
        };
    }

    private static int names(ObjectKey source, ObjectKey destination) {
        int other =
                destination.equals(source) ? 0 : ",\"destination\":".length() + MessageText.bytes(destination.value());
        return MessageText.bytes(source.value()) + other;
    }

    private static int bytes(StartedVersion begun) {
        return ",\"version\":".length() + MessageText.bytes(begun.name()) + bytes(begun.upload());
    }

    private static int bytes(StartedUpload upload) {
        return ",\"upload\":{\"id\":,\"partBytes\":,\"held\":,\"begun\":,\"settings\":}".length()
                + MessageText.bytes(upload.id())
                + Long.toString(upload.partBytes()).length()
                + Integer.toString(upload.held()).length()
                + MessageText.bytes(upload.begun().toString())
                + MessageText.bytes(upload.settings());
    }

    private static void write(JsonGenerator json, Task task) throws IOException {
        switch (task) {
            case CopyTask copy -> {
                begin(json, COPY, copy.source(), copy.destination());
                json.writeNumberField("size", copy.stamp().size());
                json.writeStringField("etag", copy.stamp().etag().value());
                json.writeStringField("modified", copy.stamp().lastModified().toString());
                if (copy.upload().isPresent()) {
                    write(json, copy.upload().get());
                }
                if (copy.then() == Then.LOOK) {
                    json.writeStringField("then", LOOK);
                }
                json.writeEndObject();
            }
            case DeleteTask delete -> {
                begin(json, DELETE, delete.source(), delete.destination());
                json.writeEndObject();
            }
            case LookTask look -> {
                begin(json, LOOK, look.source(), look.destination());
                json.writeEndObject();
            }
            case HistoryTask history -> {
                begin(json, HISTORY, history.source(), history.destination());
                if (history.begun().isPresent()) {
                    json.writeStringField("version", history.begun().get().name());
                    write(json, history.begun().get().upload());
                }
                json.writeEndObject();
            }
        }
    }

    private static void begin(JsonGenerator json, String op, ObjectKey source, ObjectKey destination)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("op", op);
        json.writeStringField("source", source.value());
        if (!destination.equals(source)) {
            json.writeStringField("destination", destination.value());
        }
    }

    private static void write(JsonGenerator json, StartedUpload upload) throws IOException {
        json.writeObjectFieldStart("upload");
        json.writeStringField("id", upload.id());
        json.writeNumberField("partBytes", upload.partBytes());
        json.writeNumberField("held", upload.held());
        json.writeStringField("begun", upload.begun().toString());
        json.writeStringField("settings", upload.settings());
        json.writeEndObject();
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
                case "v" -> version = number(json).getIntValue();
                case "attempt" -> attempt = number(json).getIntValue();
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

    /** Of anything else, {@code null} too, the parser would make a text as well, and that be taken for a key. */
    static String text(JsonParser json) throws IOException, UnreadableMessageException {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return json.getText();
    }

    /** At a whole number: of others the parser would leave the fraction out. */
    static JsonParser number(JsonParser json) throws UnreadableMessageException {
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
        return json;
    }

    static void expect(@Nullable JsonToken found, JsonToken expected) throws UnreadableMessageException {
        if (found != expected) {
            throw new UnreadableMessageException("not a task message: " + expected + " expected, found " + found, null);
        }
    }
}
