package io.replicationhub.object;

import java.util.Optional;

/**
 * An object that a store can copy by itself because its own credentials see it.
 *
 * @param bucket at the same endpoint as the store that is asked to copy
 * @param etag the version that was planned; the copy fails with {@link StorageException.Changed} if it is another by now
 * @param version the one to copy; the newest where empty
 */
public record CopySource(String bucket, ObjectKey key, ETag etag, Optional<VersionId> version) {

    /** Of the newest version. */
    public CopySource(String bucket, ObjectKey key, ETag etag) {
        this(bucket, key, etag, Optional.empty());
    }

    /** The same of one version. */
    public CopySource of(VersionId id) {
        return new CopySource(bucket, key, etag, Optional.of(id));
    }
}
