package io.replicationhub.pace;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
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
import io.replicationhub.object.WriteOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that is asked no faster than it puts up with. Everything else is the store's own. */
public final class PacedStore extends ForwardingStore {
    private final Pacer pacer;
    private final MultipartUploads uploads;

    public PacedStore(ObjectStore store, Pacer pacer) {
        super(store);
        this.pacer = pacer;
        this.uploads = new PacedUploads(store.uploads(), this);
    }

    /** One request. */
    interface Request<T> {
        T make() throws StorageException;
    }

    <T> T paced(Request<T> request) throws StorageException {
        try {
            pacer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable(
                    FailureScope.OBJECT, "interrupted while waiting to ask " + description(), e);
        }
        try {
            T answer = request.make();
            pacer.answered();
            return answer;
        } catch (StorageException.Throttled e) {
            pacer.throttled();
            throw e;
        } catch (StorageException.Unavailable e) {
            throw e;
        } catch (StorageException e) {
            // A no is as much work for the store as a yes.
            pacer.answered();
            throw e;
        }
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        return paced(() -> super.list(request));
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return paced(() -> super.head(key));
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return paced(() -> super.headFirstPart(key, ifMatch));
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return paced(() -> super.tags(key));
    }

    @Override
    public ObjectReading open(ReadRequest request) throws StorageException {
        return paced(() -> super.open(request));
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        return paced(() -> super.put(key, metadata, options, payload));
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        return paced(() -> super.copy(source, key, replacement, options));
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        paced(() -> {
            super.delete(key);
            return key;
        });
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        return paced(() -> super.restore(request));
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return super.versions().map(versions -> new PacedVersions(versions, this));
    }

    @Override
    public MultipartUploads uploads() {
        return uploads;
    }
}
