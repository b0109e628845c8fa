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
import io.replicationhub.transfer.Halt;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages off that are not to blame. Naming them as failed would count as a receive, and with credentials that are
 * wrong for hours every message would end up as a dead letter; a new message of the same content has not been received
 * yet. Sent first, acknowledged after: what goes wrong between makes a duplicate, never a loss.
 *
 * @param pause how long they wait; at most 15 minutes
 */
record Postponement(SqsQueues queues, EmfMetrics metrics, Duration pause) {
    private static final Logger LOG = LoggerFactory.getLogger(Postponement.class);

    void tell(Halt halt) {
        LOG.error("Nothing can be done for now, and all messages wait for {} s: {}", pause.toSeconds(), halt.reason());
        metrics.add(Metric.WORKER_HALTS, 1);
    }

    /** All messages of an invocation, before anything is done. */
    SQSBatchResponse all(SQSEvent event, Intake intake, Halt halt) throws InterruptedException {
        try {
            tell(halt);
            Batch batch = Batch.read(event, intake, queues, metrics);
            for (int place = 0; place < batch.deliveries().size(); place++) {
                if (!one(batch.deliveries().get(place))) {
                    batch.failed(place);
                }
            }
            return batch.answer();
        } finally {
            metrics.flush();
        }
    }

    /** One message; false where it could not be put off. */
    boolean one(Delivery delivery) throws InterruptedException {
        return sent(delivery.message(), pause);
    }

    /**
     * One for which there was no time, since others took it: it comes again at once, and that it came in vain brings it no
     * nearer to the dead letters. False where it could not be sent.
     */
    boolean atOnce(Delivery delivery) throws InterruptedException {
        return sent(new TaskMessage(delivery.tries(), delivery.message().tasks()), Duration.ZERO);
    }

    private boolean sent(TaskMessage message, Duration delay) throws InterruptedException {
        try {
            queues.postpone(message, delay);
            return true;
        } catch (QueueException e) {
            LOG.warn("A message could not be put off, and counts as failed: {}", e.getMessage());
            return false;
        }
    }
}
