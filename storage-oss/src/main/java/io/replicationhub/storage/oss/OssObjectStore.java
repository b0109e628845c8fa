package io.replicationhub.storage.oss;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.profile.Profiles;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ListingQuery;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.TagDocument;
import io.replicationhub.wire.xml.UploadDocuments;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bucket of OSS, whoever makes its requests. */
final class OssObjectStore implements ObjectStore {
    private final String bucket;
    private final String place;
    private final OssCaller caller;
    private final StoreDocuments documents;
    private final OssUploads uploads;
    private final ObjectAnswers answers = new ObjectAnswers(OssHeads::read);

    OssObjectStore(String bucket, OssCaller caller) {
        this.bucket = bucket;
        this.place = "oss://" + bucket;
        this.caller = caller;
        this.documents = new StoreDocuments(caller);
        this.uploads = new OssUploads(place, caller, documents);
    }

    @Override
    public String description() {
        return place + " at " + caller.endpoint();
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public StoreLimits limits() {
        return Profiles.OSS.storeLimits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        StoreRequest listing = StoreRequest.of(
                "GET",
                Asked.ofBucket("LIST", place),
                ListingQuery.of(request, ListingCall.START_AFTER, KeySpelling.URL));
        ListPage page = documents.listing(listing, Archives.OSS, request.maxKeys());
        return page.cursor().isPresent()
                ? new ListPage(page.objects(), Optional.of(decoded(page.cursor().get())))
                : page;
    }

    /** Unlike S3, OSS encodes the continuation too where it was asked to encode (OSS documentation, "ListObjectsV2"). */
    private static String decoded(String cursor) {
        try {
            return URLDecoder.decode(cursor, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return cursor;
        }
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return head(key, ETag.NONE);
    }

    /** OSS does not tell of parts (OSS documentation, "HeadObject"). */
    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return head(key, ifMatch);
    }

    private ObjectHead head(ObjectKey key, ETag ifMatch) throws StorageException {
        Asked asked = new Asked("HEAD", place, key);
        StoreRequest request = StoreRequest.of("HEAD", asked, "");
        if (ifMatch.isPresent()) {
            request.header("if-match", ifMatch.quoted());
        }
        try (Answer answer = caller.call(request)) {
            ObjectAnswers.checkPinned(asked, answer, Optional.of(ifMatch));
            return answers.whole(asked, answer);
        }
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        StoreRequest request = StoreRequest.of("GET", new Asked("GET TAGS of", place, key), "tagging");
        return documents.stream(request, "Tagging", TagDocument::read);
    }

    @Override
    public ObjectReading open(ReadRequest read) throws StorageException {
        Asked asked = new Asked("GET", place, read.key());
        StoreRequest request = StoreRequest.of("GET", asked, "").header("accept-encoding", "identity");
        read.ifMatch().ifPresent(etag -> request.header("if-match", etag.quoted()));
        // Without the second header a range beyond the end is answered by the whole object and 200.
        read.range()
                .ifPresent(range -> request.header("range", range.header()).header("x-oss-range-behavior", "standard"));
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
        OssMetadata.write(request, metadata);
        OssOptions.write(request, options);
        try (Answer answer = caller.call(request)) {
            return ObjectAnswers.etag(answer);
        }
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        StoreRequest request =
                StoreRequest.of("PUT", new Asked("COPY to", place, key), "").takingWork();
        OssUploads.from(source, request);
        if (replacement != null) {
            request.header("x-oss-metadata-directive", "REPLACE");
            OssMetadata.write(request, replacement);
        }
        OssOptions.writeCopy(request, options);
        return documents.call(request, List.of("CopyObjectResult"), UploadDocuments::etag);
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        caller.remove(StoreRequest.of("DELETE", new Asked("DELETE", place, key), ""));
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        return OssRestoring.restore(request, place, caller);
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
}
