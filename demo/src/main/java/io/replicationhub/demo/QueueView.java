package io.replicationhub.demo;

import io.replicationhub.localservers.LocalQueue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks at the queues as an operator would. */
final class QueueView implements AutoCloseable {
    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName IN_FLIGHT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    private static final QueueAttributeName DELAYED = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

    private final SqsClient sqs;
    private final LocalQueue queue;

    QueueView(URI endpoint, LocalQueue queue) {
        this.sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        this.queue = queue;
    }

    /** Whether any message waits, is delayed or is being worked on. */
    boolean isBusy() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue.url().toString()).attributeNames(WAITING, IN_FLIGHT, DELAYED))
                .attributes();
        return counts.values().stream().anyMatch(count -> !count.equals("0"));
    }

    List<DeadLetterView> deadLetters() {
        return sqs
                .receiveMessage(
                        request -> request.queueUrl(queue.deadLetterUrl().toString())
                                .maxNumberOfMessages(10)
                                .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(QueueView::view)
                .toList();
    }

    private static DeadLetterView view(Message message) {
        return new DeadLetterView(attribute(message, "key"), attribute(message, "class"), attribute(message, "reason"));
    }

    private static String attribute(Message message, String name) {
        MessageAttributeValue value = message.messageAttributes().get(name);
        return value == null ? "(none)" : value.stringValue();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
