package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;

/**
 * Delete at the destination what the source does not have. The worker asks the source again first, and where it has the
 * object (again) by then, sees to it that the destination has it too.
 *
 * @param source the key that was not at the source
 */
public record DeleteTask(ObjectKey source, ObjectKey destination) implements Task {
    @Override
    public ObjectKey key() {
        return source;
    }

    @Override
    public long bytes() {
        return 0;
    }
}
