package io.replicationhub.object;

import java.util.OptionalLong;

/**
 * What a store tells of one object when asked for it by name.
 *
 * @param storageClass as the store names it; empty where it says nothing
 * @param firstPartSize the size of part 1, where it was asked for and the store knows parts; else empty
 * @param tagCount how many tags the object has, as far as the store says: 0 also where it does not, as S3 does to those who
 *     may not read them (API reference, GetObject: {@code x-amz-tagging-count})
 */
public record ObjectHead(
        ObjectStamp stamp, ObjectMetadata metadata, String storageClass, OptionalLong firstPartSize, int tagCount) {

    /** Of a store that says nothing of parts and tags. */
    public static ObjectHead of(ObjectStamp stamp, ObjectMetadata metadata, String storageClass) {
        return new ObjectHead(stamp, metadata, storageClass, OptionalLong.empty(), 0);
    }

    /** The same, telling the size of the first part. */
    public ObjectHead withFirstPart(long bytes) {
        return new ObjectHead(stamp, metadata, storageClass, OptionalLong.of(bytes), tagCount);
    }
}
