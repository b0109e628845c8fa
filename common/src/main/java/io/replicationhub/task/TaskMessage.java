package io.replicationhub.task;

import java.util.List;

/**
 * What one queue message carries: many small tasks or one large.
 *
 * @param attempt how often these tasks have been put on a queue, from 1 on: a worker that re-enqueues what failed counts
 *     here, since a queue's own receive count starts anew with each message
 */
public record TaskMessage(int attempt, List<Task> tasks) {
    public TaskMessage {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a message without tasks");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1, not " + attempt);
        }
    }

    public static TaskMessage of(List<Task> tasks) {
        return new TaskMessage(1, tasks);
    }
}
