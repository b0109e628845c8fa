package io.replicationhub.testkit.memory;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** One version of an object as the store keeps it. Immutable. */
public final class MemoryObject {
    private static final String DEFAULT_CLASS = "STANDARD";
    private final byte[] body;
    private final ObjectStamp stamp;
    private final ObjectMetadata metadata;
    private final WriteOptions kept;
    private final List<Integer> partSizes;
    private final Keeping keeping;

    MemoryObject(
            byte[] body,
            ETag etag,
            Instant lastModified,
            ObjectMetadata metadata,
            WriteOptions kept,
            List<Integer> partSizes) {
        this(
                body,
                new ObjectStamp(body.length, etag, lastModified),
                metadata,
                kept,
                partSizes,
                Keeping.ofClass(kept.storageClass().orElse(DEFAULT_CLASS)));
    }

    private MemoryObject(
            byte[] body,
            ObjectStamp stamp,
            ObjectMetadata metadata,
            WriteOptions kept,
            List<Integer> partSizes,
            Keeping keeping) {
        this.body = body;
        this.stamp = stamp;
        this.metadata = metadata;
        this.kept = kept;
        this.partSizes = List.copyOf(partSizes);
        this.keeping = keeping;
    }

    static MemoryObject single(
            byte[] body, ETag etag, Instant lastModified, ObjectMetadata metadata, WriteOptions kept) {
        return new MemoryObject(body, etag, lastModified, metadata, kept, List.of());
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

    /** In which archive it lies, if in any. */
    Keeping keeping() {
        return keeping;
    }

    MemoryObject lying(Keeping otherwise) {
        return new MemoryObject(body, stamp, metadata, kept, partSizes, otherwise);
    }

    ListedObject listed(ObjectKey key, MemoryCloud cloud) {
        // A listing does not show in which tier an object is.
        boolean tiered = storageClass().equals("INTELLIGENT_TIERING");
        return new ListedObject(key, stamp, storageClass(), tiered ? ArchiveState.UNTOLD : keeping.listed(cloud));
    }

    /** S3 names the class in an answer only where it is not STANDARD (API reference, HeadObject). */
    ObjectHead head(MemoryCloud cloud) {
        return answered(OptionalLong.empty()).with(keeping.state(cloud.now()), cloud.checksums(body, partSizes));
    }

    /** Answers of parts have no checksum of the whole. */
    ObjectHead headWithFirstPart(MemoryCloud cloud) {
        return partSizes.isEmpty()
                ? head(cloud)
                : answered(OptionalLong.of(partSizes.get(0))).with(keeping.state(cloud.now()), List.of());
    }

    private ObjectHead answered(OptionalLong firstPart) {
        return new ObjectHead(stamp, metadata, classInAnswer(), firstPart, tags().size());
    }

    private String classInAnswer() {
        return storageClass().equals(DEFAULT_CLASS) ? "" : storageClass();
    }
}
