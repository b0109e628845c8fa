package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.event.Intake;
import io.replicationhub.metrics.Metric;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.time.Duration;
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
    static Batch read(SQSEvent event, Intake intake, SqsQueues queues, EmfMetrics metrics) throws InterruptedException {
        var batch = new Batch();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            try {
                batch.add(message, intake.take(message.getBody()), queues, metrics);
            } catch (UnreadableMessageException e) {
                metrics.add(Metric.MESSAGES_UNREADABLE, 1);
                boolean buried = batch.bury(message, String.valueOf(e.getMessage()), queues);
                assert buried || !batch.failures.isEmpty();
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

    /**
     * What is refused of a message is buried first: a message that is done is gone. The rest of it becomes a message of its
     * own, since this one would bring what is refused again each time that it comes.
     */
    private void add(SQSEvent.SQSMessage message, Intake.Taken taken, SqsQueues queues, EmfMetrics metrics)
            throws InterruptedException {
        if (taken.ignored() > 0) {
            metrics.add(Metric.EVENTS_IGNORED, taken.ignored());
        }
        if (taken.refusal().isPresent()) {
            metrics.add(Metric.MESSAGES_UNREADABLE, 1);
            boolean settled = bury(message, taken.refusal().get(), queues)
                    && (taken.message().isEmpty()
                            || sendAnew(message, taken.message().get(), queues));
            assert settled || !failures.isEmpty();
            return;
        }
        String received = message.getAttributes().getOrDefault(RECEIVE_COUNT, "1");
        taken.message().ifPresent(tasks -> {
            deliveries.add(new Delivery(tasks, message.getReceiptHandle(), Integer.parseInt(received)));
            ids.add(message.getMessageId());
        });
    }

    /** False where it could not be: then all of it comes again. */
    private boolean sendAnew(SQSEvent.SQSMessage message, TaskMessage own, SqsQueues queues)
            throws InterruptedException {
        try {
            queues.postpone(own, Duration.ZERO);
            return true;
        } catch (QueueException e) {
            LOG.warn("What is ours of message {} could not be sent anew: {}", message.getMessageId(), e.getMessage());
            failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            return false;
        }
    }

    /** False where it could not be: then it comes again. */
    private boolean bury(SQSEvent.SQSMessage message, String reason, SqsQueues queues) throws InterruptedException {
        try {
            queues.buryUnread(message.getBody(), reason);
            LOG.error("Message {} is none for this worker and is buried: {}", message.getMessageId(), reason);
            return true;
        } catch (QueueException e) {
            LOG.error("Message {} can neither be read nor buried: {}", message.getMessageId(), e.getMessage());
            failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            return false;
        }
    }
}
