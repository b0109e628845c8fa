package io.replicationhub.aws.call;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long one call of a service goes on, all its tries together, so that a service that takes the connection and
 * never answers is told within 15 s. For the thread that makes the call.
 */
public final class Patience {
    public static final Duration CONNECT_MOST = Duration.ofSeconds(3);
    /** Without a byte of the answer. No call with it may ask a service to wait for nearly as long. */
    public static final Duration ANSWER_MOST = Duration.ofSeconds(6);
    /** No further try that, if it takes as long as the longest before it, ends later than this after the first began. */
    public static final Duration CALL_MOST = Duration.ofSeconds(13);

    public static final int TRIES_MOST = 4;

    private final LongSupplier nanos;
    private final long began;
    private long tried;
    private long longest;

    private Patience(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.tried = began;
    }

    /**
     * A call begins, and with it its first try.
     *
     * @param nanos a clock that only goes on, in nanoseconds
     */
    public static Patience begin(LongSupplier nanos) {
        return new Patience(nanos);
    }

    /** A try has failed: whether another may be made after the pause. It is taken to begin then, where it may. */
    public boolean allowsAfter(Duration pause) {
        long now = nanos.getAsLong();
        longest = Math.max(longest, now - tried);
        tried = now + pause.toNanos();
        return tried - began + longest <= CALL_MOST.toNanos();
    }
}
