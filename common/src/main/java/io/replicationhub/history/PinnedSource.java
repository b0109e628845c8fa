package io.replicationhub.history;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;

/** A source of which of each key no more is seen than the version that is being carried. */
final class PinnedSource extends StoreView {
    PinnedSource(ObjectStore store, VersionsUnderWay underWay) {
        super(store, underWay);
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return versions.head(key, underWay.from(key).id());
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return versions.headFirstPart(key, underWay.from(key).id(), ifMatch);
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return versions.tags(key, underWay.from(key).id());
    }

    @Override
    public ObjectReading open(ReadRequest request) throws StorageException {
        return store.open(request.of(underWay.from(request.key()).id()));
    }
}
