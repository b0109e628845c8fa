package io.replicationhub.object;

/**
 * An object that a store can copy by itself because its own credentials see it.
 *
 * @param bucket at the same endpoint as the store that is asked to copy
 * @param etag the version that was planned; the copy fails with {@link StorageException.Changed} if it is another by now
 */
public record CopySource(String bucket, ObjectKey key, ETag etag) {}
