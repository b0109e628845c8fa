package io.replicationhub.testkit.memory;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.RequestKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket of a {@link MemoryCloud}, by the port and, for tests, from behind. */
public final class MemoryObjectStore implements ObjectStore {
    private final MemoryGate gate;
    private final MemoryCloud cloud;
    private final String name;
    private final String identity;

    MemoryObjectStore(MemoryCloud cloud, String name, String identity, boolean knownSecret) {
        this.cloud = cloud;
        this.name = name;
        this.identity = identity;
        this.gate = new MemoryGate(cloud, name, knownSecret);
    }

    // What tests look at from behind: no request, no fault, no count.

    /** Every object, in order. A copy. */
    public SequencedMap<ObjectKey, MemoryObject> objects() {
        return cloud.find(name)
                .<NavigableMap<ObjectKey, MemoryObject>>map(MemoryBucket::snapshot)
                .orElseGet(TreeMap::new);
    }

    public List<String> keys() {
        return objects().sequencedKeySet().stream().map(ObjectKey::value).toList();
    }

    public Optional<MemoryObject> object(String key) {
        return cloud.find(name).map(bucket -> bucket.find(new ObjectKey(key)));
    }

    public List<OpenUpload> openUploads() {
        return cloud.find(name).map(bucket -> bucket.open("")).orElse(List.of());
    }

    /** @throws IllegalStateException where there is no such bucket */
    public RequestCounts requests() {
        return cloud.find(name)
                .map(MemoryBucket::requests)
                .orElseThrow(() -> new IllegalStateException("no bucket " + name));
    }

    /** Lets an object of INTELLIGENT_TIERING sink into its archive tier, as it does when nobody reads it. */
    public void sink(String key) {
        cloud.find(name).ifPresent(bucket -> bucket.keep(new ObjectKey(key), Keeping.sunk()));
    }

    /** From now on the bucket keeps versions, or none; what is there stays. */
    public MemoryObjectStore keeping(ObjectVersions.Keeping keeping) {
        cloud.find(name).ifPresent(bucket -> bucket.keepVersions(keeping));
        return this;
    }

    // The port.

    @Override
    public String description() {
        return "memory://" + name;
    }

    @Override
    public String bucket() {
        return name;
    }

    @Override
    public StoreLimits limits() {
        return cloud.limits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.LIST, FailureScope.BUCKET);
        String after = request.cursor().isPresent()
                ? keyOf(request.cursor().get())
                : request.startAfter().orElse("");
        int most = Math.min(request.maxKeys(), cloud.pageSize());
        List<ListedObject> found = new ArrayList<>();
        bucket.page(request.prefix(), after, most + 1).forEach((key, object) -> found.add(object.listed(key, cloud)));
        if (found.size() <= most) {
            return new ListPage(found, Optional.empty());
        }
        List<ListedObject> page = found.subList(0, most);
        return new ListPage(page, Optional.of(cursorAt(page.getLast().key().value())));
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        // A HEAD has no body, so S3 cannot tell a missing bucket from a missing object there.
        return gate.enter(RequestKind.HEAD, FailureScope.OBJECT).object(key).head(cloud);
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        MemoryObject object = gate.enter(RequestKind.HEAD, FailureScope.OBJECT).object(key);
        gate.requireMatch(key, object, ifMatch);
        return object.headWithFirstPart(cloud);
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.GET_TAGS, FailureScope.BUCKET);
        Rules.checkTagsKnown(cloud.limits());
        return bucket.object(key).tags();
    }

    @Override
    public ObjectReading open(ReadRequest request) throws StorageException {
        MemoryObject object = gate.enter(RequestKind.GET, FailureScope.BUCKET).object(request.key(), request.version());
        gate.requireMatch(request.key(), object, request.ifMatch().orElse(ETag.NONE));
        gate.requireReadable(request.key(), object);
        byte[] body = object.body();
        if (request.range().isEmpty()) {
            return new MemoryReading(object.head(cloud), body, 0, body.length, cloud.readings());
        }
        ByteRange range = request.range().get();
        gate.requireWithin(request.key(), object, range);
        return new MemoryReading(
                object.head(cloud), body, (int) range.offset(), (int) range.length(), cloud.readings());
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.PUT, FailureScope.BUCKET);
        Rules.checkKey(key, cloud.limits());
        ObjectMetadata kept = Rules.kept(key, metadata, cloud.limits());
        WriteOptions how = Rules.kept(options, cloud.limits());
        byte[] body = Bodies.receive(key, payload, cloud.limits().maxSinglePutBytes());
        return keep(bucket, key, MemoryObject.single(body, cloud.tag(body, how), cloud.now(), kept, how));
    }

    /** The copy gets one plain MD5 as its ETag even where the source was uploaded in parts, as on S3. */
    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.COPY, FailureScope.BUCKET);
        Rules.checkKey(key, cloud.limits());
        MemoryObject original = gate.source(source);
        WriteOptions how =
                Rules.kept(options.tags().isPresent() ? options : options.with(original.tags()), cloud.limits());
        if (original.body().length > cloud.limits().maxServerSideCopyBytes()) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT, "InvalidRequest: " + source.key() + " is too large for one copy", null);
        }
        ObjectMetadata metadata =
                replacement == null ? Rules.carried(original.metadata()) : Rules.kept(key, replacement, cloud.limits());
        byte[] body = original.body();
        return keep(bucket, key, MemoryObject.single(body, cloud.tag(body, how), cloud.now(), metadata, how));
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        gate.enter(RequestKind.DELETE, FailureScope.BUCKET).remove(key, cloud.now());
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.RESTORE, FailureScope.BUCKET);
        Keeping keeping = bucket.object(request.key()).keeping();
        Instant now = cloud.now();
        ArchiveState state = keeping.state(now);
        if (state == ArchiveState.ARCHIVED || state == ArchiveState.RESTORED) {
            bucket.keep(request.key(), keeping.restoring(now, request.days()));
        }
        return switch (state) {
            case ARCHIVED -> RestoreAnswer.STARTED;
            case RESTORING -> RestoreAnswer.UNDER_WAY;
            case RESTORED, NONE, UNTOLD -> RestoreAnswer.READABLE;
        };
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return Optional.of(new MemoryVersions(gate, cloud));
    }

    @Override
    public MultipartUploads uploads() {
        return new MemoryUploads(gate, cloud, identity);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static ETag keep(MemoryBucket bucket, ObjectKey key, MemoryObject object) {
        bucket.write(key, object);
        return object.stamp().etag();
    }

    /** Looks like no key, so that nobody mistakes one for the other. */
    private static String cursorAt(String key) {
        return "cursor-" + HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String keyOf(String cursor) throws StorageException {
        if (!cursor.startsWith("cursor-")) {
            throw new StorageException.Rejected(FailureScope.BUCKET, "InvalidArgument: continuation token", null);
        }
        return new String(HexFormat.of().parseHex(cursor.substring("cursor-".length())), StandardCharsets.UTF_8);
    }
}
