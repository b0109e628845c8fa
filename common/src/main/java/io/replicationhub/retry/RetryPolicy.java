package io.replicationhub.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often something is tried and how long one waits between. Pure: waiting is {@link Sleeper}'s.
 *
 * @param attempts how often in all, the first included
 * @param base the longest wait before the second attempt; it doubles from there
 * @param cap the longest wait before any attempt
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("something must be tried at least once, not " + attempts + " times");
        }
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("waits must run from 0 up to the cap: " + base + ".." + cap);
        }
    }

    public boolean allowsAfter(int failedAttempts) {
        return failedAttempts < attempts;
    }

    /**
     * The wait after so many failed attempts: anything from zero to the doubled base ("full jitter", AWS Architecture
     * Blog, Exponential Backoff And Jitter), so that those who failed together do not come back together.
     */
    public Duration delayAfter(int failedAttempts, RandomGenerator random) {
        int doublings = Math.min(failedAttempts - 1, 30);
        long ceiling = Math.min(cap.toMillis(), base.toMillis() << doublings);
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }

    /** The longest that all waits together can take. */
    public Duration longestWait() {
        long sum = 0;
        for (int failed = 1; failed < attempts; failed++) {
            sum += Math.min(cap.toMillis(), base.toMillis() << Math.min(failed - 1, 30));
        }
        return Duration.ofMillis(sum);
    }
}
