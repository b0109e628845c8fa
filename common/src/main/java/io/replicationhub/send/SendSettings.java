package io.replicationhub.send;

import io.replicationhub.task.PackLimits;
import java.time.Duration;

/**
 * @param pack how much goes into a message
 * @param batch how many messages are handed to the queue at once
 * @param flushAfter about how long a task waits for others to share its message
 * @param backlogLimit with more messages than this on the queue, nothing new is looked for
 */
public record SendSettings(PackLimits pack, int batch, Duration flushAfter, long backlogLimit) {
    /** What SendMessageBatch takes (SQS API reference). */
    public static final int BATCH = 10;

    /** For SQS: a run starts only when what the one before sent is done but for stragglers. */
    public static final SendSettings STANDARD =
            new SendSettings(PackLimits.STANDARD, BATCH, Duration.ofMillis(500), 1_000);

    /** The same with fewer tasks to a message. */
    public SendSettings withMaxTasks(int most) {
        return new SendSettings(pack.withMaxTasks(most), batch, flushAfter, backlogLimit);
    }

    public SendSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least one message, not " + batch);
        }
    }
}
