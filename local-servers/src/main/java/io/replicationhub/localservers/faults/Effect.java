package io.replicationhub.localservers.faults;

import java.time.Duration;

/** What happens when an exchange reaches a {@link Point}. */
public sealed interface Effect {
    /** Both connections end with RST. What the client had not read by then is lost to it. */
    record Reset() implements Effect {}

    /** The client sees an orderly end (FIN), whatever its framing promised; the server is reset. */
    record Finish() implements Effect {}

    /** Nothing moves in this direction for so long; the connections stay open. */
    record Stall(Duration time) implements Effect {}

    /** The next byte of the body is changed; length and framing stay right. */
    record Corrupt() implements Effect {}

    /** The action runs, and this direction waits until it has returned. */
    record Run(Runnable action) implements Effect {}
}
