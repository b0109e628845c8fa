package io.replicationhub.queue;

import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.util.List;

/**
 * Messages of tasks, delivered at least once and in no order. Thread-safe. Every sentence here has a test in the
 * contract suite of {@code testkit}.
 */
public interface TaskQueue extends AutoCloseable {
    /**
     * Sends all of the messages. Entries that the queue refuses for the moment are sent again within the call.
     *
     * @throws QueueException if any message could not be sent; some of the others may have been, which does no harm
     */
    void send(List<TaskMessage> messages) throws QueueException, InterruptedException;

    /**
     * Sends messages that are not to be seen before the delay, up to 15 minutes, is over.
     *
     * @throws QueueException as {@link #send}
     */
    void sendLater(List<TaskMessage> messages, Duration delay) throws QueueException, InterruptedException;

    /**
     * Takes up to {@code most} messages, waiting up to {@code wait} for the first. What is taken is hidden from others
     * until it is acknowledged, released, or its visibility runs out.
     */
    List<Delivery> receive(int most, Duration wait) throws QueueException, InterruptedException;

    /** Done: it will not come again. Acknowledging twice, or too late, is no failure. */
    void acknowledge(Delivery delivery) throws QueueException;

    /** Not done: it may come again after the delay, its receive count one higher. */
    void release(Delivery delivery, Duration delay) throws QueueException;

    /** How much waits; an estimate on SQS, and no proof of emptiness. */
    Backlog backlog() throws QueueException;

    @Override
    void close();
}
