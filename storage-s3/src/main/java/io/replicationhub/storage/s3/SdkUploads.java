package io.replicationhub.storage.s3;

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
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.xml.UploadDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts through the AWS SDK. */
final class SdkUploads implements MultipartUploads {
    private final String bucket;
    private final String place;
    private final boolean checksums;
    private final @Nullable EncodingType encoding;
    private final S3Client client;
    private final SdkCalls calls;

    SdkUploads(String bucket, S3Dialect dialect, S3Client client, SdkCalls calls) {
        this.bucket = bucket;
        this.place = "s3://" + bucket;
        this.checksums = dialect.checksums() == BodyChecksum.CRC32C;
        this.encoding = dialect.listedUploads() == KeySpelling.URL ? EncodingType.URL : null;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        Asked asked = new Asked("CREATE UPLOAD of", place, key);
        StoreRequest headers = StoreRequest.of("POST", asked, "");
        MetadataHeaders.write(headers, metadata, SdkObjectStore.SPELLING);
        OptionHeaders.write(headers, options);
        String id = calls.call(
                asked,
                () -> client.createMultipartUpload(create -> create.bucket(bucket)
                                .key(key.value())
                                .checksumAlgorithm(checksums ? ChecksumAlgorithm.CRC32_C : null)
                                .checksumType(checksums ? ChecksumType.FULL_OBJECT : null)
                                .overrideConfiguration(SdkCalls.headers(headers)))
                        .uploadId());
        return new UploadId(key, SdkDocument.in(asked, id, "upload id"));
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        RequestBody body = calls.body(asked("PUT PART of", upload), payload);
        UploadPartResponse sent = calls.call(
                asked("PUT PART of", upload),
                () -> client.uploadPart(
                        part -> part.bucket(bucket)
                                .key(upload.key().value())
                                .uploadId(upload.id())
                                .partNumber(number)
                                .checksumCRC32C(
                                        checksums
                                                ? Checksums.base64(
                                                        payload.crc32c().orElseThrow())
                                                : null),
                        body));
        return new UploadedPart(number, payload.length(), ETag.parse(orEmpty(sent.eTag())), payload.crc32c());
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        Asked asked = asked("COPY PART of", upload);
        CopyPartResult copied = calls.call(
                asked,
                () -> client.uploadPartCopy(copy -> {
                            copy.sourceBucket(source.bucket())
                                    .sourceKey(source.key().value())
                                    .destinationBucket(bucket)
                                    .destinationKey(upload.key().value())
                                    .uploadId(upload.id())
                                    .partNumber(number)
                                    .copySourceRange(range.header());
                            source.version().ifPresent(id -> copy.sourceVersionId(id.value()));
                            if (source.etag().isPresent()) {
                                copy.copySourceIfMatch(source.etag().quoted());
                            }
                        })
                        .copyPartResult());
        SdkDocument.check(asked, copied);
        SdkDocument.check(asked, copied.eTag(), copied.lastModified());
        return new UploadedPart(
                number, range.length(), ETag.parse(orEmpty(copied.eTag())), crc(copied.checksumCRC32C()));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        List<UploadedPart> parts = new ArrayList<>();
        for (Integer marker = null; ; ) {
            Integer after = marker;
            Asked asked = asked("LIST PARTS of", upload);
            ListPartsResponse page = calls.call(
                    asked,
                    () -> client.listParts(list -> list.bucket(bucket)
                            .key(upload.key().value())
                            .uploadId(upload.id())
                            .partNumberMarker(after)));
            SdkDocument.check(asked, page.uploadId(), page.isTruncated(), page.bucket());
            for (Part part : page.parts()) {
                parts.add(new UploadedPart(
                        SdkDocument.in(asked, part.partNumber(), "number"),
                        SdkDocument.in(asked, part.size(), "size"),
                        ETag.parse(orEmpty(part.eTag())),
                        crc(part.checksumCRC32C()),
                        Optional.ofNullable(part.lastModified())));
            }
            Integer next = page.nextPartNumberMarker();
            // Where it began is where a store goes on that does not know the marker.
            if (!Boolean.TRUE.equals(page.isTruncated()) || next == null || next.equals(marker)) {
                return parts;
            }
            marker = next;
        }
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        boolean whole =
                checksums && parts.stream().allMatch(part -> part.crc32c().isPresent());
        List<CompletedPart> completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag().quoted())
                        .checksumCRC32C(whole ? Checksums.base64(part.crc32c().orElseThrow()) : null)
                        .build())
                .toList();
        Asked asked = asked("COMPLETE UPLOAD of", upload);
        CompleteMultipartUploadResponse made = calls.call(
                asked,
                () -> client.completeMultipartUpload(complete -> complete.bucket(bucket)
                        .key(upload.key().value())
                        .uploadId(upload.id())
                        .multipartUpload(all -> all.parts(completed))
                        .checksumCRC32C(whole ? Checksums.base64(UploadDocuments.combined(parts)) : null)
                        .checksumType(whole ? ChecksumType.FULL_OBJECT : null)));
        SdkDocument.check(asked, made.eTag(), made.location(), made.bucket(), made.key());
        return ETag.parse(orEmpty(made.eTag()));
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        calls.remove(
                asked("ABORT UPLOAD of", upload),
                () -> client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key().value()).uploadId(upload.id())));
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        List<OpenUpload> uploads = new ArrayList<>();
        for (String keyMarker = null, idMarker = null; ; ) {
            String afterKey = keyMarker;
            String afterId = idMarker;
            Asked asked = Asked.ofBucket("LIST UPLOADS in", place);
            ListMultipartUploadsResponse page = calls.call(
                    asked,
                    () -> client.listMultipartUploads(list -> list.bucket(bucket)
                            .prefix(prefix)
                            .encodingType(encoding)
                            .keyMarker(afterKey)
                            .uploadIdMarker(afterId)));
            SdkDocument.check(asked, page.bucket(), page.isTruncated(), page.hasUploads() ? page : null);
            for (MultipartUpload upload : page.uploads()) {
                uploads.add(new OpenUpload(
                        new UploadId(
                                new ObjectKey(SdkDocument.in(asked, upload.key(), "key")),
                                SdkDocument.in(asked, upload.uploadId(), "upload id")),
                        SdkDocument.in(asked, upload.initiated(), "beginning"),
                        initiator(upload)));
            }
            String nextKey = page.nextKeyMarker();
            String nextId = page.nextUploadIdMarker();
            boolean goesOn = !Objects.equals(nextKey, keyMarker) || !Objects.equals(nextId, idMarker);
            if (!Boolean.TRUE.equals(page.isTruncated()) || nextKey == null || !goesOn) {
                return uploads;
            }
            keyMarker = nextKey;
            idMarker = nextId;
        }
    }

    private static Optional<String> initiator(MultipartUpload upload) {
        return Optional.ofNullable(upload.initiator()).map(Initiator::id).filter(id -> !id.isBlank());
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OptionalInt crc(@Nullable String text) {
        return text == null ? OptionalInt.empty() : Checksums.parse(text);
    }

    private Asked asked(String what, UploadId upload) {
        return new Asked(what, place, upload.key());
    }
}
