package io.replicationhub.outcome;

import io.replicationhub.task.Task;

/** A task that failed for good, and why. */
public record FailedTask(Task task, Outcome.Failed failure) {}
