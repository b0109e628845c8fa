package io.replicationhub.stackhooks;

import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A moment to be done by, and the waiting until then. */
record Deadline(Instant end, InstantSource clock, Sleeper sleeper) {

    static Deadline in(Duration time, InstantSource clock, Sleeper sleeper) {
        return new Deadline(clock.instant().plus(time), clock, sleeper);
    }

    Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The earlier one of this and of a time from now. */
    Deadline within(Duration time) {
        Instant sooner = clock.instant().plus(time);
        return sooner.isBefore(end) ? new Deadline(sooner, clock, sleeper) : this;
    }

    /** One that leaves some of the time to what comes after. */
    Deadline leaving(Duration time) {
        return new Deadline(end.minus(time), clock, sleeper);
    }

    /** Waits; false, without waiting, where the time would be up by then. */
    boolean pause(Duration time) throws InterruptedException {
        if (left().compareTo(time) <= 0) {
            return false;
        }
        sleeper.sleep(time);
        return true;
    }
}
