package io.replicationhub.object;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes every request on to another store, and what that promises holds; who extends it says what is otherwise. */
public abstract class ForwardingStore implements ObjectStore {
    private final ObjectStore inner;

    protected ForwardingStore(ObjectStore inner) {
        this.inner = inner;
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public String bucket() {
        return inner.bucket();
    }

    @Override
    public StoreLimits limits() {
        return inner.limits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        return inner.list(request);
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return inner.head(key);
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return inner.headFirstPart(key, ifMatch);
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return inner.tags(key);
    }

    @Override
    public ObjectReading open(ReadRequest request) throws StorageException {
        return inner.open(request);
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        return inner.put(key, metadata, options, payload);
    }

    @Override
    public boolean passesOn() {
        return inner.passesOn();
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        return inner.copy(source, key, replacement, options);
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        inner.delete(key);
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        return inner.restore(request);
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return inner.versions();
    }

    @Override
    public MultipartUploads uploads() {
        return inner.uploads();
    }

    @Override
    public void close() {
        inner.close();
    }
}
