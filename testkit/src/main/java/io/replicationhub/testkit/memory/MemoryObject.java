package io.replicationhub.testkit.memory;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import java.time.Instant;
import java.util.OptionalLong;

/** One version of an object as the store keeps it. Immutable. */
public final class MemoryObject {
    private static final String DEFAULT_CLASS = "STANDARD";
    private final byte[] body;
    private final ObjectStamp stamp;
    private final ObjectMetadata metadata;
    private final WriteOptions kept;
    private final OptionalLong firstPartSize;

    MemoryObject(
            byte[] body,
            ETag etag,
            Instant lastModified,
            ObjectMetadata metadata,
            WriteOptions kept,
            OptionalLong firstPartSize) {
        this.body = body;
        this.stamp = new ObjectStamp(body.length, etag, lastModified);
        this.metadata = metadata;
        this.kept = kept;
        this.firstPartSize = firstPartSize;
    }

    static MemoryObject single(
            byte[] body, ETag etag, Instant lastModified, ObjectMetadata metadata, WriteOptions kept) {
        return new MemoryObject(body, etag, lastModified, metadata, kept, OptionalLong.empty());
    }

    public byte[] bytes() {
        return body.clone();
    }

    public ObjectStamp stamp() {
        return stamp;
    }

    public ObjectMetadata metadata() {
        return metadata;
    }

    /** As a listing names it. */
    public String storageClass() {
        return kept.storageClass().orElse(DEFAULT_CLASS);
    }

    public ObjectTags tags() {
        return kept.tags().orElse(ObjectTags.NONE);
    }

    /** What it was written with. */
    public WriteOptions kept() {
        return kept;
    }

    byte[] body() {
        return body;
    }

    boolean isArchived() {
        return storageClass().equals("GLACIER") || storageClass().equals("DEEP_ARCHIVE");
    }

    ListedObject listed(ObjectKey key) {
        return new ListedObject(key, stamp, storageClass());
    }

    /** S3 names the class in an answer only where it is not STANDARD (API reference, HeadObject). */
    ObjectHead head() {
        return new ObjectHead(stamp, metadata, classInAnswer(), OptionalLong.empty(), tags().size());
    }

    ObjectHead headWithFirstPart() {
        return new ObjectHead(stamp, metadata, classInAnswer(), firstPartSize, tags().size());
    }

    private String classInAnswer() {
        return storageClass().equals(DEFAULT_CLASS) ? "" : storageClass();
    }
}
