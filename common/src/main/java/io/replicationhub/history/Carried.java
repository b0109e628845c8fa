package io.replicationhub.history;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.StartedVersion;
import java.util.Optional;

/**
 * How far one attempt came with the history of one key. Each says how many entries the destination has got by it: to have
 * brought any farther is headway, whatever ended the attempt.
 */
public sealed interface Carried {
    int entries();

    /** The destination lacks nothing of what the source's history was when it was read. */
    record Whole(int entries) implements Carried {}

    /**
     * An entry could not be carried, and holds back those that are newer.
     *
     * @param left of its upload, where that travels with tasks
     */
    record Held(int entries, Outcome outcome, Optional<StartedVersion> left) implements Carried {}

    /** The histories could not be read. */
    record Unreadable(int entries, Outcome.Failed failure, Optional<StartedVersion> left) implements Carried {}

    /** The run ended, or the time in which a key may be worked on. */
    record Stopped(int entries, Optional<StartedVersion> left) implements Carried {}

    /** Somebody else is at this key just now. Nothing was done. */
    record Taken() implements Carried {
        @Override
        public int entries() {
            return 0;
        }
    }
}
