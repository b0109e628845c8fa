package io.replicationhub.pace;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;

/** The versions of a paced store. */
record PacedVersions(ObjectVersions versions, PacedStore store) implements ObjectVersions {
    @Override
    public Keeping keeping() throws StorageException {
        return store.paced(versions::keeping);
    }

    @Override
    public VersionPage list(VersionListRequest request) throws StorageException {
        return store.paced(() -> versions.list(request));
    }

    @Override
    public ObjectHead head(ObjectKey key, VersionId id) throws StorageException {
        return store.paced(() -> versions.head(key, id));
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, VersionId id, ETag ifMatch) throws StorageException {
        return store.paced(() -> versions.headFirstPart(key, id, ifMatch));
    }

    @Override
    public ObjectTags tags(ObjectKey key, VersionId id) throws StorageException {
        return store.paced(() -> versions.tags(key, id));
    }

    @Override
    public void remove(ObjectKey key, VersionId id) throws StorageException {
        store.paced(() -> {
            versions.remove(key, id);
            return key;
        });
    }
}
