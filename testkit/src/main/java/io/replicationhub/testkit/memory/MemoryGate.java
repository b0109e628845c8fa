package io.replicationhub.testkit.memory;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.testkit.RequestKind;

/** What every request passes first: the count, the credentials, the bucket, the preconditions. */
final class MemoryGate {
    private final MemoryCloud cloud;
    private final String name;
    private final boolean knownSecret;

    MemoryGate(MemoryCloud cloud, String name, boolean knownSecret) {
        this.cloud = cloud;
        this.name = name;
        this.knownSecret = knownSecret;
    }

    /** @param ifNoBucket the scope to report where there is no such bucket */
    MemoryBucket enter(RequestKind kind, FailureScope ifNoBucket) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Unavailable(FailureScope.OBJECT, kind + " " + name + ": interrupted", null);
        }
        if (!knownSecret) {
            throw new StorageException.Denied(
                    FailureScope.CREDENTIALS, kind + " " + name + ": SignatureDoesNotMatch", null);
        }
        MemoryBucket bucket = cloud.find(name)
                .orElseThrow(() -> new StorageException.Missing(ifNoBucket, "NoSuchBucket: " + name, null));
        bucket.requests().count(kind);
        return bucket;
    }

    void requireMatch(ObjectKey key, MemoryObject object, ETag planned) throws StorageException {
        if (planned.isPresent() && !planned.equals(object.stamp().etag())) {
            throw new StorageException.Changed(
                    "PreconditionFailed: " + key + " is " + object.stamp().etag() + ", planned was " + planned, null);
        }
    }

    void requireReadable(ObjectKey key, MemoryObject object) throws StorageException {
        ArchiveState state = object.keeping().state(cloud.now());
        if (state.forbidsReading()) {
            throw new StorageException.Archived(
                    "InvalidObjectState: " + key + " is " + object.storageClass() + ", " + state, null);
        }
    }

    void requireWithin(ObjectKey key, MemoryObject object, ByteRange range) throws StorageException {
        if (range.end() > object.stamp().size()) {
            throw new StorageException.Corrupt(
                    range.header() + " of " + key + " goes beyond its "
                            + object.stamp().size() + " bytes",
                    null);
        }
    }

    /** What a copy reads, with all that can forbid it. */
    MemoryObject source(CopySource source) throws StorageException {
        MemoryBucket bucket = cloud.find(source.bucket())
                .orElseThrow(() ->
                        new StorageException.Missing(FailureScope.BUCKET, "NoSuchBucket: " + source.bucket(), null));
        MemoryObject object = bucket.object(source.key(), source.version());
        requireMatch(source.key(), object, source.etag());
        requireReadable(source.key(), object);
        return object;
    }
}
