package io.replicationhub.testkit.memory;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One endpoint with its buckets, in memory: strongly consistent, ordered by UTF-8 bytes, with the ETags that S3 would
 * give. Thread-safe.
 */
public final class MemoryCloud {
    private static final String OWNER = "owner";

    private final InstantSource clock;
    private final StoreLimits limits;
    private final int pageSize;
    private final Tagging tagging;
    private final Publishing publishing;
    private final Map<String, MemoryBucket> buckets = new ConcurrentHashMap<>();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong uploadsBegun = new AtomicLong();
    private final AtomicInteger openReadings = new AtomicInteger();

    /** What ETags say. */
    public enum Tagging {
        /** The MD5 of the body, or of the parts' MD5s. */
        MD5,
        /** Something that looks like it and is another for every write, as with SSE-KMS. */
        OPAQUE
    }

    /**
     * What a store tells unasked.
     *
     * @param checksums of each object, of its bytes
     * @param ofParts whether of an object that was written in parts it is one of the parts' checksums
     * @param restorations whether a listing shows what was restored from an archive
     */
    private record Publishing(Set<ChecksumKind> checksums, boolean ofParts, boolean restorations) {}

    private MemoryCloud(InstantSource clock, StoreLimits limits, int pageSize, Tagging tagging, Publishing publishing) {
        this.clock = clock;
        this.limits = limits;
        this.pageSize = pageSize;
        this.tagging = tagging;
        this.publishing = publishing;
    }

    /** With the limits and the page size of Amazon S3. */
    public static MemoryCloud s3(InstantSource clock) {
        return with(clock, StoreLimits.AMAZON_S3, ListRequest.PAGE);
    }

    /** @param pageSize the most keys that a page of a listing has, whatever is asked for */
    public static MemoryCloud with(InstantSource clock, StoreLimits limits, int pageSize) {
        return new MemoryCloud(clock, limits, pageSize, Tagging.MD5, new Publishing(Set.of(), false, true));
    }

    /** A new, empty cloud like this one that tags in another way. */
    public MemoryCloud tagging(Tagging other) {
        return new MemoryCloud(clock, limits, pageSize, other, publishing);
    }

    /** A new, empty cloud like this one that publishes checksums. */
    public MemoryCloud publishing(ChecksumKind... kinds) {
        Publishing more = new Publishing(Set.of(kinds), false, publishing.restorations());
        return new MemoryCloud(clock, limits, pageSize, tagging, more);
    }

    /** The same where of an object that was written in parts it is a checksum of the parts' checksums. */
    public MemoryCloud publishingOfParts(ChecksumKind kind) {
        Publishing more = new Publishing(Set.of(kind), true, publishing.restorations());
        return new MemoryCloud(clock, limits, pageSize, tagging, more);
    }

    /** A new, empty cloud like this one whose listings do not show what was restored, as COS's do not. */
    public MemoryCloud hidingRestorations() {
        Publishing less = new Publishing(publishing.checksums(), publishing.ofParts(), false);
        return new MemoryCloud(clock, limits, pageSize, tagging, less);
    }

    /** Makes the bucket if it is not there, and opens it. */
    public MemoryObjectStore createBucket(String name) {
        buckets.computeIfAbsent(name, absent -> new MemoryBucket(absent, this::tell));
        return bucket(name);
    }

    /** Opens a bucket, which need not exist: then every request fails as it would on S3. */
    public MemoryObjectStore bucket(String name) {
        return bucket(name, OWNER);
    }

    /** Opens a bucket for somebody: uploads that are begun by it are listed as begun by them. */
    public MemoryObjectStore bucket(String name, String identity) {
        return new MemoryObjectStore(this, name, identity, true);
    }

    /** Opens a bucket with a secret that the store does not know. */
    public MemoryObjectStore bucketWithWrongSecret(String name) {
        return new MemoryObjectStore(this, name, OWNER, false);
    }

    public void deleteBucket(String name) {
        buckets.remove(name);
    }

    /** From now on the listener is told of every object that becomes visible in any bucket. */
    public void watch(ChangeListener listener) {
        listeners.add(listener);
    }

    /** How many readings were opened and not yet closed. */
    public int openReadings() {
        return openReadings.get();
    }

    AtomicInteger readings() {
        return openReadings;
    }

    StoreLimits limits() {
        return limits;
    }

    int pageSize() {
        return pageSize;
    }

    /** S3 keeps whole seconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A body that is kept under a key of KMS has an ETag that is no MD5 (S3 API reference, "Object": ETag). */
    ETag tag(byte[] body, WriteOptions kept) {
        return switch (kept.encryption().hidesMd5() ? Tagging.OPAQUE : tagging) {
            case MD5 -> Digests.md5(body);
            case OPAQUE -> opaque(body);
        };
    }

    /** Of the body too: two clouds that count alike must not have equal tags for other bytes. */
    private ETag opaque(byte[] body) {
        byte[] count = ("write " + writes.incrementAndGet() + ' ').getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(count, count.length + body.length);
        System.arraycopy(body, 0, all, count.length, body.length);
        return Digests.md5(all);
    }

    boolean listsRestorations() {
        return publishing.restorations();
    }

    List<PublishedChecksum> checksums(byte[] body, List<Integer> partSizes) {
        List<PublishedChecksum> published = new ArrayList<>();
        for (ChecksumKind kind : publishing.checksums()) {
            published.add(
                    publishing.ofParts() && !partSizes.isEmpty()
                            ? ofParts(kind, body, partSizes)
                            : checksum(kind, body, 0, body.length));
        }
        return published;
    }

    private static PublishedChecksum ofParts(ChecksumKind kind, byte[] body, List<Integer> partSizes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int at = 0;
        for (int size : partSizes) {
            all.writeBytes(
                    HexFormat.of().parseHex(checksum(kind, body, at, size).value()));
            at += size;
        }
        byte[] checksums = all.toByteArray();
        String value = checksum(kind, checksums, 0, checksums.length).value();
        return new PublishedChecksum(kind, value, partSizes.size());
    }

    private static PublishedChecksum checksum(ChecksumKind kind, byte[] body, int offset, int length) {
        RunningChecksum running = RunningChecksum.of(kind);
        running.update(body, offset, length);
        return running.value();
    }

    String newUploadId() {
        return "upload-" + uploadsBegun.incrementAndGet();
    }

    Optional<MemoryBucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    private void tell(String bucket, ObjectKey key, Optional<MemoryObject> object) {
        for (ChangeListener listener : listeners) {
            listener.changed(bucket, key, object);
        }
    }
}
