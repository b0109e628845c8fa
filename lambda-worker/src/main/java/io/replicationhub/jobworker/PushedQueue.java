package io.replicationhub.jobworker;

import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queue as a worker sees it to whom Lambda pushes messages. Lambda deletes what the function does not name as failed,
 * so an acknowledgement is saying nothing; what the worker gives back is noted for the answer.
 */
final class PushedQueue implements TaskQueue {
    private final TaskQueue queue;
    private final Map<String, Duration> givenBack = new ConcurrentHashMap<>();

    PushedQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /** When the worker wants a delivery, which it gave back, to come again. */
    Duration pauseOf(Delivery delivery) {
        return givenBack.getOrDefault(delivery.receipt(), Duration.ZERO);
    }

    @Override
    public void send(List<TaskMessage> messages) throws QueueException, InterruptedException {
        queue.send(messages);
    }

    @Override
    public void sendLater(List<TaskMessage> messages, Duration delay) throws QueueException, InterruptedException {
        queue.sendLater(messages, delay);
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) throws QueueException {
        throw new QueueException("messages are pushed to this worker; it does not ask for them", null);
    }

    @Override
    public void acknowledge(Delivery delivery) {}

    @Override
    public void release(Delivery delivery, Duration delay) {
        givenBack.put(delivery.receipt(), delay);
    }

    @Override
    public Backlog backlog() throws QueueException {
        return queue.backlog();
    }

    @Override
    public void close() {}
}
