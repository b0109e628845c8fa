package io.replicationhub.testkit.fault;

import io.replicationhub.object.StorageException;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.RequestKind;
import java.time.Duration;
import java.util.List;

/** A queue on whose way something goes wrong. Failures of stores become failures of the queue. */
public final class FaultyQueue implements TaskQueue {
    private final TaskQueue inner;
    private final FaultScript script;

    public FaultyQueue(TaskQueue inner, FaultScript script) {
        this.inner = inner;
        this.script = script;
    }

    /** Messages go one by one, so that a failure may come between any two. */
    @Override
    public void send(List<TaskMessage> messages) throws QueueException, InterruptedException {
        for (TaskMessage message : messages) {
            Request request = new Request(RequestKind.SEND, name(message));
            Fault fault = script.on(request);
            before(fault, request);
            inner.send(List.of(message));
            after(fault, request);
        }
    }

    @Override
    public void sendLater(List<TaskMessage> messages, Duration delay) throws QueueException, InterruptedException {
        for (TaskMessage message : messages) {
            Request request = new Request(RequestKind.SEND, name(message));
            Fault fault = script.on(request);
            before(fault, request);
            inner.sendLater(List.of(message), delay);
            after(fault, request);
        }
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) throws QueueException, InterruptedException {
        Request request = new Request(RequestKind.RECEIVE, "");
        Fault fault = script.on(request);
        before(fault, request);
        List<Delivery> received = inner.receive(most, wait);
        after(fault, request);
        return received;
    }

    @Override
    public void acknowledge(Delivery delivery) throws QueueException {
        Request request = new Request(RequestKind.ACKNOWLEDGE, name(delivery.message()));
        Fault fault = script.on(request);
        before(fault, request);
        inner.acknowledge(delivery);
        after(fault, request);
    }

    @Override
    public void release(Delivery delivery, Duration delay) throws QueueException {
        Request request = new Request(RequestKind.RELEASE, name(delivery.message()));
        Fault fault = script.on(request);
        before(fault, request);
        inner.release(delivery, delay);
        after(fault, request);
    }

    @Override
    public Backlog backlog() throws QueueException {
        Request request = new Request(RequestKind.BACKLOG, "");
        Fault fault = script.on(request);
        before(fault, request);
        Backlog backlog = inner.backlog();
        after(fault, request);
        return backlog;
    }

    @Override
    public void close() {
        inner.close();
    }

    private static String name(TaskMessage message) {
        return message.tasks().getFirst().key().value();
    }

    static void before(Fault fault, Request request) throws QueueException {
        if (fault instanceof Fault.Before before) {
            strike(before.mishap(), request);
        }
    }

    static void after(Fault fault, Request request) throws QueueException {
        if (fault instanceof Fault.After after) {
            strike(after.mishap(), request);
        }
    }

    private static void strike(Mishap mishap, Request request) throws QueueException {
        try {
            mishap.strike(request);
        } catch (StorageException e) {
            throw new QueueException(String.valueOf(e.getMessage()), e);
        }
    }
}
