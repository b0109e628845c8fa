package io.replicationhub.localservers.mapping;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Takes messages off the queue in the form in which functions get them, and deletes them. Thread-safe. */
final class QueueReader implements AutoCloseable {
    /** SQS gives no more at once. */
    private static final int RECEIVE_MOST = 10;
    /** Short, so that a mapping can be stopped soon; Lambda waits 20 s. */
    private static final int WAIT_SECONDS = 1;
    /** The payload of an invocation is at most 6 MB; some of it is the event's own. */
    private static final long PAYLOAD_MOST = 5_500_000;

    private static final String REGION = "us-east-1";

    private final SqsClient sqs;
    private final MappingOptions options;

    private QueueReader(SqsClient sqs, MappingOptions options) {
        this.sqs = sqs;
        this.options = options;
    }

    static QueueReader connect(MappingOptions options) {
        return new QueueReader(
                SqsClient.builder()
                        // Nobody checks them; emulators of many services tell by the signature which one is meant.
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                        .region(Region.of(REGION))
                        .endpointOverride(options.endpoint())
                        .httpClientBuilder(Apache5HttpClient.builder()
                                .socketTimeout(Duration.ofSeconds(30))
                                .maxConnections(options.maximumConcurrency() + 1))
                        .build(),
                options);
    }

    /** Messages for one invocation: what is there, or what comes within the window. Empty where nothing comes. */
    List<SQSEvent.SQSMessage> gather() {
        List<SQSEvent.SQSMessage> batch = receive(options.batchSize());
        long until = System.nanoTime() + options.batchingWindow().toNanos();
        while (!batch.isEmpty()
                && batch.size() < options.batchSize()
                && size(batch) < PAYLOAD_MOST
                && System.nanoTime() < until) {
            batch.addAll(receive(options.batchSize() - batch.size()));
        }
        return batch;
    }

    void delete(List<SQSEvent.SQSMessage> messages) {
        for (int from = 0; from < messages.size(); from += RECEIVE_MOST) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (var message : messages.subList(from, Math.min(messages.size(), from + RECEIVE_MOST))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.getReceiptHandle())
                        .build());
            }
            var unused = sqs.deleteMessageBatch(
                    request -> request.queueUrl(options.queueUrl()).entries(entries));
        }
    }

    @Override
    public void close() {
        sqs.close();
    }

    private List<SQSEvent.SQSMessage> receive(int most) {
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        for (Message message : sqs.receiveMessage(request -> request.queueUrl(options.queueUrl())
                        .maxNumberOfMessages(Math.min(most, RECEIVE_MOST))
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()) {
            messages.add(asEvent(message));
        }
        return messages;
    }

    private SQSEvent.SQSMessage asEvent(Message message) {
        var event = new SQSEvent.SQSMessage();
        event.setMessageId(message.messageId());
        event.setReceiptHandle(message.receiptHandle());
        event.setBody(message.body());
        event.setMd5OfBody(message.md5OfBody());
        event.setAttributes(new HashMap<>(message.attributesAsStrings()));
        Map<String, SQSEvent.MessageAttribute> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, asEvent(value)));
        event.setMessageAttributes(attributes);
        event.setEventSource("aws:sqs");
        event.setAwsRegion(REGION);
        event.setEventSourceArn("arn:aws:sqs:" + REGION + ":000000000000:"
                + options.queueUrl().substring(options.queueUrl().lastIndexOf('/') + 1));
        return event;
    }

    private static SQSEvent.MessageAttribute asEvent(MessageAttributeValue value) {
        var attribute = new SQSEvent.MessageAttribute();
        attribute.setDataType(value.dataType());
        attribute.setStringValue(value.stringValue());
        return attribute;
    }

    private static long size(List<SQSEvent.SQSMessage> batch) {
        return batch.stream().mapToLong(message -> message.getBody().length()).sum();
    }
}
