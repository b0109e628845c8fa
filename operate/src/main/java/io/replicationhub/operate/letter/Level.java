package io.replicationhub.operate.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How full a queue is. SQS counts approximately: the numbers are right within a minute of the last change.
 *
 * @param waiting can be received now
 * @param inFlight received and not yet settled
 * @param delayed sent and not yet to be received
 * @param kept how long a message is kept
 * @param at when the queue said so, by its own clock
 */
public record Level(long waiting, long inFlight, long delayed, Optional<Duration> kept, Instant at) {
    public long all() {
        return waiting + inFlight + delayed;
    }
}
