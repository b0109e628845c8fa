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
    private static final long SECOND = 1_000_000_000L;
    private static final Duration FARTHEST = Duration.ofNanos(AdaptiveRate.FARTHEST_NANOS);

    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private final AdaptiveRate rate = new AdaptiveRate();
    private volatile boolean limited;
    /** What was answered since {@link #since}, while there is no limit: by the second is exact enough then. */
    private final LongAdder unlimited = new LongAdder();

    private volatile long since;
    /** What was answered in the second before that. */
    private double before;

    public Pacer(LongSupplier nanos, Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.since = nanos.getAsLong();
    }

    /** Waits until a request may be made. */
    void await() throws InterruptedException {
        if (limited) {
            long wait = reserve();
            while (wait >= AdaptiveRate.FARTHEST_NANOS) {
                sleeper.sleep(FARTHEST);
                wait = reserve();
            }
            if (wait > 0) {
                sleeper.sleep(Duration.ofNanos(wait));
            }
        }
    }

    private synchronized long reserve() {
        long now = nanos.getAsLong();
        long wait = rate.reserve(now);
        if (limited && !rate.isLimited()) {
            // What was answered just now the rate knows itself.
            before = 0;
            unlimited.reset();
            since = now;
            limited = false;
        }
        return wait;
    }

    /** A request was answered, with what was asked for or not. */
    void answered() {
        if (limited) {
            count();
        } else {
            unlimited.increment();
            if (nanos.getAsLong() - since >= SECOND) {
                beginSecond();
            }
        }
    }

    private synchronized void count() {
        rate.answered(nanos.getAsLong(), 1);
    }

    private synchronized void beginSecond() {
        long now = nanos.getAsLong();
        // Of the threads that found it over, one is the first.
        if (now - since >= SECOND) {
            before = ofTheLastSecond(now);
            unlimited.reset();
            since = now;
        }
    }

    /** What was not counted by the second is taken to have come evenly. */
    private double ofTheLastSecond(long now) {
        double seconds = (double) (now - since) / SECOND;
        double counted = unlimited.sum();
        return seconds >= 1 ? counted / seconds : counted + before * (1 - seconds);
    }

    synchronized void throttled() {
        long now = nanos.getAsLong();
        if (!limited) {
            rate.answered(now, Math.round(ofTheLastSecond(now)));
        }
        rate.throttled(now);
        limited = true;
    }

    /** Requests a second that are allowed just now; infinite where the store has not complained. */
    public synchronized double rate() {
        return rate.rate(nanos.getAsLong());
    }
}
