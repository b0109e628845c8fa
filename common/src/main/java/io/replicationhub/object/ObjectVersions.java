package io.replicationhub.object;

/**
 * The versions of a bucket's objects. A body of one is read by {@link ObjectStore#open}, which the version is named to. As
 * with {@link ObjectStore}, calls block, make one attempt, and may be made from many threads at once; every sentence has
 * a test in the contract suite of {@code testkit}.
 */
public interface ObjectVersions {
    /** Whether a bucket keeps versions. */
    enum Keeping {
        /** It never did. */
        NEVER,
        /** A write makes a version, and a delete makes a delete marker. */
        ENABLED,
        /** It did: versions of before are there, and what is written now replaces the one named {@link VersionId#NULL}. */
        SUSPENDED
    }

    Keeping keeping() throws StorageException;

    /**
     * One page of versions and delete markers under a prefix: keys in ascending UTF-8 byte order, of each key the newest
     * first.
     *
     * @throws StorageException.Missing with scope BUCKET where there is no such bucket
     */
    VersionPage list(VersionListRequest request) throws StorageException;

    /** As {@link ObjectStore#head}, of one version. Throws {@link StorageException.Missing} where there is none. */
    ObjectHead head(ObjectKey key, VersionId id) throws StorageException;

    /** As {@link ObjectStore#headFirstPart}, of one version. */
    ObjectHead headFirstPart(ObjectKey key, VersionId id, ETag ifMatch) throws StorageException;

    /** As {@link ObjectStore#tags}, of one version. */
    ObjectTags tags(ObjectKey key, VersionId id) throws StorageException;

    /** Removes a version or a delete marker for good. One that is not there is no failure. */
    void remove(ObjectKey key, VersionId id) throws StorageException;
}
