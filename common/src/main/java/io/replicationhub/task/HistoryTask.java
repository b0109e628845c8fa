package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;
import java.util.Optional;

/**
 * Carry what the destination lacks of the history of an object: versions and delete markers, oldest first. What that is
 * the worker finds out, so the task may come late, twice or at once with another of the same key.
 *
 * @param begun the version that an earlier worker left half carried
 */
public record HistoryTask(ObjectKey source, ObjectKey destination, Optional<StartedVersion> begun) implements Task {

    /** A task that nobody has begun. */
    public HistoryTask(ObjectKey source, ObjectKey destination) {
        this(source, destination, Optional.empty());
    }

    /** The same task, to be carried on with where another left it. */
    public HistoryTask leaving(Optional<StartedVersion> left) {
        return new HistoryTask(source, destination, left);
    }

    @Override
    public ObjectKey key() {
        return source;
    }

    /** Zero: how much is lacking is not known before it is carried, so these tasks are packed by their count. */
    @Override
    public long bytes() {
        return 0;
    }
}
