package io.replicationhub.pace;

/**
 * How many requests a second a store puts up with, learnt from its complaints. There is no limit until the first one.
 * Then the rate falls below what the store did in the last second, comes back to that within {@link #RECOVERY_NANOS},
 * stays near it for a while and tries more ever faster (the curve of CUBIC, RFC 9438): most of the time is spent
 * just below what the store allows, and little is wasted on asking for more. Pure: the caller brings the time.
 * Not thread-safe.
 */
final class AdaptiveRate {
    private static final double SECOND = 1e9;
    /** What is left of the rate after a complaint. */
    private static final double CUT = 0.85;
    /** The rate is back where it was after so long. */
    static final long RECOVERY_NANOS = 4_000_000_000L;
    /** Complaints within so long after a cut are about requests made before it. */
    private static final long DEAF_NANOS = 300_000_000L;
    /** A limit so many times above what is asked of the store is none. */
    private static final double PAST = 3;

    private static final double LEAST = 10;
    /** Requests that were not made on time may be made up for, so far back. */
    private static final long SLACK_NANOS = 10_000_000L;

    private final SuccessCount successes = new SuccessCount();
    private boolean limited;
    private double ceiling;
    private double floor;
    private long cutAt;
    private long nextFree;

    /** Whether requests must be reserved at all. */
    boolean isLimited() {
        return limited;
    }

    /** Reserves a request: so many nanoseconds from now it may be made. */
    long reserve(long now) {
        if (!limited) {
            return 0;
        }
        double rate = rate(now);
        if (rate > PAST * Math.max(LEAST, successes.lastSecond(now))) {
            limited = false;
            return 0;
        }
        long mine = Math.max(nextFree, now - SLACK_NANOS);
        nextFree = mine + (long) (SECOND / rate);
        return Math.max(0, mine - now);
    }

    void succeeded(long now) {
        successes.add(now);
    }

    void throttled(long now) {
        if (limited && now - cutAt < DEAF_NANOS) {
            return;
        }
        double seen = Math.max(LEAST, successes.lastSecond(now));
        ceiling = limited ? Math.min(seen, rate(now)) : seen;
        ceiling = Math.max(LEAST, ceiling);
        floor = Math.max(LEAST, ceiling * CUT);
        cutAt = now;
        nextFree = now;
        limited = true;
    }

    double rate(long now) {
        if (!limited) {
            return Double.POSITIVE_INFINITY;
        }
        double along = (double) (now - cutAt) / RECOVERY_NANOS - 1;
        return Math.max(LEAST, ceiling + Math.max(1, ceiling - floor) * along * along * along);
    }
}
