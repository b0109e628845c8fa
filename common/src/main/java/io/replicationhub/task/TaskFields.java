package io.replicationhub.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one task as they were read, before it is known of what kind it is. */
final class TaskFields {
    private String op = "";
    private @Nullable String source;
    private @Nullable String destination;
    private long size = -1;
    private String etag = "";
    private @Nullable String modified;
    private CopyTask.Then then = CopyTask.Then.NOTHING;
    private String version = "";
    private Optional<StartedUpload> upload = Optional.empty();

    private TaskFields() {}

    static TaskFields read(JsonParser json) throws IOException, UnreadableMessageException {
        TaskFields fields = new TaskFields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "op" -> fields.op = TaskCodec.text(json);
                case "source" -> fields.source = TaskCodec.text(json);
                case "destination" -> fields.destination = TaskCodec.text(json);
                case "size" -> fields.size = TaskCodec.number(json).getLongValue();
                case "etag" -> fields.etag = TaskCodec.text(json);
                case "modified" -> fields.modified = TaskCodec.text(json);
                case "then" -> fields.then = then(TaskCodec.text(json));
                case "version" -> fields.version = TaskCodec.text(json);
                case "upload" -> {
                    TaskCodec.expect(value, JsonToken.START_OBJECT);
                    fields.upload = Optional.of(upload(json));
                }
                default -> json.skipChildren();
            }
        }
        TaskCodec.expect(json.currentToken(), JsonToken.END_OBJECT);
        return fields;
    }

    private static CopyTask.Then then(String text) throws UnreadableMessageException {
        if (!text.equals(TaskCodec.LOOK)) {
            throw new UnreadableMessageException("a copy task with '" + text + "' after it, which is not known", null);
        }
        return CopyTask.Then.LOOK;
    }

    private static StartedUpload upload(JsonParser json) throws IOException, UnreadableMessageException {
        String id = "";
        long partBytes = 0;
        int held = 0;
        String settings = "";
        Instant begun = Instant.EPOCH;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = TaskCodec.text(json);
                case "partBytes" -> partBytes = TaskCodec.number(json).getLongValue();
                case "held" -> held = TaskCodec.number(json).getIntValue();
                case "begun" -> begun = Instant.parse(TaskCodec.text(json));
                case "settings" -> settings = TaskCodec.text(json);
                default -> json.skipChildren();
            }
        }
        TaskCodec.expect(json.currentToken(), JsonToken.END_OBJECT);
        return new StartedUpload(id, partBytes, held, begun, settings);
    }

    Task task() throws UnreadableMessageException {
        if (source == null) {
            throw new UnreadableMessageException("a task without source", null);
        }
        ObjectKey from = new ObjectKey(source);
        ObjectKey to = destination == null ? from : new ObjectKey(destination);
        return switch (op) {
            case TaskCodec.COPY -> new CopyTask(from, to, stamp(), upload, then);
            case TaskCodec.LOOK -> new LookTask(from, to);
            case TaskCodec.DELETE -> new DeleteTask(from, to);
            case TaskCodec.HISTORY -> new HistoryTask(from, to, begun());
            default ->
                throw new UnreadableMessageException(
                        "a task with the operation '" + op + "', which is not known", null);
        };
    }

    /** What does not say both is begun anew. */
    private Optional<StartedVersion> begun() {
        return version.isEmpty() ? Optional.empty() : upload.map(started -> new StartedVersion(version, started));
    }

    private ObjectStamp stamp() throws UnreadableMessageException {
        if (modified == null || size < 0) {
            throw new UnreadableMessageException("a copy task without size or modified", null);
        }
        return new ObjectStamp(size, new ETag(etag), Instant.parse(modified));
    }
}
