package io.replicationhub.queue;

import io.replicationhub.task.TaskMessage;

/**
 * A message as it was delivered.
 *
 * @param receipt names this delivery to the queue; opaque
 * @param receiveCount how often the message has been delivered, this time included
 */
public record Delivery(TaskMessage message, String receipt, int receiveCount) {
    /** How often the tasks of the message have come by the queue, this time included. */
    public int tries() {
        return message.attempt() + receiveCount - 1;
    }
}
