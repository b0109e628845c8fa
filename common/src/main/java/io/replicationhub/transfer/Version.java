package io.replicationhub.transfer;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.task.CopyTask;

/** One version of the source, which is copied as it is or not at all. */
record Version(ObjectKey key, ObjectKey destination, ObjectStamp stamp) {

    static Version planned(CopyTask task) {
        return new Version(task.source(), task.destination(), task.stamp());
    }

    Version becameOf(ObjectStamp found) {
        return new Version(key, destination, found);
    }

    long size() {
        return stamp.size();
    }

    ETag etag() {
        return stamp.etag();
    }

    CopySource at(String bucket) {
        return new CopySource(bucket, key, etag());
    }

    /**
     * Whether an answer is about this version. Stores that ignore {@code If-Match}, and those that give no ETag, are
     * held to it here.
     */
    void check(ObjectStamp found) throws StorageException.Changed {
        boolean same = etag().isPresent() && found.etag().isPresent()
                ? etag().equals(found.etag())
                : stamp.lastModified().equals(found.lastModified());
        if (!same || size() != found.size()) {
            throw new StorageException.Changed(
                    key + " was planned as " + etag() + " of " + size() + " bytes and is " + found.etag() + " of "
                            + found.size(),
                    null);
        }
    }
}
