package io.replicationhub.pace;

import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Spaces the requests to one bucket, all threads together, once the store has asked for less; costs next to nothing
 * before. Thread-safe.
 */
public final class Pacer {
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private final AdaptiveRate rate = new AdaptiveRate();
    private final LongAdder unlimited = new LongAdder();
    private long unlimitedSince;
    private volatile boolean limited;

    public Pacer(LongSupplier nanos, Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.unlimitedSince = nanos.getAsLong();
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
        long now = nanos.getAsLong();
        long wait = rate.reserve(now);
        if (!rate.isLimited()) {
            limited = false;
            unlimitedSince = now;
            unlimited.reset();
        }
        return wait;
    }

    void succeeded() {
        if (limited) {
            count();
        } else {
            unlimited.increment();
        }
    }

    private synchronized void count() {
        rate.succeeded(nanos.getAsLong(), 1);
    }

    synchronized void throttled() {
        long now = nanos.getAsLong();
        if (!limited) {
            // What was not counted by the second is taken to have come evenly.
            double seconds = Math.max(1, (now - unlimitedSince) / 1e9);
            rate.succeeded(now, Math.round(unlimited.sum() / seconds));
        }
        rate.throttled(now);
        limited = true;
    }

    /** Requests a second that are allowed just now; infinite where the store has not complained. */
    public synchronized double rate() {
        return rate.rate(nanos.getAsLong());
    }
}
