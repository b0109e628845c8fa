package io.replicationhub.send;

import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue that only notes what it is sent. Thread-safe. */
final class NotedQueue implements TaskQueue {
    private final List<List<TaskMessage>> batches = new ArrayList<>();
    volatile Backlog backlog = new Backlog(0, 0);
    volatile int failAfter = Integer.MAX_VALUE;

    @Override
    public synchronized void send(List<TaskMessage> messages) throws QueueException {
        if (batches.size() >= failAfter) {
            throw new QueueException("the queue is gone", null);
        }
        batches.add(List.copyOf(messages));
    }

    synchronized List<Integer> batches() {
        return batches.stream().map(List::size).toList();
    }

    synchronized List<TaskMessage> messages() {
        return batches.stream().flatMap(List::stream).toList();
    }

    List<Task> tasks() {
        return messages().stream().flatMap(message -> message.tasks().stream()).toList();
    }

    @Override
    public Backlog backlog() {
        return backlog;
    }

    @Override
    public void sendLater(List<TaskMessage> messages, Duration delay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void acknowledge(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(Delivery delivery, Duration delay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
