package io.replicationhub.plan;

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
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A store that can only be listed and asked for heads, and can be told to misbehave. Keys may be changed while it is listed. */
class ListedStore implements ObjectStore {
    private final NavigableMap<ObjectKey, ListedObject> objects = new TreeMap<>();
    final ConcurrentHashMap<ObjectKey, ObjectMetadata> metadata = new ConcurrentHashMap<>();
    final AtomicLong lists = new AtomicLong();
    final AtomicLong heads = new AtomicLong();
    final AtomicInteger headsUnderWay = new AtomicInteger();
    final AtomicInteger mostHeadsUnderWay = new AtomicInteger();
    volatile int pageSize = 1000;
    volatile long latencyMillis;

    void put(ListedObject object) {
        synchronized (objects) {
            objects.put(object.key(), object);
        }
    }

    void remove(ObjectKey key) {
        synchronized (objects) {
            objects.remove(key);
        }
    }

    List<ListedObject> all() {
        synchronized (objects) {
            return List.copyOf(objects.values());
        }
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        lists.incrementAndGet();
        pause();
        return page(request);
    }

    /** A page of an orderly store; its cursor is the last key of the page. */
    ListPage page(ListRequest request) {
        String after = request.cursor().or(request::startAfter).orElse("");
        int most = Math.min(pageSize, request.maxKeys());
        List<ListedObject> page = new ArrayList<>();
        synchronized (objects) {
            NavigableMap<ObjectKey, ListedObject> tail = objects;
            boolean afterIsFurther = !after.isEmpty() && ObjectKey.compareUtf8(after, request.prefix()) >= 0;
            if (afterIsFurther) {
                tail = objects.tailMap(new ObjectKey(after), false);
            } else if (!request.prefix().isEmpty()) {
                tail = objects.tailMap(new ObjectKey(request.prefix()), true);
            }
            for (ListedObject object : tail.values()) {
                if (!object.key().value().startsWith(request.prefix())) {
                    break;
                }
                if (page.size() == most) {
                    return new ListPage(page, Optional.of(page.getLast().key().value()));
                }
                page.add(object);
            }
        }
        return new ListPage(page, Optional.empty());
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        heads.incrementAndGet();
        mostHeadsUnderWay.accumulateAndGet(headsUnderWay.incrementAndGet(), Math::max);
        pause();
        headsUnderWay.decrementAndGet();
        ListedObject object;
        synchronized (objects) {
            object = objects.get(key);
        }
        if (object == null) {
            throw new StorageException.Missing(FailureScope.OBJECT, "no " + key, null);
        }
        return ObjectHead.of(object.stamp(), metadata.getOrDefault(key, ObjectMetadata.NONE), "");
    }

    @Override
    public ObjectTags tags(ObjectKey key) {
        return ObjectTags.NONE;
    }

    void pause() throws StorageException {
        if (latencyMillis > 0) {
            try {
                Thread.sleep(latencyMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageException.Unavailable(FailureScope.OBJECT, "interrupted", e);
            }
        }
    }

    @Override
    public String description() {
        return "listed store";
    }

    @Override
    public String bucket() {
        return "bucket";
    }

    @Override
    public StoreLimits limits() {
        return StoreLimits.AMAZON_S3;
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectReading open(ReadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata meta, WriteOptions options, Payload payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, ObjectMetadata replacement, WriteOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        throw new UnsupportedOperationException("nothing is archived here");
    }

    @Override
    public MultipartUploads uploads() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
