package io.replicationhub.testkit.memory;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
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
import java.util.Arrays;
import java.util.List;

/** Uploads in parts to a bucket of a {@link MemoryCloud}. */
final class MemoryUploads implements MultipartUploads {
    private final MemoryGate gate;
    private final MemoryCloud cloud;
    private final String identity;

    MemoryUploads(MemoryGate gate, MemoryCloud cloud, String identity) {
        this.gate = gate;
        this.cloud = cloud;
        this.identity = identity;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.CREATE_UPLOAD, FailureScope.BUCKET);
        Rules.checkKey(key, cloud.limits());
        ObjectMetadata kept = Rules.kept(key, metadata, cloud.limits());
        UploadId id = new UploadId(key, cloud.newUploadId());
        bucket.begin(new MemoryUpload(id, kept, Rules.kept(options, cloud.limits()), cloud.now(), identity));
        return id;
    }

    @Override
    public PassesOn passesOn() {
        return PassesOn.YES;
    }

    @Override
    public UploadedPart uploadPart(UploadId id, int number, Payload payload) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.UPLOAD_PART, FailureScope.BUCKET);
        requireNumber(id, number);
        byte[] body = Bodies.receive(id.key(), payload, cloud.limits().maxPartBytes());
        return bucket.inUpload(id, upload -> upload.keep(number, body, cloud.tag(body, upload.kept()), cloud.now()));
    }

    @Override
    public UploadedPart copyPart(UploadId id, int number, CopySource source, ByteRange range) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.COPY_PART, FailureScope.BUCKET);
        requireNumber(id, number);
        MemoryObject original = gate.source(source);
        gate.requireWithin(source.key(), original, range);
        if (range.length() > cloud.limits().maxPartBytes()) {
            throw new StorageException.Rejected(FailureScope.OBJECT, "InvalidRequest: part too large", null);
        }
        byte[] body = Arrays.copyOfRange(original.body(), (int) range.offset(), (int) range.end());
        return bucket.inUpload(id, upload -> upload.keep(number, body, cloud.tag(body, upload.kept()), cloud.now()));
    }

    @Override
    public List<UploadedPart> parts(UploadId id) throws StorageException {
        return gate.enter(RequestKind.LIST_PARTS, FailureScope.BUCKET).inUpload(id, MemoryUpload::parts);
    }

    @Override
    public ETag complete(UploadId id, List<UploadedPart> parts) throws StorageException {
        MemoryBucket bucket = gate.enter(RequestKind.COMPLETE_UPLOAD, FailureScope.BUCKET);
        return bucket.inUpload(id, upload -> {
            MemoryObject whole = upload.assemble(parts, cloud.limits());
            bucket.write(id.key(), whole);
            bucket.end(id);
            return whole.stamp().etag();
        });
    }

    @Override
    public void abort(UploadId id) throws StorageException {
        gate.enter(RequestKind.ABORT_UPLOAD, FailureScope.BUCKET).end(id);
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return gate.enter(RequestKind.LIST_UPLOADS, FailureScope.BUCKET).open(prefix);
    }

    private void requireNumber(UploadId id, int number) throws StorageException {
        if (number < 1 || number > cloud.limits().maxParts()) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT, "InvalidArgument: part number " + number + " for " + id.key(), null);
        }
    }
}
