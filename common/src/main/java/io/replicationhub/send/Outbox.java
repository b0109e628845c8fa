package io.replicationhub.send;

import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.TaskPacker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on their way to the queue: packed, batched, and sent by the thread that made a batch full, so that many threads
 * send at once and a slow queue holds them all up. Thread-safe.
 */
final class Outbox {
    private final TaskQueue queue;
    private final SendSettings settings;
    private final InstantSource clock;
    private final TaskPacker packer;
    private final Object lock = new Object();
    private List<TaskMessage> batch = new ArrayList<>();
    private int room = 1;
    /** When the oldest task that is still here came. */
    private @Nullable Instant since;

    private long tasks;
    private long messages;

    Outbox(TaskQueue queue, SendSettings settings, InstantSource clock) {
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.packer = new TaskPacker(settings.pack());
    }

    void add(Task task) throws QueueException, InterruptedException {
        List<TaskMessage> ready;
        synchronized (lock) {
            if (since == null) {
                since = clock.instant();
            }
            batch.addAll(packer.add(task));
            ready = batch.size() >= room ? takeBatch() : List.of();
        }
        send(ready);
    }

    /** Sends what has waited for long enough. */
    void tick() throws QueueException, InterruptedException {
        List<TaskMessage> ready = List.of();
        synchronized (lock) {
            if (since != null && !clock.instant().isBefore(since.plus(settings.flushAfter()))) {
                ready = takeAll();
            }
        }
        send(ready);
    }

    /** Sends all that is still here. */
    void flush() throws QueueException, InterruptedException {
        List<TaskMessage> ready;
        synchronized (lock) {
            ready = takeAll();
        }
        send(ready);
    }

    long tasks() {
        synchronized (lock) {
            return tasks;
        }
    }

    long messages() {
        synchronized (lock) {
            return messages;
        }
    }

    private List<TaskMessage> takeAll() {
        packer.flush().ifPresent(batch::add);
        return takeBatch();
    }

    private List<TaskMessage> takeBatch() {
        List<TaskMessage> taken = batch;
        batch = new ArrayList<>();
        since = packer.isEmpty() ? null : clock.instant();
        // As with packs, the first ones leave at once.
        room = Math.min(settings.batch(), room * 2);
        return taken;
    }

    private void send(List<TaskMessage> ready) throws QueueException, InterruptedException {
        for (int from = 0; from < ready.size(); from += settings.batch()) {
            List<TaskMessage> some = ready.subList(from, Math.min(ready.size(), from + settings.batch()));
            queue.send(some);
            synchronized (lock) {
                messages += some.size();
                tasks += some.stream()
                        .mapToLong(message -> message.tasks().size())
                        .sum();
            }
        }
    }
}
