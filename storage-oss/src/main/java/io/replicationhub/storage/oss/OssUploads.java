package io.replicationhub.storage.oss;

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
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.UploadListings;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.UriEncoding;
import io.replicationhub.wire.xml.UploadDocuments;
import java.util.List;
import java.util.Optional;

/** Uploads in parts to OSS. Source: OSS documentation, "Multipart upload operations". */
final class OssUploads implements MultipartUploads {
    private final String place;
    private final OssCaller caller;
    private final StoreDocuments documents;
    private final UploadListings listings;

    OssUploads(String place, OssCaller caller, StoreDocuments documents) {
        this.place = place;
        this.caller = caller;
        this.documents = documents;
        this.listings = new UploadListings(place, documents);
    }

    @Override
    public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
        StoreRequest request = StoreRequest.of("POST", new Asked("CREATE UPLOAD of", place, key), "uploads");
        OssMetadata.write(request, metadata);
        OssOptions.write(request, options);
        return new UploadId(
                key, documents.call(request, List.of("InitiateMultipartUploadResult"), UploadDocuments::uploadId));
    }

    @Override
    public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
        StoreRequest request = StoreRequest.with(payload, "PUT", asked("PUT PART of", upload), part(upload, number));
        try (Answer answer = caller.call(request)) {
            return new UploadedPart(number, payload.length(), ObjectAnswers.etag(answer), payload.crc32c());
        }
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        StoreRequest request = StoreRequest.of("PUT", asked("COPY PART of", upload), part(upload, number))
                .takingWork();
        from(source, request).header("x-oss-copy-source-range", range.header());
        return documents.call(
                request,
                List.of("CopyPartResult"),
                document -> UploadDocuments.copiedPart(document, number, range.length()));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        return listings.parts(upload);
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        StoreRequest request = StoreRequest.with(
                UploadDocuments.completion(parts, false),
                "POST",
                asked("COMPLETE UPLOAD of", upload),
                "uploadId=" + UriEncoding.value(upload.id()));
        request.takingWork().header("content-type", "application/xml");
        return documents.call(request, List.of("CompleteMultipartUploadResult"), UploadDocuments::etag);
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        caller.remove(StoreRequest.of(
                "DELETE", asked("ABORT UPLOAD of", upload), "uploadId=" + UriEncoding.value(upload.id())));
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        Optional<String> start = prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
        return listings.open(start, KeySpelling.URL, "uploads");
    }

    /** Names the object to copy from, and the version of it. */
    static StoreRequest from(CopySource source, StoreRequest request) {
        request.header(
                "x-oss-copy-source",
                '/' + source.bucket() + '/' + UriEncoding.path(source.key().value()));
        if (source.etag().isPresent()) {
            request.header("x-oss-copy-source-if-match", source.etag().quoted());
        }
        return request;
    }

    private Asked asked(String what, UploadId upload) {
        return new Asked(what, place, upload.key());
    }

    private static String part(UploadId upload, int number) {
        return "partNumber=" + number + "&uploadId=" + UriEncoding.value(upload.id());
    }
}
