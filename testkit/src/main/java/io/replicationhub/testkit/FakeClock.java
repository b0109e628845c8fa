package io.replicationhub.testkit;

import io.replicationhub.retry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test, or a sleeper that it gave out, moves it. Thread-safe. */
public final class FakeClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private Instant now;

    private FakeClock(Instant start) {
        this.now = start;
    }

    public static FakeClock atStart() {
        return new FakeClock(START);
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Moves forward to the time; stays where it is if that has passed. */
    public synchronized void advanceTo(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    /** The same time for those who measure durations. */
    public long nanos() {
        return Duration.between(START, instant()).toNanos();
    }

    /** A sleeper that takes no time of ours and moves this clock instead. */
    public Sleeper sleeper() {
        return duration -> {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in sleep");
            }
            advance(duration);
        };
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a fake clock tells instants only");
    }
}
