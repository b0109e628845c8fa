package io.replicationhub.plan;

import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How a diff goes about its work; none of this changes what it finds.
 *
 * @param ranges how many ranges of keys are walked at once; each asks for at most one page a side at a time
 * @param heads how many requests for single objects are under way at once
 * @param retry for one request that failed in passing
 * @param random for the waits between tries; thread-safe, as {@link java.util.Random} is
 * @param scratch the folder in which an unordered listing is sorted, in a folder of its own that is removed afterwards
 * @param outage how long a side may be out of reach altogether; while it is, attempts are not counted. Zero counts them
 *     always
 * @param nanos the clock by which an outage is measured
 */
public record DiffSettings(
        int ranges,
        int heads,
        RetryPolicy retry,
        Sleeper sleeper,
        RandomGenerator random,
        Path scratch,
        Duration outage,
        LongSupplier nanos) {
    /** 32 ranges list a million keys in about a second where a page takes 30 ms, with 64 connections. */
    public static final int RANGES = 32;

    public static final int HEADS = 32;
    /** Rides out about half a minute of errors of one request. */
    public static final RetryPolicy RETRY = new RetryPolicy(8, Duration.ofMillis(200), Duration.ofSeconds(10));

    public static final Duration OUTAGE = Duration.ofSeconds(60);

    public DiffSettings {
        if (ranges < 1 || heads < 1) {
            throw new IllegalArgumentException("a diff needs at least one range and one head at a time");
        }
    }

    /** Counts attempts, however long they take. */
    public DiffSettings(
            int ranges, int heads, RetryPolicy retry, Sleeper sleeper, RandomGenerator random, Path scratch) {
        this(ranges, heads, retry, sleeper, random, scratch, Duration.ZERO, System::nanoTime);
    }

    /** What fits most. */
    public static DiffSettings standard(RandomGenerator random, Path scratch) {
        return new DiffSettings(RANGES, HEADS, RETRY, Sleeper.REAL, random, scratch, OUTAGE, System::nanoTime);
    }

    public DiffSettings withRanges(int other) {
        return new DiffSettings(other, heads, retry, sleeper, random, scratch, outage, nanos);
    }

    public DiffSettings ridingOut(Duration longest) {
        return new DiffSettings(ranges, heads, retry, sleeper, random, scratch, longest, nanos);
    }
}
