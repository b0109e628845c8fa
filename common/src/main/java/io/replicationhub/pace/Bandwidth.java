package io.replicationhub.pace;

import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets through so many bytes a second, all threads together. Up to a tenth of a second's worth may pass at once. */
public final class Bandwidth implements Flow {
    private static final long SECOND = 1_000_000_000L;
    private static final long BURST_NANOS = SECOND / 10;
    /** Shorter waits are saved up: sleeping is not that exact. */
    private static final long LEAST_WAIT_NANOS = 2_000_000;

    private final double nanosPerByte;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long free;

    public Bandwidth(long bytesPerSecond, LongSupplier nanos, Sleeper sleeper) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("a bandwidth of " + bytesPerSecond + " bytes a second");
        }
        this.nanosPerByte = (double) SECOND / bytesPerSecond;
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.free = nanos.getAsLong();
    }

    @Override
    public void passed(int bytes) throws InterruptedException {
        long wait = reserve(bytes);
        if (wait > LEAST_WAIT_NANOS) {
            sleeper.sleep(Duration.ofNanos(wait));
        }
    }

    private synchronized long reserve(int bytes) {
        long now = nanos.getAsLong();
        free = Math.max(free, now - BURST_NANOS) + (long) (bytes * nanosPerByte);
        return free - now;
    }
}
