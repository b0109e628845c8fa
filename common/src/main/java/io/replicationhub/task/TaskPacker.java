package io.replicationhub.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packs tasks into messages, in the order in which they come. The first messages are small and each may be twice the one
 * before, so that work begins at once and every worker has some. Not thread-safe.
 */
public final class TaskPacker {
    private final PackLimits limits;
    private List<Task> pack = new ArrayList<>();
    private long objectBytes;
    private long messageBytes = TaskCodec.envelopeBytes();
    private int room;

    public TaskPacker(PackLimits limits) {
        this.limits = limits;
        this.room = 1;
    }

    /** Adds a task; returns the messages that are full by that: none, one, or two where a large object comes. */
    public List<TaskMessage> add(Task task) {
        int bytes = TaskCodec.bytes(task);
        List<TaskMessage> full = new ArrayList<>(2);
        boolean fits = objectBytes <= limits.maxObjectBytes() - task.bytes()
                && messageBytes + bytes <= limits.maxMessageBytes();
        if (!fits) {
            flush().ifPresent(full::add);
        }
        pack.add(task);
        objectBytes += task.bytes();
        messageBytes += bytes;
        if (pack.size() >= room || objectBytes >= limits.maxObjectBytes()) {
            flush().ifPresent(full::add);
        }
        return full;
    }

    /** What has been added and not been returned; empty where there is nothing. */
    public Optional<TaskMessage> flush() {
        if (pack.isEmpty()) {
            return Optional.empty();
        }
        TaskMessage message = TaskMessage.of(pack);
        pack = new ArrayList<>();
        objectBytes = 0;
        messageBytes = TaskCodec.envelopeBytes();
        room = (int) Math.min(limits.maxTasks(), room * 2L);
        return Optional.of(message);
    }

    public boolean isEmpty() {
        return pack.isEmpty();
    }
}
