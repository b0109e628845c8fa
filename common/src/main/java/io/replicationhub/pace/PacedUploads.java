package io.replicationhub.pace;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import java.util.List;

/** The uploads of a {@link PacedStore}. */
final class PacedUploads implements MultipartUploads {
    private final MultipartUploads uploads;
    private final PacedStore store;

    PacedUploads(MultipartUploads uploads, PacedStore store) {
        this.uploads = uploads;
        this.store = store;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        return store.paced(() -> uploads.create(key, metadata, options));
    }

    @Override
    public PassesOn passesOn() {
        return uploads.passesOn();
    }

    @Override
    public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
        return store.paced(() -> uploads.tryPassingOn(upload, number));
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        return store.paced(() -> uploads.uploadPart(upload, number, payload));
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        return store.paced(() -> uploads.copyPart(upload, number, source, range));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return store.paced(() -> uploads.parts(upload));
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        return store.paced(() -> uploads.complete(upload, parts));
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        store.paced(() -> {
            uploads.abort(upload);
            return upload;
        });
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return store.paced(() -> uploads.open(prefix));
    }
}
