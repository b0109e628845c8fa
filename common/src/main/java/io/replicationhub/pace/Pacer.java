package io.replicationhub.pace;

import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spaces the requests to one bucket, all threads together, once the store has asked for less; costs next to nothing
 * before. Thread-safe.
 */
public final class Pacer {
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private final AdaptiveRate rate = new AdaptiveRate();
    private volatile boolean limited;

    public Pacer(LongSupplier nanos, Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    /** Waits until a request may be made. */
    void await() throws InterruptedException {
        if (limited) {
            long wait = reserve();
            if (wait > 0) {
                sleeper.sleep(Duration.ofNanos(wait));
            }
        }
    }

    private synchronized long reserve() {
        long wait = rate.reserve(nanos.getAsLong());
        limited = rate.isLimited();
        return wait;
    }

    synchronized void succeeded() {
        rate.succeeded(nanos.getAsLong());
    }

    synchronized void throttled() {
        rate.throttled(nanos.getAsLong());
        limited = rate.isLimited();
    }

    /** Requests a second that are allowed just now; infinite where the store has not complained. */
    public synchronized double rate() {
        return rate.rate(nanos.getAsLong());
    }
}
