package io.replicationhub.aws;

import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.QueueException;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The dead-letter queue. A letter's body is a message with its one task, so that moving it back to the queue is all it
 * takes to try again; why it is there stands in the {@link DeadLetterAttributes}.
 * Thread-safe.
 */
final class SqsDeadLetters implements DeadLetters {
    /** Enough for a sentence with a key of 1,024 bytes; attributes count towards the size of the message. */
    static final int REASON_CHARS_MOST = 2_048;

    /** What the attributes may take at most, names and data types included; the rest is the body's. */
    private static final int ATTRIBUTE_BYTES_MOST = 16 << 10;

    private final SqsClient sqs;
    private final String url;

    SqsDeadLetters(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void bury(DeadLetter letter) throws QueueException, InterruptedException {
        send(
                TaskCodec.encode(TaskMessage.of(List.of(letter.task()))),
                letter.failureClass().name(),
                letter.reason(),
                Map.of(
                        DeadLetterAttributes.KEY,
                        text(XmlText.ofKey(letter.task().key().value()))));
    }

    /** Buries what came as a message and is none, as it came; a very long one loses its end. */
    void buryUnread(String body, String reason) throws QueueException, InterruptedException {
        send(cut(body), DeadLetterAttributes.UNREADABLE, reason, Map.of());
    }

    private void send(String body, String failureClass, String reason, Map<String, MessageAttributeValue> further)
            throws QueueException, InterruptedException {
        Map<String, MessageAttributeValue> attributes = new HashMap<>(further);
        attributes.put(DeadLetterAttributes.CLASS, text(failureClass));
        if (!reason.isBlank()) {
            attributes.put(DeadLetterAttributes.REASON, text(XmlText.ofSentence(reason, REASON_CHARS_MOST)));
        }
        var unused = SqsCall.of(
                url,
                "SendMessage",
                () -> sqs.sendMessage(
                        request -> request.queueUrl(url).messageBody(body).messageAttributes(attributes)));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static String cut(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int most = SqsLimits.BYTES_MOST - ATTRIBUTE_BYTES_MOST;
        // A character that the cut goes through becomes U+FFFD, which is longer by two bytes at most.
        return bytes.length <= most ? body : new String(bytes, 0, most - 4, StandardCharsets.UTF_8);
    }
}
