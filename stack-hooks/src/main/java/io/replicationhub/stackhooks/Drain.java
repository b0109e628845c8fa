package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
            Counts counts = counts(queue);
            empty = counts.inFlight() == 0 ? empty + 1 : 0;
            if (empty < SEEN_EMPTY && !deadline.pause(BETWEEN)) {
                if (counts.inFlight() > 0) {
                    LOG.warn(
                            "{} messages are still being worked on; what their workers leave undone is not copied",
                            counts.inFlight());
                }
                return;
            }
        }
    }

    void sayWhatStays(String queue) throws Refusal, InterruptedException {
        Counts tasks = counts(queue);
        LOG.info("{} messages stay in the queue {}", tasks.all(), queue);
        if (!tasks.deadLetters().isEmpty()) {
            LOG.info(
                    "{} messages stay in the queue of dead letters {}",
                    counts(tasks.deadLetters()).all(),
                    tasks.deadLetters());
        }
    }

    /** @param deadLetters the ARN of the queue for them; empty where there is none */
    private record Counts(long waiting, long inFlight, long delayed, String deadLetters) {
        long all() {
            return waiting + inFlight + delayed;
        }
    }

    private Counts counts(String queue) throws Refusal, InterruptedException {
        Json attributes = sqs.ask(
                        "the counts of " + queue,
                        "AmazonSQS.GetQueueAttributes",
                        Json.object()
                                .with("QueueUrl", url(queue))
                                .with(
                                        "AttributeNames",
                                        Json.texts(List.of(
                                                "ApproximateNumberOfMessages",
                                                "ApproximateNumberOfMessagesNotVisible",
                                                "ApproximateNumberOfMessagesDelayed",
                                                "RedrivePolicy"))))
                .at("Attributes");
        return new Counts(
                number(attributes, "ApproximateNumberOfMessages"),
                number(attributes, "ApproximateNumberOfMessagesNotVisible"),
                number(attributes, "ApproximateNumberOfMessagesDelayed"),
                deadLetters(attributes.textAt("RedrivePolicy")));
    }

    /** SQS finds the queue by the path of its URL, its account and its name. */
    private String url(String queue) {
        if (!queue.startsWith("arn:")) {
            return queue;
        }
        String[] fields = queue.split(":", -1);
        return URI.create(sqs.endpoint() + "/" + fields[4] + '/' + fields[5]).toString();
    }

    private static String deadLetters(String policy) {
        try {
            return policy.isEmpty() ? "" : Json.parse(policy).textAt("deadLetterTargetArn");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static long number(Json attributes, String name) throws Refusal {
        try {
            return Long.parseLong(attributes.textAt(name));
        } catch (NumberFormatException e) {
            throw new Refusal(200, "", "SQS gives no number for " + name, e);
        }
    }
}
