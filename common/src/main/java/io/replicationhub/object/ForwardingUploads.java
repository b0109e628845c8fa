package io.replicationhub.object;

import java.util.List;

/** Passes every request on to other uploads, and what those promise holds; who extends it says what is otherwise. */
public abstract class ForwardingUploads implements MultipartUploads {
    private final MultipartUploads inner;

    protected ForwardingUploads(MultipartUploads inner) {
        this.inner = inner;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        return inner.create(key, metadata, options);
    }

    @Override
    public PassesOn passesOn() {
        return inner.passesOn();
    }

    @Override
    public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
        return inner.tryPassingOn(upload, number);
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        return inner.uploadPart(upload, number, payload);
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        return inner.copyPart(upload, number, source, range);
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return inner.parts(upload);
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        return inner.complete(upload, parts);
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        inner.abort(upload);
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return inner.open(prefix);
    }
}
