package io.replicationhub.history;

import io.replicationhub.history.VersionsUnderWay.Carrying;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import java.util.List;
import java.util.Optional;

/** Uploads of versions. */
final class RecordingUploads extends ForwardingUploads {
    private final RecordingDestination destination;

    RecordingUploads(MultipartUploads uploads, RecordingDestination destination) {
        super(uploads);
        this.destination = destination;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        return super.create(key, destination.named(key, metadata, destination.carrying(key)), options);
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        CopySource version = source.of(destination.carrying(upload.key()).id());
        return super.copyPart(upload, number, version, range);
    }

    /** A second upload of one version takes the place of the first, which would be a version of its own. */
    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        Carrying carrying = destination.carrying(upload.key());
        carrying.checkClaim();
        Optional<UploadId> before = carrying.upload().getAndSet(Optional.of(upload));
        if (before.isPresent() && !before.get().equals(upload)) {
            destination.delete(upload.key());
            carrying.checkClaim();
        }
        return super.complete(upload, parts);
    }

    /** All but our claim to the key, which nobody is to take for an upload that was left. */
    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return super.open(prefix).stream()
                .filter(open -> !destination.isClaim(open.upload()))
                .toList();
    }
}
