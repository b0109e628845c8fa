package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Refusal;
import io.replicationhub.aws.sqs.QueueAttributes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what workers have taken from a queue (SQS API reference, GetQueueAttributes). */
final class Drain {
    /** The counts are approximate: nothing in flight is believed when it was seen so often in a row. */
    static final int SEEN_EMPTY = 2;

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final AwsClient sqs;
    private final Deadline deadline;

    Drain(AwsClient sqs, Deadline deadline) {
        this.sqs = sqs;
        this.deadline = deadline;
    }

    /** @param queue its URL or ARN */
    void untilNothingIsInFlight(String queue) throws Refusal, InterruptedException {
        for (int empty = 0; empty < SEEN_EMPTY; ) {
            QueueAttributes now = look(queue);
            empty = now.inFlight() == 0 ? empty + 1 : 0;
            if (empty < SEEN_EMPTY && !deadline.pause(BETWEEN)) {
                if (now.inFlight() > 0) {
                    LOG.warn(
                            "{} messages are still being worked on; what their workers leave undone is not copied",
                            now.inFlight());
                }
                return;
            }
        }
    }

    /** How many messages outlive the stack, and where; nothing where none does. The queues themselves stay in any case. */
    Optional<String> whatStays(String queue) throws Refusal, InterruptedException {
        QueueAttributes tasks = look(queue);
        Optional<String> deadLetters = tasks.redrive().map(QueueAttributes.Redrive::target);
        long letters = deadLetters.isPresent() ? look(deadLetters.get()).all() : 0;
        if (tasks.all() + letters == 0) {
            return Optional.empty();
        }
        return Optional.of(tasks.all() + " messages stay in the queue " + queue
                + deadLetters
                        .map(dead -> ", " + letters + " in that of dead letters " + dead)
                        .orElse(""));
    }

    private QueueAttributes look(String queue) throws Refusal, InterruptedException {
        return QueueAttributes.of(sqs, url(queue));
    }

    /** SQS finds the queue by the path of its URL, its account and its name. */
    private String url(String queue) {
        if (!queue.startsWith("arn:")) {
            return queue;
        }
        String[] fields = queue.split(":", -1);
        return URI.create(sqs.endpoint() + "/" + fields[4] + '/' + fields[5]).toString();
    }
}
