package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;

/**
 * Copy an object as it was listed. Should it have changed since, the worker copies what is there then.
 *
 * @param stamp of the source when it was planned
 */
public record CopyTask(ObjectKey source, ObjectKey destination, ObjectStamp stamp) implements Task {

    @Override
    public ObjectKey key() {
        return source;
    }

    @Override
    public long bytes() {
        return stamp.size();
    }
}
