package io.replicationhub.queue;

import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue for sender and worker in one process. It holds so many tasks, then a sender waits: this is what bounds memory
 * however fast the listing is. It lives and dies with the process, so what is taken never comes back by itself.
 */
public final class InProcessQueue implements TaskQueue {
    private final long capacity;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Deque<Delivery> ready = new ArrayDeque<>();
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>();
    private final Set<String> inFlight = new HashSet<>();
    private long waitingTasks;
    private long takenTasks;
    private long lastReceipt;
    private boolean sendersDone;
    private boolean closed;

    private record Delayed(long due, Delivery delivery) implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, other.due);
        }
    }

    /** @param capacity how many tasks wait at most */
    public InProcessQueue(long capacity, LongSupplier nanos) {
        this.capacity = capacity;
        this.nanos = nanos;
    }

    /** Nothing more is sent from outside: when all that is here is settled, the queue is exhausted. */
    public void sendersDone() {
        lock.lock();
        try {
            sendersDone = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left, and nothing more will come. */
    public boolean isExhausted() {
        lock.lock();
        try {
            return exhausted();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The same queue for the worker: sending does not wait, since a worker sends only what it took, and who waits for
     * himself waits for ever.
     */
    public TaskQueue workerSide() {
        return new WorkerSide(this);
    }

    @Override
    public void send(List<TaskMessage> messages) throws QueueException, InterruptedException {
        for (TaskMessage message : messages) {
            lock.lockInterruptibly();
            try {
                // A message larger than all the room is let in when there is nothing else.
                while (!closed
                        && waitingTasks > 0
                        && waitingTasks + message.tasks().size() > capacity) {
                    drained.await();
                }
                if (closed) {
                    throw new QueueException("the queue within this process is closed", null);
                }
                add(message);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Does not wait for room: who sends later has taken what he sends. */
    @Override
    public void sendLater(List<TaskMessage> messages, Duration delay) {
        lock.lock();
        try {
            for (TaskMessage message : messages) {
                waitingTasks += message.tasks().size();
                delayed.add(new Delayed(nanos.getAsLong() + delay.toNanos(), new Delivery(message, "", 0)));
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Also when it is closed: then it is counted among what is left. */
    private void sendBack(List<TaskMessage> messages) {
        lock.lock();
        try {
            for (TaskMessage message : messages) {
                add(message);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(TaskMessage message) {
        waitingTasks += message.tasks().size();
        ready.addLast(new Delivery(message, "", 0));
        filled.signal();
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitReady(nanos.getAsLong() + wait.toNanos());
            List<Delivery> taken = new ArrayList<>(Math.min(most, ready.size()));
            while (!closed && taken.size() < most && !ready.isEmpty()) {
                Delivery waiting = ready.removeFirst();
                waitingTasks -= waiting.message().tasks().size();
                Delivery delivery =
                        new Delivery(waiting.message(), Long.toString(++lastReceipt), waiting.receiveCount() + 1);
                inFlight.add(delivery.receipt());
                takenTasks += delivery.message().tasks().size();
                taken.add(delivery);
            }
            if (!taken.isEmpty()) {
                drained.signalAll();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitReady(long until) throws InterruptedException {
        while (true) {
            long now = nanos.getAsLong();
            for (Delayed first = delayed.peek(); first != null && first.due - now <= 0; first = delayed.peek()) {
                ready.addLast(delayed.remove().delivery);
            }
            if (!ready.isEmpty() || closed || exhausted() || until - now <= 0) {
                return;
            }
            Delayed first = delayed.peek();
            long pause = first == null ? until - now : Math.min(until - now, first.due - now);
            long left = filled.awaitNanos(Math.min(pause, TimeUnit.SECONDS.toNanos(1)));
            assert left <= pause;
        }
    }

    @Override
    public void acknowledge(Delivery delivery) {
        settle(delivery, null);
    }

    @Override
    public void release(Delivery delivery, Duration delay) {
        settle(delivery, delay);
    }

    private void settle(Delivery delivery, @Nullable Duration delay) {
        lock.lock();
        try {
            boolean taken = inFlight.remove(delivery.receipt());
            if (taken) {
                takenTasks -= delivery.message().tasks().size();
            }
            if (taken && delay != null) {
                waitingTasks += delivery.message().tasks().size();
                delayed.add(new Delayed(nanos.getAsLong() + delay.toNanos(), delivery));
                filled.signal();
            }
            if (exhausted()) {
                filled.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean exhausted() {
        return sendersDone && ready.isEmpty() && delayed.isEmpty() && inFlight.isEmpty();
    }

    /** How many tasks are not settled: those that wait, and of messages that were taken all. */
    public long unsettledTasks() {
        lock.lock();
        try {
            return waitingTasks + takenTasks;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Backlog backlog() {
        lock.lock();
        try {
            return new Backlog(ready.size() + delayed.size(), inFlight.size());
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody: nothing can be sent or received any more. What is taken may still be settled. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The queue as its worker sees it. */
    private record WorkerSide(InProcessQueue queue) implements TaskQueue {
        @Override
        public void send(List<TaskMessage> messages) {
            queue.sendBack(messages);
        }

        @Override
        public void sendLater(List<TaskMessage> messages, Duration delay) {
            queue.sendLater(messages, delay);
        }

        @Override
        public List<Delivery> receive(int most, Duration wait) throws InterruptedException {
            return queue.receive(most, wait);
        }

        @Override
        public void acknowledge(Delivery delivery) {
            queue.acknowledge(delivery);
        }

        @Override
        public void release(Delivery delivery, Duration delay) {
            queue.release(delivery, delay);
        }

        @Override
        public Backlog backlog() {
            return queue.backlog();
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
