package io.replicationhub.aws;

import io.replicationhub.queue.QueueException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends one batch until SQS has taken all of it. A batch that succeeds may still hold entries that did not (SQS API
 * reference, SendMessageBatch): those are sent again, unless SQS says that the sender is at fault.
 */
final class BatchSender {
    private final Function<SendMessageBatchRequest, SendMessageBatchResponse> sqs;
    private final String url;
    private final RetryPolicy retry;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    /** @param sqs one call, with the SDK's own retries of the call as a whole inside */
    BatchSender(
            Function<SendMessageBatchRequest, SendMessageBatchResponse> sqs,
            String url,
            RetryPolicy retry,
            Sleeper sleeper,
            RandomGenerator random) {
        this.sqs = sqs;
        this.url = url;
        this.retry = retry;
        this.sleeper = sleeper;
        this.random = random;
    }

    void send(List<String> bodies) throws QueueException, InterruptedException {
        List<SendMessageBatchRequestEntry> left = entries(bodies);
        for (int failedAttempts = 0; !left.isEmpty(); ) {
            SendMessageBatchResponse answer = call(left);
            left = refused(left, answer);
            if (!left.isEmpty()) {
                failedAttempts++;
                if (!retry.allowsAfter(failedAttempts)) {
                    BatchResultErrorEntry first = answer.failed().getFirst();
                    throw new QueueException(
                            url + " refused " + left.size() + " messages " + failedAttempts
                                    + " times; the last answer was " + first.code() + ": " + first.message(),
                            null);
                }
                sleeper.sleep(retry.delayAfter(failedAttempts, random));
            }
        }
    }

    private SendMessageBatchResponse call(List<SendMessageBatchRequestEntry> entries)
            throws QueueException, InterruptedException {
        var request =
                SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build();
        return SqsCall.of(url, "SendMessageBatch", () -> sqs.apply(request));
    }

    private List<SendMessageBatchRequestEntry> refused(
            List<SendMessageBatchRequestEntry> sent, SendMessageBatchResponse answer) throws QueueException {
        List<SendMessageBatchRequestEntry> refused = new ArrayList<>();
        for (BatchResultErrorEntry error : answer.failed()) {
            if (Boolean.TRUE.equals(error.senderFault())) {
                throw new QueueException(
                        url + " will not take a message: " + error.code() + ": " + error.message(), null);
            }
            sent.stream().filter(entry -> entry.id().equals(error.id())).forEach(refused::add);
        }
        if (refused.size() + answer.successful().size() != sent.size()) {
            throw new QueueException(
                    url + " answered for "
                            + (refused.size() + answer.successful().size()) + " of " + sent.size()
                            + " messages of a batch",
                    null);
        }
        return refused;
    }

    private static List<SendMessageBatchRequestEntry> entries(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(bodies.size());
        for (String body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body)
                    .build());
        }
        return entries;
    }
}
