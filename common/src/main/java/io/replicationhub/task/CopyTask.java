package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.util.Optional;

/**
 * Copy an object as it was listed. Should it have changed since, the worker copies what is there then.
 *
 * @param stamp of the source when it was planned; of the version that the upload is of, where there is one
 * @param upload what an earlier worker left of this task
 * @param then what is done when it is made
 */
public record CopyTask(
        ObjectKey source, ObjectKey destination, ObjectStamp stamp, Optional<StartedUpload> upload, Then then)
        implements Task {

    /** What follows a copy. */
    public enum Then {
        /** Nothing: what may have changed meanwhile the next listing tells. */
        NOTHING,
        /** The source is looked at, for nobody may come to look later. */
        LOOK
    }

    /** A task that nobody has begun. */
    public CopyTask(ObjectKey source, ObjectKey destination, ObjectStamp stamp) {
        this(source, destination, stamp, Optional.empty(), Then.NOTHING);
    }

    /** The same task, to be carried on with by an upload of the given version. */
    public CopyTask carrying(ObjectStamp version, StartedUpload started) {
        return new CopyTask(source, destination, version, Optional.of(started), then);
    }

    /** The same task, which came of a look at the source and is to end with one. */
    public CopyTask thenLooking() {
        return new CopyTask(source, destination, stamp, upload, Then.LOOK);
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
