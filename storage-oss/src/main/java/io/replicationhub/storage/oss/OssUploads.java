package io.replicationhub.storage.oss;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ListingQuery;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.UriEncoding;
import io.replicationhub.wire.xml.UploadDocuments;
import io.replicationhub.wire.xml.UploadDocuments.Page;
import java.util.ArrayList;
import java.util.List;

/** Uploads in parts to OSS. Source: OSS documentation, "Multipart upload operations". */
final class OssUploads implements MultipartUploads {
    private final String place;
    private final OssCaller caller;
    private final StoreDocuments documents;

    OssUploads(String place, OssCaller caller, StoreDocuments documents) {
        this.place = place;
        this.caller = caller;
        this.documents = documents;
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
            return new UploadedPart(number, payload.length(), OssHeads.etag(answer), payload.crc32c());
        }
    }

    @Override
    public UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range)
            throws StorageException {
        StoreRequest request = StoreRequest.of("PUT", asked("COPY PART of", upload), part(upload, number));
        from(source, request).header("x-oss-copy-source-range", range.header());
        return documents.call(
                request,
                List.of("CopyPartResult"),
                document -> UploadDocuments.copiedPart(document, number, range.length()));
    }

    @Override
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        List<UploadedPart> parts = new ArrayList<>();
        for (String marker = ""; ; ) {
            StringBuilder query = new StringBuilder();
            if (!marker.isEmpty()) {
                ListingQuery.add(query, "part-number-marker", marker);
            }
            ListingQuery.add(query, "uploadId", upload.id());
            StoreRequest request = StoreRequest.of("GET", asked("LIST PARTS of", upload), query.toString());
            Page<UploadedPart> page = documents.call(request, List.of("ListPartsResult"), UploadDocuments::parts);
            parts.addAll(page.entries());
            if (page.next().isEmpty() || page.next().equals(marker)) {
                return parts;
            }
            marker = page.next();
        }
    }

    @Override
    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
        StoreRequest request = StoreRequest.with(
                UploadDocuments.completion(parts, false),
                "POST",
                asked("COMPLETE UPLOAD of", upload),
                "uploadId=" + UriEncoding.value(upload.id()));
        request.header("content-type", "application/xml");
        return documents.call(request, List.of("CompleteMultipartUploadResult"), UploadDocuments::etag);
    }

    @Override
    public void abort(UploadId upload) throws StorageException {
        Asked asked = asked("ABORT UPLOAD of", upload);
        try {
            caller.call(StoreRequest.of("DELETE", asked, "uploadId=" + UriEncoding.value(upload.id())))
                    .close();
        } catch (StorageException.Missing e) {
            if (e.scope() != FailureScope.OBJECT) {
                throw e;
            }
        }
    }

    @Override
    public List<OpenUpload> open(String prefix) throws StorageException {
        List<OpenUpload> uploads = new ArrayList<>();
        for (String keyMarker = "", idMarker = ""; ; ) {
            StringBuilder query = new StringBuilder();
            ListingQuery.add(query, "encoding-type", "url");
            if (!keyMarker.isEmpty()) {
                ListingQuery.add(query, "key-marker", keyMarker);
            }
            if (!prefix.isEmpty()) {
                ListingQuery.add(query, "prefix", prefix);
            }
            if (!idMarker.isEmpty()) {
                ListingQuery.add(query, "upload-id-marker", idMarker);
            }
            query.append("&uploads");
            StoreRequest request = StoreRequest.of("GET", Asked.ofBucket("LIST UPLOADS in", place), query.toString());
            UploadDocuments.Uploads page =
                    documents.stream(request, "ListMultipartUploadsResult", UploadDocuments::uploads);
            uploads.addAll(page.entries());
            boolean goesOn = !page.nextKey().equals(keyMarker) || !page.nextId().equals(idMarker);
            if (page.nextKey().isEmpty() || !goesOn) {
                return uploads;
            }
            keyMarker = page.nextKey();
            idMarker = page.nextId();
        }
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
