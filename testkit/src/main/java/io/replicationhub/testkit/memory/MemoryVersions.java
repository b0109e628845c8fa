package io.replicationhub.testkit.memory;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.testkit.RequestKind;
import java.util.List;
import java.util.Optional;

/** The versions in a bucket of a {@link MemoryCloud}. */
record MemoryVersions(MemoryGate gate, MemoryCloud cloud) implements ObjectVersions {
    @Override
    public Keeping keeping() throws StorageException {
        return gate.enter(RequestKind.GET_VERSIONING, FailureScope.BUCKET).keeping();
    }

    @Override
    public VersionPage list(VersionListRequest request) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.LIST_VERSIONS, FailureScope.BUCKET);
        int most = Math.min(request.maxEntries(), cloud.pageSize());
        List<ListedVersion> found = bucket.versions(request.prefix(), request.behind(), most + 1).stream()
                .map(entry -> entry.listed(cloud))
                .toList();
        if (found.size() <= most) {
            return new VersionPage(found, Optional.empty());
        }
        ListedVersion last = found.get(most - 1);
        return new VersionPage(
                found.subList(0, most),
                Optional.of(new VersionCursor(last.key().value(), last.id().value())));
    }

    @Override
    public ObjectHead head(ObjectKey key, VersionId id) throws StorageException {
        return find(RequestKind.HEAD, key, id).head(cloud);
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, VersionId id, ETag ifMatch) throws StorageException {
        MemoryObject object = find(RequestKind.HEAD, key, id);
        gate.requireMatch(key, object, ifMatch);
        return object.headWithFirstPart(cloud);
    }

    @Override
    public ObjectTags tags(ObjectKey key, VersionId id) throws StorageException {
        Rules.checkTagsKnown(cloud.limits());
        return find(RequestKind.GET_TAGS, key, id).tags();
    }

    @Override
    public void remove(ObjectKey key, VersionId id) throws StorageException {
        gate.enter(RequestKind.DELETE_VERSION, FailureScope.BUCKET).removeVersion(key, id);
    }

    private MemoryObject find(RequestKind kind, ObjectKey key, VersionId id) throws StorageException {
        return gate.enter(kind, FailureScope.OBJECT).object(key, Optional.of(id));
    }
}
