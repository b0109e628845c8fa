package io.replicationhub.queue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.task.Task;

/**
 * A task that failed for good.
 *
 * @param reason for people: what was asked of which object, and what was answered
 */
public record DeadLetter(Task task, FailureClass failureClass, String reason) {}
