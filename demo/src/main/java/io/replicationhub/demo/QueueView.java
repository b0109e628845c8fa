package io.replicationhub.demo;

import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueDepth;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Looks at the queues as an operator would. */
final class QueueView implements AutoCloseable {
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
        return QueueDepth.of(sqs, queue.url().toString()) > 0;
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
