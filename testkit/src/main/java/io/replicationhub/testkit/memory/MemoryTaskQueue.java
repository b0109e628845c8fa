package io.replicationhub.testkit.memory;

import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue that behaves as SQS does, duplicates and disorder by choice. Time is whatever clock and sleeper say. */
public final class MemoryTaskQueue implements TaskQueue {
    private static final Duration POLL = Duration.ofMillis(5);

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Duration visibility;
    private final QueueTrouble trouble;
    private final List<Message> messages = new ArrayList<>();
    private long deliveries;

    /** @param visibility how long a delivery is hidden from others */
    public MemoryTaskQueue(InstantSource clock, Sleeper sleeper, Duration visibility, QueueTrouble trouble) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.visibility = visibility;
        this.trouble = trouble;
    }

    private static final class Message {
        private final TaskMessage content;
        private Instant visibleFrom;
        private Optional<String> receipt = Optional.empty();
        private int receiveCount;

        Message(TaskMessage content, Instant visibleFrom) {
            this.content = content;
            this.visibleFrom = visibleFrom;
        }
    }

    /** Everything that was sent and not acknowledged, for tests. */
    public synchronized List<TaskMessage> unsettled() {
        return messages.stream().map(message -> message.content).toList();
    }

    @Override
    public synchronized void send(List<TaskMessage> sent) {
        sendLater(sent, Duration.ZERO);
    }

    @Override
    public synchronized void sendLater(List<TaskMessage> sent, Duration delay) {
        Instant from = clock.instant().plus(delay);
        for (TaskMessage content : sent) {
            messages.add(new Message(content, from));
            if (trouble.duplicatesThis()) {
                messages.add(new Message(content, from));
            }
        }
    }

    @Override
    public List<Delivery> receive(int most, Duration wait) throws InterruptedException {
        Instant deadline = clock.instant().plus(wait);
        while (true) {
            List<Delivery> taken = take(most);
            Instant now = clock.instant();
            if (!taken.isEmpty() || !now.isBefore(deadline)) {
                return taken;
            }
            Duration left = Duration.between(now, deadline);
            sleeper.sleep(left.compareTo(POLL) < 0 ? left : POLL);
        }
    }

    @Override
    public synchronized void acknowledge(Delivery delivery) {
        find(delivery).ifPresent(messages::remove);
    }

    @Override
    public synchronized void release(Delivery delivery, Duration delay) {
        find(delivery).ifPresent(message -> {
            message.visibleFrom = clock.instant().plus(delay);
            message.receipt = Optional.empty();
        });
    }

    @Override
    public synchronized Backlog backlog() {
        Instant now = clock.instant();
        long inFlight = messages.stream()
                .filter(message -> message.visibleFrom.isAfter(now))
                .count();
        return new Backlog(messages.size() - inFlight, inFlight);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private synchronized List<Delivery> take(int most) {
        Instant now = clock.instant();
        List<Message> waiting = new ArrayList<>(messages.stream()
                .filter(message -> !message.visibleFrom.isAfter(now))
                .toList());
        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(deliver(waiting.remove(trouble.next(waiting.size())), now));
        }
        return taken;
    }

    private Delivery deliver(Message message, Instant now) {
        String receipt = "delivery-" + ++deliveries;
        message.receipt = Optional.of(receipt);
        message.visibleFrom = now.plus(visibility);
        message.receiveCount++;
        return new Delivery(message.content, receipt, message.receiveCount);
    }

    /** The message, if this delivery is its latest: an older receipt settles nothing. */
    private Optional<Message> find(Delivery delivery) {
        return messages.stream()
                .filter(message -> message.receipt.equals(Optional.of(delivery.receipt())))
                .findFirst();
    }
}
