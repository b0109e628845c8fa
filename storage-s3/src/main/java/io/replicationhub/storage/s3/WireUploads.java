package io.replicationhub.storage.s3;

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
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ListingQuery;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.UploadListings;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.text.UriEncoding;
import io.replicationhub.wire.xml.UploadDocuments;
import java.util.List;
import java.util.Optional;

/** Uploads in parts over the wire. */
final class WireUploads implements MultipartUploads {
    /** s3proxy answers a copied part as a copied object. */
    private static final List<String> COPIED = List.of("CopyPartResult", "CopyObjectResult");

    private final String place;
    private final S3Dialect dialect;
    private final S3Caller caller;
    private final StoreDocuments documents;
    private final UploadListings listings;
    /** Cleared where the store turns out not to know checksums of whole uploads; parts keep theirs. */
    private volatile boolean checksumOfWhole;

    private final TrailedParts trailed;

    WireUploads(String bucket, S3Dialect dialect, S3Caller caller, StoreDocuments documents) {
        this.place = "s3://" + bucket;
        this.dialect = dialect;
        this.caller = caller;
        this.documents = documents;
        this.listings = new UploadListings(place, documents);
        this.checksumOfWhole = dialect.checksums() == BodyChecksum.CRC32C;
        this.trailed = new TrailedParts(place, caller, checksumOfWhole && dialect.chunkedBodies());
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        boolean withChecksum = checksumOfWhole;
        try {
            return create(key, metadata, options, withChecksum);
        } catch (StorageException.Rejected e) {
            if (!withChecksum || e.scope() != FailureScope.OBJECT) {
                throw e;
            }
            UploadId plain = create(key, metadata, options, false);
            checksumOfWhole = false;
            return plain;
        }
    }

    private UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options, boolean withChecksum)
            throws StorageException {
        StoreRequest request = StoreRequest.of("POST", new Asked("CREATE UPLOAD of", place, key), "uploads=");
        MetadataHeaders.write(request, metadata, dialect.metadataText());
        OptionHeaders.write(request, options);
        if (withChecksum) {
            request.header("x-amz-checksum-algorithm", "CRC32C").header("x-amz-checksum-type", "FULL_OBJECT");
        }
        return new UploadId(
                key, documents.call(request, List.of("InitiateMultipartUploadResult"), UploadDocuments::uploadId));
    }

    @Override
    public PassesOn passesOn() {
        return trailed.known();
    }

    @Override
    public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
        return trailed.tried(upload, number);
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        if (payload.crc32c().isEmpty()) {
            return trailed.send(upload, number, payload);
        }
        StoreRequest request =
                StoreRequest.with(payload, "PUT", asked("PUT PART of", upload), partQuery(upload, number));
        if (dialect.checksums() == BodyChecksum.CRC32C) {
            payload.crc32c().ifPresent(crc -> request.header(Checksums.HEADER, Checksums.base64(crc)));
        }
        try (Answer answer = caller.call(request)) {
            return new UploadedPart(number, payload.length(), ObjectAnswers.etag(answer), payload.crc32c());
        }
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        StoreRequest request = StoreRequest.of("PUT", asked("COPY PART of", upload), partQuery(upload, number))
                .takingWork();
        from(source, request).header("x-amz-copy-source-range", range.header());
        return documents.call(
                request, COPIED, document -> UploadDocuments.copiedPart(document, number, range.length()));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return listings.parts(upload);
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        boolean withChecksum =
                checksumOfWhole && parts.stream().allMatch(part -> part.crc32c().isPresent());
        try {
            return complete(upload, parts, withChecksum);
        } catch (StorageException.Rejected e) {
            if (!withChecksum) {
                throw e;
            }
            // An upload that was begun without a checksum takes none now.
            return complete(upload, parts, false);
        }
    }

    private ETag complete(UploadId upload, List<UploadedPart> parts, boolean withChecksum) throws StorageException {
        StringBuilder query = new StringBuilder();
        ListingQuery.add(query, "uploadId", upload.id());
        StoreRequest request = StoreRequest.with(
                UploadDocuments.completion(parts, withChecksum),
                "POST",
                asked("COMPLETE UPLOAD of", upload),
                query.toString());
        request.takingWork().header("content-type", "application/xml");
        if (withChecksum) {
            request.header(Checksums.HEADER, Checksums.base64(UploadDocuments.combined(parts)))
                    .header("x-amz-checksum-type", "FULL_OBJECT");
        }
        return documents.call(request, List.of("CompleteMultipartUploadResult"), UploadDocuments::etag);
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        StringBuilder query = new StringBuilder();
        ListingQuery.add(query, "uploadId", upload.id());
        caller.remove(StoreRequest.of("DELETE", asked("ABORT UPLOAD of", upload), query.toString()));
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        return listings.open(Optional.of(prefix), dialect.listedUploads(), "uploads=");
    }

    /** Names the object to copy from, and the version of it. */
    static StoreRequest from(CopySource source, StoreRequest request) {
        request.header(
                "x-amz-copy-source",
                '/'
                        + UriEncoding.value(source.bucket())
                        + '/'
                        + UriEncoding.path(source.key().value())
                        + source.version()
                                .map(id -> "?versionId=" + UriEncoding.value(id.value()))
                                .orElse(""));
        if (source.etag().isPresent()) {
            request.header("x-amz-copy-source-if-match", source.etag().quoted());
        }
        return request;
    }

    private Asked asked(String what, UploadId upload) {
        return new Asked(what, place, upload.key());
    }

    static String partQuery(UploadId upload, int number) {
        return "partNumber=" + number + "&uploadId=" + UriEncoding.value(upload.id());
    }
}
