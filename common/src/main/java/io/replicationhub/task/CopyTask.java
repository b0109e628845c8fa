package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.util.Optional;

/**
 * Copy an object as it was listed. Should it have changed since, the worker copies what is there then.
 *
 * @param stamp of the source when it was planned; of the version that the upload is of, where there is one
 * @param upload what an earlier worker left of this task
 */
public record CopyTask(ObjectKey source, ObjectKey destination, ObjectStamp stamp, Optional<StartedUpload> upload)
        implements Task {

    /** A task that nobody has begun. */
    public CopyTask(ObjectKey source, ObjectKey destination, ObjectStamp stamp) {
        this(source, destination, stamp, Optional.empty());
    }

    /** The same task, to be carried on with by an upload of the given version. */
    public CopyTask carrying(ObjectStamp version, StartedUpload started) {
        return new CopyTask(source, destination, version, Optional.of(started));
    }

    @Override
    public ObjectKey key() {
        return source;
    }

    @Override
    public long bytes() {
        return stamp.size();
    }
}
