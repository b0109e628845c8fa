package io.replicationhub.storage.s3;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ListingQuery;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.xml.RestoreDocument;
import io.replicationhub.wire.xml.TagDocument;
import io.replicationhub.wire.xml.UploadDocuments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bucket over the wire. */
final class WireObjectStore implements ObjectStore {
    private final String bucket;
    private final String place;
    private final S3Dialect dialect;
    private final S3Caller caller;
    private final StoreDocuments documents;
    private final WireUploads uploads;
    private final ObjectAnswers answers;
    private final ChecksumAsking checksums;
    private volatile boolean knowsParts = true;

    WireObjectStore(String bucket, S3Dialect dialect, S3Caller caller) {
        this.bucket = bucket;
        this.place = "s3://" + bucket;
        this.dialect = dialect;
        this.checksums = new ChecksumAsking(dialect);
        this.answers = HeadReader.of(dialect);
        this.caller = caller;
        this.documents = new StoreDocuments(caller);
        this.uploads = new WireUploads(bucket, dialect, caller, documents);
    }

    @Override
    public String description() {
        return "s3://" + bucket + " at " + caller.endpoint();
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public StoreLimits limits() {
        return dialect.limits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        StoreRequest listing = StoreRequest.of(
                "GET",
                Asked.ofBucket("LIST", place),
                ListingQuery.of(request, dialect.listing(), dialect.listedKeys()));
        if (dialect.archives().listing() == Archives.Listing.TELLS_WHERE_ASKED) {
            listing.header("x-amz-optional-object-attributes", "RestoreStatus");
        }
        return documents.listing(listing, dialect.archives(), request.maxKeys(), dialect.listing());
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return head(key, Optional.empty());
    }

    ObjectHead head(ObjectKey key, Optional<VersionId> version) throws StorageException {
        Asked asked = new Asked("HEAD", place, key);
        String query = WireVersions.of(version);
        return checksums.head(
                () -> head(
                        asked,
                        StoreRequest.of("HEAD", asked, query).header(ChecksumAsking.HEADER, ChecksumAsking.ENABLED)),
                () -> head(asked, StoreRequest.of("HEAD", asked, query)));
    }

    private ObjectHead head(Asked asked, StoreRequest request) throws StorageException {
        try (Answer answer = headers(request)) {
            return answers.whole(asked, answer);
        }
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return headFirstPart(key, Optional.empty(), ifMatch);
    }

    ObjectHead headFirstPart(ObjectKey key, Optional<VersionId> version, ETag ifMatch) throws StorageException {
        if (knowsParts) {
            try {
                return head("HEAD part 1 of", key, ifMatch, WireVersions.of("partNumber=1", version));
            } catch (StorageException.Rejected e) {
                if (e.scope() != FailureScope.OBJECT) {
                    throw e;
                }
            }
        }
        ObjectHead whole = head("HEAD", key, ifMatch, WireVersions.of(version));
        // The store refused to tell of a part, not of the object: it need not be asked again.
        knowsParts = false;
        return whole;
    }

    private ObjectHead head(String what, ObjectKey key, ETag ifMatch, String query) throws StorageException {
        Asked asked = new Asked(what, place, key);
        StoreRequest request = StoreRequest.of("HEAD", asked, query);
        if (ifMatch.isPresent()) {
            request.header("if-match", ifMatch.quoted());
        }
        try (Answer answer = headers(request)) {
            ObjectAnswers.checkPinned(asked, answer, Optional.of(ifMatch));
            return HeadReader.firstPart(asked, answer, dialect);
        }
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return tags(key, Optional.empty());
    }

    ObjectTags tags(ObjectKey key, Optional<VersionId> version) throws StorageException {
        StoreRequest request =
                StoreRequest.of("GET", new Asked("GET TAGS of", place, key), WireVersions.of("tagging=", version));
        return documents.stream(request, "Tagging", TagDocument::read);
    }

    @Override
    public ObjectReading open(ReadRequest read) throws StorageException {
        Asked asked = new Asked("GET", place, read.key());
        StoreRequest request =
                StoreRequest.of("GET", asked, WireVersions.of(read.version())).header("accept-encoding", "identity");
        read.ifMatch().ifPresent(etag -> request.header("if-match", etag.quoted()));
        if (read.range().isPresent()) {
            request.header("range", read.range().get().header());
        } else if (ChecksumAsking.of(dialect)) {
            request.header(ChecksumAsking.HEADER, ChecksumAsking.ENABLED);
        }
        try {
            return answers.open(asked, read, caller.call(request));
        } catch (IOException e) {
            throw caller.broken(asked, e);
        }
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        StoreRequest request = StoreRequest.with(payload, "PUT", new Asked("PUT", place, key), "");
        MetadataHeaders.write(request, metadata, dialect.metadataText());
        OptionHeaders.write(request, options);
        if (dialect.checksums() == BodyChecksum.CRC32C) {
            payload.crc32c().ifPresent(crc -> request.header(Checksums.HEADER, Checksums.base64(crc)));
        }
        try (Answer answer = caller.call(request)) {
            return ObjectAnswers.etag(answer);
        }
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        StoreRequest request =
                StoreRequest.of("PUT", new Asked("COPY to", place, key), "").takingWork();
        WireUploads.from(source, request);
        if (replacement != null) {
            request.header("x-amz-metadata-directive", "REPLACE");
        }
        MetadataHeaders.write(request, replacement == null ? ObjectMetadata.NONE : replacement, dialect.metadataText());
        OptionHeaders.writeCopy(request, options);
        return documents.call(request, List.of("CopyObjectResult"), UploadDocuments::etag);
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        caller.remove(StoreRequest.of("DELETE", new Asked("DELETE", place, key), ""));
    }

    @Override
    public RestoreAnswer restore(RestoreRequest wanted) throws StorageException {
        boolean withDays = !dialect.archives().tiered().contains(wanted.storageClass());
        StoreRequest request = StoreRequest.with(
                        RestoreDocument.of(wanted, dialect.restoreJob(), withDays),
                        "POST",
                        new Asked("RESTORE", bucket, wanted.key()),
                        "restore=")
                .header("content-type", "application/xml");
        return Restoring.answer(() -> {
            try (Answer answer = caller.call(request)) {
                return answer.status();
            }
        });
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return Optional.of(new WireVersions(this, place, dialect, caller, documents));
    }

    @Override
    public MultipartUploads uploads() {
        return uploads;
    }

    @Override
    public void close() {
        caller.close();
    }

    @Override
    public String toString() {
        return description();
    }

    /** Makes a HEAD request, and once more where asking why it was refused has mended that. */
    private Answer headers(StoreRequest request) throws StorageException {
        try {
            return caller.call(request);
        } catch (StorageException.Denied | StorageException.Rejected e) {
            // A range is not of a part, but of a version.
            String query = request.query().replaceFirst("^partNumber=1&?", "");
            StoreRequest why = StoreRequest.of("GET", request.asked(), query).header("range", "bytes=0-0");
            RefusedHead.ask(e, () -> caller.call(why, RefusedHead.NO_FIRST_BYTE).abandon());
            return caller.call(request);
        }
    }
}
