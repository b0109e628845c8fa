package io.replicationhub.history;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store as it is, but for what a view of it sees otherwise. */
abstract class StoreView implements ObjectStore {
    final ObjectStore store;
    final ObjectVersions versions;
    final VersionsUnderWay underWay;

    StoreView(ObjectStore store, VersionsUnderWay underWay) {
        this.store = store;
        this.versions = store.versions().orElseThrow();
        this.underWay = underWay;
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public StoreLimits limits() {
        return store.limits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        return store.list(request);
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return store.head(key);
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return store.headFirstPart(key, ifMatch);
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return store.tags(key);
    }

    @Override
    public ObjectReading open(ReadRequest request) throws StorageException {
        return store.open(request);
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        return store.put(key, metadata, options, payload);
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        return store.copy(source, key, replacement, options);
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        store.delete(key);
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        return store.restore(request);
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return store.versions();
    }

    @Override
    public MultipartUploads uploads() {
        return store.uploads();
    }

    @Override
    public void close() {
        store.close();
    }
}
