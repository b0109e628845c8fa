package io.replicationhub.testkit.fault;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.testkit.RequestKind;

/** Versions on whose way something goes wrong, as a script says. */
record FaultyVersions(ObjectVersions inner, FaultScript script) implements ObjectVersions {
    @Override
    public Keeping keeping() throws StorageException {
        return Struck.by(script, new Request(RequestKind.GET_VERSIONING, ""), inner::keeping);
    }

    @Override
    public VersionPage list(VersionListRequest request) throws StorageException {
        String behind = request.behind().map(Object::toString).orElse("");
        Request asked = new Request(RequestKind.LIST_VERSIONS, request.prefix() + ' ' + behind);
        return Struck.by(script, asked, () -> inner.list(request));
    }

    @Override
    public ObjectHead head(ObjectKey key, VersionId id) throws StorageException {
        return Struck.by(script, request(RequestKind.HEAD, key, id), () -> inner.head(key, id));
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, VersionId id, ETag ifMatch) throws StorageException {
        return Struck.by(script, request(RequestKind.HEAD, key, id), () -> inner.headFirstPart(key, id, ifMatch));
    }

    @Override
    public ObjectTags tags(ObjectKey key, VersionId id) throws StorageException {
        return Struck.by(script, request(RequestKind.GET_TAGS, key, id), () -> inner.tags(key, id));
    }

    @Override
    public void remove(ObjectKey key, VersionId id) throws StorageException {
        Struck.by(script, request(RequestKind.DELETE_VERSION, key, id), () -> {
            inner.remove(key, id);
            return key;
        });
    }

    private static Request request(RequestKind kind, ObjectKey key, VersionId id) {
        return new Request(kind, key + " " + id);
    }
}
