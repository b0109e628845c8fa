package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;

/**
 * Something happened to an object at the source: look at it now, and make the destination so. What is gone is deleted
 * where the worker may delete.
 */
public record LookTask(ObjectKey source, ObjectKey destination) implements Task {
    @Override
    public ObjectKey key() {
        return source;
    }

    @Override
    public long bytes() {
        return 0;
    }
}
