package io.replicationhub.history;

import io.replicationhub.history.VersionsUnderWay.Carrying;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A destination where everything that is written bears the name of the source's version. A write that is made again looks
 * first whether the one before was done after all, because each leaves a version.
 */
final class RecordingDestination extends StoreView {
    private final ObjectVersions source;

    /** @param source for the metadata that a copy by the store would keep */
    RecordingDestination(ObjectStore store, ObjectVersions source, VersionsUnderWay underWay) {
        super(store, underWay);
        this.source = source;
    }

    /** False: a body that was passed on could not be looked for and sent again. */
    @Override
    public boolean passesOn() {
        return false;
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        Carrying carrying = underWay.to(key);
        Optional<ETag> there = writtenBefore(key, carrying);
        if (there.isPresent()) {
            return there.get();
        }
        carrying.checkClaim();
        return store.put(key, named(key, metadata, carrying), options, payload);
    }

    @Override
    public ETag copy(CopySource from, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        Carrying carrying = underWay.to(key);
        Optional<ETag> there = writtenBefore(key, carrying);
        if (there.isPresent()) {
            return there.get();
        }
        ObjectMetadata metadata = replacement == null
                ? source.head(from.key(), carrying.id()).metadata().withoutUser(ObjectMetadata.SOURCE_ETAG)
                : replacement;
        carrying.checkClaim();
        return store.copy(from.of(carrying.id()), key, named(key, metadata, carrying), options);
    }

    /**
     * Removes for good what was written of the version that is being carried, if it is the newest: a copy that is damaged
     * or was made a second time. A delete marker above it would not do.
     */
    @Override
    public void delete(ObjectKey key) throws StorageException {
        VersionListRequest newest = new VersionListRequest(key.value(), Optional.empty(), 1);
        for (ListedVersion version : versions.list(newest).entries()) {
            if (version.key().equals(key) && version instanceof ListedVersion.Content) {
                VersionId id = version.id();
                if (bears(versions.head(key, id), underWay.to(key))) {
                    underWay.to(key).checkClaim();
                    versions.remove(key, id);
                }
            }
        }
    }

    @Override
    public MultipartUploads uploads() {
        return new RecordingUploads(store.uploads(), this);
    }

    /** The newest, if it is what is being carried: nothing else is a copy of that, though it has the same bytes. */
    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        ObjectHead newest = store.head(key);
        if (!bears(newest, underWay.to(key))) {
            throw new StorageException.Missing(
                    FailureScope.OBJECT, key + ": its newest version is a copy of another", null);
        }
        return newest;
    }

    boolean isClaim(UploadId upload) {
        return underWay.isClaim(upload);
    }

    Carrying carrying(ObjectKey key) {
        return underWay.to(key);
    }

    /** The metadata with the name of the source's version, without which the copy would be of no use. */
    ObjectMetadata named(ObjectKey key, ObjectMetadata metadata, Carrying carrying) throws StorageException {
        ObjectMetadata named = metadata.withUser(ObjectMetadata.SOURCE_VERSION, carrying.name());
        int bytes = 0;
        for (Map.Entry<String, String> pair : named.user().entrySet()) {
            bytes += utf8(pair.getKey()) + utf8(pair.getValue());
        }
        int most = limits().traits().maxUserMetadataBytes();
        if (bytes > most) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT,
                    ObjectTrait.USER_METADATA,
                    key + ": user metadata of " + bytes
                            + " bytes with the name of its version, and the destination holds " + most,
                    null);
        }
        return named;
    }

    private Optional<ETag> writtenBefore(ObjectKey key, Carrying carrying) throws StorageException {
        if (carrying.writes().getAndIncrement() == 0) {
            return Optional.empty();
        }
        try {
            ObjectHead newest = store.head(key);
            return bears(newest, carrying) ? Optional.of(newest.stamp().etag()) : Optional.empty();
        } catch (StorageException.Missing e) {
            return Optional.empty();
        }
    }

    private static boolean bears(ObjectHead head, Carrying carrying) {
        return carrying.name().equals(head.metadata().user().get(ObjectMetadata.SOURCE_VERSION));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
