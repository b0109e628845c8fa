package io.replicationhub.history;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import java.util.List;
import java.util.Optional;

/** Uploads of versions. */
record RecordingUploads(MultipartUploads uploads, RecordingDestination destination) implements MultipartUploads {
    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        return uploads.create(key, destination.named(key, metadata, destination.carrying(key)), options);
    }

    @Override
    public boolean passesOn() {
        return uploads.passesOn();
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        return uploads.uploadPart(upload, number, payload);
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        CopySource version = source.of(destination.carrying(upload.key()).id());
        return uploads.copyPart(upload, number, version, range);
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return uploads.parts(upload);
    }

    /** A second upload of one version takes the place of the first, which would be a version of its own. */
    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        Optional<UploadId> before = destination.carrying(upload.key()).upload().getAndSet(Optional.of(upload));
        if (before.isPresent() && !before.get().equals(upload)) {
            destination.delete(upload.key());
        }
        return uploads.complete(upload, parts);
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        uploads.abort(upload);
    }

    /** All but our claim to the key, which nobody is to take for an upload that was left. */
    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return uploads.open(prefix).stream()
                .filter(open -> !destination.isClaim(open.upload()))
                .toList();
    }
}
