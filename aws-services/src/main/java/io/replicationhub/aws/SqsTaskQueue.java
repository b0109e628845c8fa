package io.replicationhub.aws;

import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue of SQS. What cannot be read is buried with its body as it is, and deleted only then, so that it neither comes
 * back for ever nor is lost. Thread-safe.
 */
final class SqsTaskQueue implements TaskQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SqsTaskQueue.class);

    private final SqsClient sqs;
    private final String url;
    private final BatchSender sender;
    private final SqsDeadLetters unreadable;

    SqsTaskQueue(SqsClient sqs, String url, BatchSender sender, SqsDeadLetters unreadable) {
        this.sqs = sqs;
        this.url = url;
        this.sender = sender;
        this.unreadable = unreadable;
    }

    @Override
    public void send(List<TaskMessage> messages) throws QueueException, InterruptedException {
        List<String> bodies = new ArrayList<>(messages.size());
        for (TaskMessage message : messages) {
            String body = TaskCodec.encode(message);
            if (Batches.sizeOf(body) > SqsLimits.BYTES_MOST) {
                throw new QueueException(
                        "a message of " + message.tasks().size() + " tasks has " + Batches.sizeOf(body) + " bytes, and "
                                + url + " takes " + SqsLimits.BYTES_MOST,
                        null);
            }
            bodies.add(body);
        }
        for (List<String> batch : Batches.of(bodies)) {
            sender.send(batch);
        }
    }

    @Override
    public void sendLater(List<TaskMessage> messages, Duration delay) throws QueueException, InterruptedException {
        for (TaskMessage message : messages) {
            postpone(message, delay);
        }
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) throws QueueException, InterruptedException {
        Duration thisTime = least(wait, SqsLimits.WAIT_MOST);
        List<Message> messages = SqsCall.patiently(
                        url,
                        "ReceiveMessage",
                        () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(Math.min(most, SqsLimits.BATCH_MOST))
                                .waitTimeSeconds(seconds(thisTime))
                                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                .messages();
        List<Delivery> deliveries = new ArrayList<>(messages.size());
        for (Message message : messages) {
            try {
                deliveries.add(
                        new Delivery(TaskCodec.decode(message.body()), message.receiptHandle(), receiveCount(message)));
            } catch (UnreadableMessageException e) {
                LOG.error("Message {} cannot be read and is buried: {}", message.messageId(), e.getMessage());
                unreadable.buryUnread(message.body(), String.valueOf(e.getMessage()));
                delete(message.receiptHandle());
            }
        }
        return deliveries;
    }

    @Override
    public void acknowledge(Delivery delivery) throws QueueException {
        delete(delivery.receipt());
    }

    @Override
    public void release(Delivery delivery, Duration delay) throws QueueException {
        hide(delivery.receipt(), delay);
    }

    void hide(String receipt, Duration delay) throws QueueException {
        Duration hidden = least(delay, SqsLimits.VISIBILITY_MOST);
        SqsCall.settle(url, "ChangeMessageVisibility", () -> {
            var unused = sqs.changeMessageVisibility(
                    request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds(hidden)));
        });
    }

    void postpone(TaskMessage message, Duration delay) throws QueueException, InterruptedException {
        Duration later = least(delay, SqsLimits.DELAY_MOST);
        var unused = SqsCall.of(
                url,
                "SendMessage",
                () -> sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(TaskCodec.encode(message))
                        .delaySeconds(seconds(later))));
    }

    @Override
    public Backlog backlog() throws QueueException {
        QueueAttributes now;
        try {
            now = new QueueAttributes(SqsCall.of(
                    url,
                    "GetQueueAttributes",
                    () -> sqs.getQueueAttributes(
                                    request -> request.queueUrl(url).attributeNamesWithStrings(QueueAttributes.LEVEL))
                            .attributesAsStrings()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueException("GetQueueAttributes at " + url + " was interrupted", e);
        }
        Optional<String> uncounted = now.uncounted();
        if (uncounted.isPresent()) {
            throw new QueueException(url + " does not say its " + uncounted.get(), null);
        }
        return new Backlog(now.waiting() + now.delayed(), now.inFlight());
    }

    /** Does nothing: the connections are {@link SqsQueues}'. */
    @Override
    public void close() {}

    private void delete(String receipt) throws QueueException {
        SqsCall.settle(url, "DeleteMessage", () -> {
            var unused = sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt));
        });
    }

    private static int receiveCount(Message message) {
        String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count == null ? 1 : Integer.parseInt(count);
    }

    private static Duration least(Duration asked, Duration most) {
        return asked.compareTo(most) > 0 ? most : asked;
    }

    /** SQS counts in whole seconds. Rounded up: a wait of zero would ask only some of its servers ("short polling"). */
    private static int seconds(Duration time) {
        return Math.toIntExact(time.plusMillis(999).toSeconds());
    }
}
