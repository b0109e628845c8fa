package io.replicationhub.object;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a store tells of one object when asked for it by name.
 *
 * @param storageClass as the store names it; empty where it says nothing
 * @param firstPartSize the size of part 1, where it was asked for and the store knows parts; else empty
 * @param tagCount how many tags the object has, as far as the store says: 0 also where it does not, as S3 does to those who
 *     may not read them (API reference, GetObject: {@code x-amz-tagging-count})
 * @param archive whether it can be read
 * @param checksums of its bytes, as many as the store publishes; never those of a part or range of it
 * @param metadataUntold how many pairs of user metadata the object has that the store does not tell, since they cannot be
 *     headers (S3 User Guide, "Working with object metadata": {@code x-amz-missing-meta})
 */
public record ObjectHead(
        ObjectStamp stamp,
        ObjectMetadata metadata,
        String storageClass,
        OptionalLong firstPartSize,
        int tagCount,
        ArchiveState archive,
        List<PublishedChecksum> checksums,
        int metadataUntold) {
    public ObjectHead {
        checksums = List.copyOf(checksums);
    }

    /** Of an object all of whose metadata is told. */
    public ObjectHead(
            ObjectStamp stamp,
            ObjectMetadata metadata,
            String storageClass,
            OptionalLong firstPartSize,
            int tagCount,
            ArchiveState archive,
            List<PublishedChecksum> checksums) {
        this(stamp, metadata, storageClass, firstPartSize, tagCount, archive, checksums, 0);
    }

    /** Of an object that can be read, of a store that publishes no checksums. */
    public ObjectHead(
            ObjectStamp stamp, ObjectMetadata metadata, String storageClass, OptionalLong firstPartSize, int tagCount) {
        this(stamp, metadata, storageClass, firstPartSize, tagCount, ArchiveState.NONE, List.of());
    }

    /** Of a store that says nothing of parts and tags. */
    public static ObjectHead of(ObjectStamp stamp, ObjectMetadata metadata, String storageClass) {
        return new ObjectHead(stamp, metadata, storageClass, OptionalLong.empty(), 0);
    }

    /** The same, telling the size of the first part. */
    public ObjectHead withFirstPart(long bytes) {
        return new ObjectHead(
                stamp, metadata, storageClass, OptionalLong.of(bytes), tagCount, archive, checksums, metadataUntold);
    }

    /** The same with other words on the archive and the checksums. */
    public ObjectHead with(ArchiveState state, List<PublishedChecksum> published) {
        return new ObjectHead(stamp, metadata, storageClass, firstPartSize, tagCount, state, published, metadataUntold);
    }

    /** The same, with so many pairs of metadata that it does not tell. */
    public ObjectHead untoldMetadata(int pairs) {
        return new ObjectHead(stamp, metadata, storageClass, firstPartSize, tagCount, archive, checksums, pairs);
    }
}
