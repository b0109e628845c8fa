package io.replicationhub.worker;

import io.replicationhub.retry.RetryPolicy;
import java.time.Duration;

/**
 * @param tries how often a task may come by the queue and fail in a way that may pass, and how long it waits between
 * @param mostFailures a run with more failed tasks than this is halted
 * @param whileTaken how long about a task waits of whose key another has the history just now
 */
public record WorkerOptions(RetryPolicy tries, long mostFailures, Duration whileTaken) {
    private static final Duration WHILE_TAKEN = Duration.ofMinutes(1);

    /** Three tries, a quarter of a minute at most before the second, and no limit to failures. */
    public static final WorkerOptions DEFAULT =
            new WorkerOptions(new RetryPolicy(3, Duration.ofSeconds(15), Duration.ofMinutes(5)), Long.MAX_VALUE);

    public WorkerOptions(RetryPolicy tries, long mostFailures) {
        this(tries, mostFailures, WHILE_TAKEN);
    }

    /** The same where nobody waits longer than this for a key. */
    public WorkerOptions waitingAtMost(Duration most) {
        return new WorkerOptions(tries, mostFailures, whileTaken.compareTo(most) < 0 ? whileTaken : most);
    }

    public WorkerOptions withMostFailures(long most) {
        return new WorkerOptions(tries, most, whileTaken);
    }
}
