package io.replicationhub.send;

import io.replicationhub.plan.DiffSummary;
import io.replicationhub.queue.Backlog;

/** How a run of the sender ended. */
public sealed interface SendResult {
    /**
     * All that there was to do is on the queue.
     *
     * @param tasks sent; more than there is to copy where the diff had to start over
     * @param messages that carry them
     * @param deletes what became of objects that are only at the destination
     */
    record Sent(DiffSummary diff, long tasks, long messages, DeleteDecision deletes) implements SendResult {}

    /** Nothing was looked at or sent: more than {@code limit} messages of earlier runs are still there. */
    record Backlogged(Backlog backlog, long limit) implements SendResult {}
}
