package io.replicationhub.testkit.fault;

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
import io.replicationhub.testkit.RequestKind;
import java.util.List;

/** Uploads on whose way something goes wrong. */
final class FaultyUploads implements MultipartUploads {
    private final MultipartUploads inner;
    private final FaultScript script;

    FaultyUploads(MultipartUploads inner, FaultScript script) {
        this.inner = inner;
        this.script = script;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        Request request = new Request(RequestKind.CREATE_UPLOAD, key.value());
        return Struck.by(script, request, () -> inner.create(key, metadata, options));
    }

    @Override
    public PassesOn passesOn() {
        return inner.passesOn();
    }

    @Override
    public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
        return Struck.by(script, request(RequestKind.UPLOAD_PART, upload), () -> inner.tryPassingOn(upload, number));
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        return Struck.by(
                script, request(RequestKind.UPLOAD_PART, upload), () -> inner.uploadPart(upload, number, payload));
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        return Struck.by(
                script, request(RequestKind.COPY_PART, upload), () -> inner.copyPart(upload, number, source, range));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return Struck.by(script, request(RequestKind.LIST_PARTS, upload), () -> inner.parts(upload));
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        return Struck.by(script, request(RequestKind.COMPLETE_UPLOAD, upload), () -> inner.complete(upload, parts));
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        Struck.by(script, request(RequestKind.ABORT_UPLOAD, upload), () -> {
            inner.abort(upload);
            return upload;
        });
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return Struck.by(script, new Request(RequestKind.LIST_UPLOADS, prefix), () -> inner.open(prefix));
    }

    private static Request request(RequestKind kind, UploadId upload) {
        return new Request(kind, upload.key().value());
    }
}
