package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.metrics.Metric;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.UnreadableMessageException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one invocation: those that can be read, by their order, and the names of those that must come again.
 * For one thread.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();

    /** Reads all messages. What is none of ours is buried with the reason; it would be none the next time either. */
    static Batch read(SQSEvent event, SqsQueues queues, EmfMetrics metrics) throws InterruptedException {
        var batch = new Batch();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            try {
                batch.add(message);
            } catch (UnreadableMessageException e) {
                metrics.add(Metric.MESSAGES_UNREADABLE, 1);
                batch.bury(message, String.valueOf(e.getMessage()), queues);
            }
        }
        return batch;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** The message of the delivery at this place must come again. */
    void failed(int place) {
        failures.add(new SQSBatchResponse.BatchItemFailure(ids.get(place)));
    }

    SQSBatchResponse answer() {
        return new SQSBatchResponse(List.copyOf(failures));
    }

    private void add(SQSEvent.SQSMessage message) throws UnreadableMessageException {
        String received = message.getAttributes().getOrDefault(RECEIVE_COUNT, "1");
        deliveries.add(new Delivery(
                TaskCodec.decode(message.getBody()), message.getReceiptHandle(), Integer.parseInt(received)));
        ids.add(message.getMessageId());
    }

    private void bury(SQSEvent.SQSMessage message, String reason, SqsQueues queues) throws InterruptedException {
        try {
            queues.buryUnread(message.getBody(), reason);
            LOG.error("Message {} cannot be read and is buried: {}", message.getMessageId(), reason);
        } catch (QueueException e) {
            LOG.error("Message {} can neither be read nor buried: {}", message.getMessageId(), e.getMessage());
            failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
        }
    }
}
