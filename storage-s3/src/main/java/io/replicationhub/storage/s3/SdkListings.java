package io.replicationhub.storage.s3;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
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
        List<S3Object> contents = page.contents();
        String last =
                contents.isEmpty() ? null : contents.get(contents.size() - 1).key();
        return page(asked, contents, page.isTruncated(), page.nextMarker() == null ? last : page.nextMarker());
    }

    private @Nullable EncodingType encoding() {
        return dialect.listedKeys() == KeySpelling.URL ? EncodingType.URL : null;
    }

    private ListPage page(Asked asked, List<S3Object> contents, @Nullable Boolean truncated, @Nullable String next)
            throws StorageException {
        String cursor = Boolean.TRUE.equals(truncated) ? next : null;
        if (truncated == null || truncated && cursor == null) {
            throw new StorageException.Rejected(
                    FailureScope.ENDPOINT, asked + ": the answer is no listing of S3", null);
        }
        return new ListPage(contents.stream().map(this::listed).toList(), Optional.ofNullable(cursor));
    }

    private ListedObject listed(S3Object object) {
        ETag etag = object.eTag() == null ? ETag.NONE : ETag.parse(object.eTag());
        String storageClass = object.storageClassAsString() == null ? "" : object.storageClassAsString();
        String restoration = object.restoreStatus() == null
                ? ""
                : String.valueOf(object.restoreStatus().isRestoreInProgress());
        return new ListedObject(
                new ObjectKey(object.key()),
                new ObjectStamp(object.size(), etag, object.lastModified()),
                storageClass,
                dialect.archives().listed(storageClass, restoration));
    }
}
