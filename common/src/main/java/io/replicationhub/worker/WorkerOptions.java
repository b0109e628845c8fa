package io.replicationhub.worker;

import io.replicationhub.retry.RetryPolicy;
import java.time.Duration;

/**
 * @param tries how often a task may come by the queue and fail in a way that may pass, and how long it waits between
 * @param mostFailures a run with more failed tasks than this is halted
 */
public record WorkerOptions(RetryPolicy tries, long mostFailures) {
    /** Three tries, a quarter of a minute at most before the second, and no limit to failures. */
    public static final WorkerOptions DEFAULT =
            new WorkerOptions(new RetryPolicy(3, Duration.ofSeconds(15), Duration.ofMinutes(5)), Long.MAX_VALUE);

    public WorkerOptions withMostFailures(long most) {
        return new WorkerOptions(tries, most);
    }
}
