package io.replicationhub.retry;

import java.time.Duration;

/** Waits; a test's sleeper only notes that it would have. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;

    Sleeper REAL = duration -> Thread.sleep(duration);
}
