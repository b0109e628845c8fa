package io.replicationhub.outcome;

import io.replicationhub.task.Task;

/**
 * Told once of each task that a worker settles, on the thread that settled it, before the queue is told. Must be quick
 * and thread-safe; one that throws ends the run.
 */
public interface OutcomeListener {
    void settled(Task task, Outcome outcome);
}
