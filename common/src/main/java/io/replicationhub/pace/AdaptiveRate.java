package io.replicationhub.pace;

/**
 * How many requests a second a store puts up with, learnt from its complaints. There is no limit until the first one;
 * after it the rate is felt for, doubling every second. After any further one the rate falls a little, comes back to that within {@link #RECOVERY_NANOS},
 * stays near it for a while and tries more ever faster (the curve of CUBIC, RFC 9438): most of the time is spent
 * just below what the store allows, and little is wasted on asking for more. Pure: the caller brings the time.
 * Not thread-safe.
 */
final class AdaptiveRate {
    private static final double SECOND = 1e9;
    /** What is left of the rate after a complaint. */
    private static final double CUT = 0.9;
    /** Fewer complaints than this, among the requests of the last second, are no reason: requests do not come evenly. */
    private static final double TOLERATED = 0.005;
    /** The rate is back where it was after so long. */
    static final long RECOVERY_NANOS = 4_000_000_000L;
    /** Complaints within so long after a cut are about requests made before it. */
    private static final long DEAF_NANOS = 500_000_000L;
    /** A limit so many times above what is asked of the store is none. */
    private static final double PAST = 3;

    /** A rate is not believed to have been used where so many times less was done. */
    private static final double HEADROOM = 1.3;

    private static final double LEAST = 10;
    /** Requests that were not made on time may be made up for, so far back. */
    private static final long SLACK_NANOS = 10_000_000L;

    /** Turns are given away so far ahead: whoever waits longer is to have one at the rate of then. */
    static final long FARTHEST_NANOS = 1_000_000_000L;

    private final LastSecond answers = new LastSecond();
    private final LastSecond complaints = new LastSecond();
    private boolean limited;
    /** The rate doubles every second, until the next complaint. */
    private boolean groping;

    private double ceiling;
    private double floor;
    private long cutAt;
    private long nextFree = Long.MIN_VALUE;

    /** Whether requests must be reserved at all. */
    boolean isLimited() {
        return limited;
    }

    /**
     * Reserves a request: so many nanoseconds from now it may be made. Where it is {@link #FARTHEST_NANOS} there is no turn
     * yet, none was reserved, and after so long another may be asked for.
     */
    long reserve(long now) {
        if (!limited) {
            return 0;
        }
        double rate = rate(now);
        if (rate > PAST * Math.max(LEAST, answers.count(now))) {
            limited = false;
            return 0;
        }
        long mine = Math.max(nextFree, now - SLACK_NANOS);
        if (mine - now >= FARTHEST_NANOS) {
            return FARTHEST_NANOS;
        }
        nextFree = mine + (long) (SECOND / rate);
        return Math.max(0, mine - now);
    }

    /** Requests were answered, with what was asked for or not. */
    void answered(long now, long requests) {
        answers.add(now, requests);
    }

    void throttled(long now) {
        if (limited && now - cutAt < DEAF_NANOS) {
            return;
        }
        complaints.add(now, 1);
        double seen = Math.max(LEAST, answers.count(now));
        if (limited && complaints.count(now) < TOLERATED * seen) {
            return;
        }
        complaints.clear();
        ceiling = Math.max(LEAST, limited ? Math.min(rate(now), HEADROOM * seen) : seen);
        // The first one may come when little has been done yet: what was done is no measure of what can be.
        groping = !limited;
        floor = Math.max(LEAST, ceiling * CUT);
        cutAt = now;
        // What an earlier limit gave away is no debt of this one.
        nextFree = limited ? Math.max(nextFree, now) : now;
        limited = true;
    }

    double rate(long now) {
        if (!limited) {
            return Double.POSITIVE_INFINITY;
        }
        if (groping) {
            return floor * Math.pow(2, (now - cutAt) / SECOND);
        }
        double along = (double) (now - cutAt) / RECOVERY_NANOS - 1;
        return Math.max(LEAST, ceiling + Math.max(1, ceiling - floor) * along * along * along);
    }
}
