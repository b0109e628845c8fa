package io.replicationhub.localservers.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A batch of SQS messages as the event source mapping sends it, and the answer (Lambda Developer Guide, "Example standard
 * queue message event", "Implementing partial batch responses").
 */
final class SqsEventJson {
    private SqsEventJson() {}

    static String of(SQSEvent event) {
        JsonWriter json =
                JsonWriter.create().writeStartObject().writeFieldName("Records").writeStartArray();
        event.getRecords().forEach(message -> write(message, json));
        return new String(json.writeEndArray().writeEndObject().getBytes(), StandardCharsets.UTF_8);
    }

    private static void write(SQSEvent.SQSMessage message, JsonWriter json) {
        json.writeStartObject();
        field("messageId", message.getMessageId(), json);
        field("receiptHandle", message.getReceiptHandle(), json);
        field("body", message.getBody(), json);
        json.writeFieldName("attributes").writeStartObject();
        message.getAttributes().forEach((name, value) -> field(name, value, json));
        json.writeEndObject().writeFieldName("messageAttributes").writeStartObject();
        message.getMessageAttributes().forEach((name, value) -> {
            json.writeFieldName(name).writeStartObject();
            field("dataType", value.getDataType(), json);
            field("stringValue", value.getStringValue(), json);
            json.writeEndObject();
        });
        json.writeEndObject();
        field("md5OfBody", message.getMd5OfBody(), json);
        field("eventSource", message.getEventSource(), json);
        field("eventSourceARN", message.getEventSourceArn(), json);
        field("awsRegion", message.getAwsRegion(), json);
        json.writeEndObject();
    }

    private static void field(String name, @Nullable String value, JsonWriter json) {
        if (value != null) {
            json.writeFieldName(name).writeValue(value);
        }
    }

    static SQSBatchResponse answer(String text) {
        JsonNode answer = JsonNodeParser.create().parse(text);
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        if (answer.isObject()) {
            @Nullable JsonNode named = answer.asObject().get("batchItemFailures");
            if (named != null && named.isArray()) {
                named.asArray().forEach(item -> failures.add(failure(item.asObject())));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static SQSBatchResponse.BatchItemFailure failure(Map<String, JsonNode> item) {
        @Nullable JsonNode id = item.get("itemIdentifier");
        return new SQSBatchResponse.BatchItemFailure(id == null || id.isNull() ? "" : id.asString());
    }
}
