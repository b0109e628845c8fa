package io.replicationhub.storage.s3;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.text.Archives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pages of a bucket's keys through the AWS SDK, by the call that the dialect has. */
record SdkListings(String bucket, S3Dialect dialect, S3Client client, SdkCalls calls) {
    ListPage list(ListRequest request) throws StorageException {
        return dialect.listing() == ListingCall.MARKER ? byMarker(request) : byStart(request);
    }

    private ListPage byStart(ListRequest request) throws StorageException {
        Asked asked = Asked.ofBucket("LIST", "s3://" + bucket);
        ListObjectsV2Response page = calls.call(
                asked,
                () -> client.listObjectsV2(list -> {
                    if (dialect.archives().listing() == Archives.Listing.TELLS_WHERE_ASKED) {
                        list.optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
                    }
                    list.bucket(bucket)
                            .prefix(request.prefix())
                            .maxKeys(request.maxKeys())
                            .encodingType(encoding());
                    if (request.cursor().isPresent()) {
                        list.continuationToken(request.cursor().get());
                    } else {
                        list.startAfter(request.startAfter().orElse(null));
                    }
                }));
        SdkDocument.check(asked, page.isTruncated(), page.name(), present(page.hasContents()));
        return page(asked, page.contents(), page.isTruncated(), page.nextContinuationToken());
    }

    private ListPage byMarker(ListRequest request) throws StorageException {
        Asked asked = Asked.ofBucket("LIST", "s3://" + bucket);
        ListObjectsResponse page = calls.call(
                asked,
                () -> client.listObjects(list -> list.bucket(bucket)
                        .prefix(request.prefix())
                        .maxKeys(request.maxKeys())
                        .encodingType(encoding())
                        .marker(request.cursor().or(request::startAfter).orElse(null))));
        SdkDocument.check(asked, page.isTruncated(), page.name(), present(page.hasContents()));
        List<S3Object> contents = page.contents();
        String last = !Boolean.TRUE.equals(page.isTruncated()) || contents.isEmpty()
                ? null
                : contents.get(contents.size() - 1).key();
        return page(asked, contents, page.isTruncated(), page.nextMarker() == null ? last : page.nextMarker());
    }

    private @Nullable EncodingType encoding() {
        return dialect.listedKeys() == KeySpelling.URL ? EncodingType.URL : null;
    }

    private static @Nullable Object present(boolean there) {
        return there ? Boolean.TRUE : null;
    }

    /** Whether there is more follows from where that begins, where the answer does not say it. */
    private ListPage page(Asked asked, List<S3Object> contents, @Nullable Boolean truncated, @Nullable String next)
            throws StorageException {
        if (Boolean.TRUE.equals(truncated) && next == null) {
            throw SdkDocument.malformed(asked, "it says that there is more, but not how to go on");
        }
        List<ListedObject> objects = new ArrayList<>(contents.size());
        for (S3Object object : contents) {
            objects.add(listed(asked, object));
        }
        return new ListPage(objects, Boolean.FALSE.equals(truncated) ? Optional.empty() : Optional.ofNullable(next));
    }

    private ListedObject listed(Asked asked, S3Object object) throws StorageException {
        String key = SdkDocument.in(asked, object.key(), "key");
        long size = SdkDocument.in(asked, object.size(), "size");
        Instant modified = object.lastModified() == null ? Instant.EPOCH : object.lastModified();
        ETag etag = object.eTag() == null ? ETag.NONE : ETag.parse(object.eTag());
        String storageClass = object.storageClassAsString() == null ? "" : object.storageClassAsString();
        String restoration = object.restoreStatus() == null
                ? ""
                : String.valueOf(object.restoreStatus().isRestoreInProgress());
        return new ListedObject(
                new ObjectKey(key),
                new ObjectStamp(size, etag, modified),
                storageClass,
                dialect.archives().listed(storageClass, restoration));
    }
}
