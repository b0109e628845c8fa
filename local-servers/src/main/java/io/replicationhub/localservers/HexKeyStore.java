package io.replicationhub.localservers;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Gives s3proxy's file-like store the keys of S3. By itself it takes keys for paths: it cannot hold {@code a} beside
 * {@code a/b}, folds {@code //}, and sorts by UTF-16. It also takes parts for uploads that it does not know, which is
 * refused here.
 */
final class HexKeyStore extends ForwardingBlobStore {
    /** In bytes of UTF-8 (S3 user guide, "Naming Amazon S3 objects"). */
    private static final int LONGEST_KEY = 1024;

    private final ListingIndex index = new ListingIndex();

    /** The delegate must be empty, and reached through this alone. */
    HexKeyStore(BlobStore delegate) {
        super(delegate);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String delimiter = request.delimiter();
        if (delimiter != null && !delimiter.isEmpty()) {
            return new GroupedListing(this::flat).list(request);
        }
        return flat(request);
    }

    private ListObjectsV2Response flat(ListObjectsV2Request request) {
        // Throws when there is no such bucket.
        HeadBucketResponse bucket = super.headBucket(
                HeadBucketRequest.builder().bucket(request.bucket()).build());
        Objects.requireNonNull(bucket);
        return index.page(request);
    }

    @Override
    public void deleteBucket(String container) {
        super.deleteBucket(container);
        index.forget(container);
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = super.listVersions(request.toBuilder()
                .prefix(encode(request.prefix()))
                .keyMarker(encode(request.keyMarker()))
                .build());
        String next = page.nextKeyMarker();
        return page.toBuilder()
                .versions(page.versions().stream()
                        .map(v -> v.toBuilder().key(HexKeys.decode(v.key())).build())
                        .toList())
                .deleteMarkers(page.deleteMarkers().stream()
                        .map(m -> m.toBuilder().key(HexKeys.decode(m.key())).build())
                        .toList())
                .nextKeyMarker(next == null ? null : HexKeys.decode(next))
                .build();
    }

    @Override
    public boolean blobExists(String container, String name) {
        return super.blobExists(container, HexKeys.encode(name));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        String name = fitting(request.key());
        PutObjectResponse put = super.putBlob(request.toBuilder().key(name).build(), payload);
        refresh(request.bucket(), name);
        return put;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        String name = fitting(request.destinationKey());
        CopyObjectResponse copied = super.copyBlob(request.toBuilder()
                .sourceKey(HexKeys.encode(request.sourceKey()))
                .destinationKey(name)
                .build());
        refresh(request.destinationBucket(), name);
        return copied;
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return super.blobMetadata(
                request.toBuilder().key(HexKeys.encode(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return super.getBlob(
                request.toBuilder().key(HexKeys.encode(request.key())).build());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        String name = HexKeys.encode(request.key());
        DeleteObjectResponse removed =
                super.removeBlob(request.toBuilder().key(name).build());
        refresh(request.bucket(), name);
        return removed;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name) {
        return super.getBlobAccess(container, HexKeys.encode(name));
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        return super.getBlobAcl(
                request.toBuilder().key(HexKeys.encode(request.key())).build());
    }

    @Override
    public void setBlobAccess(String container, String name, ObjectCannedACL access) {
        super.setBlobAccess(container, HexKeys.encode(name), access);
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name, @Nullable String version) {
        return super.getBlobAccess(container, HexKeys.encode(name), version);
    }

    @Override
    public void setBlobAccess(String container, String name, ObjectCannedACL access, @Nullable String version) {
        super.setBlobAccess(container, HexKeys.encode(name), access, version);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload upload = super.initiateMultipartUpload(
                request.toBuilder().key(fitting(request.key())).build());
        return new MultipartUpload(upload.id(), request, upload.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(encoded(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        String name = HexKeys.encode(request.key());
        CompleteMultipartUploadResponse completed = super.completeMultipartUpload(
                encoded(upload), request.toBuilder().key(name).build());
        refresh(request.bucket(), name);
        return completed;
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        requireOpen(upload);
        return super.uploadMultipartPart(
                encoded(upload),
                request.toBuilder().key(HexKeys.encode(request.key())).build(),
                payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        requireOpen(upload);
        return super.listMultipartUpload(encoded(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String container) {
        return super.listMultipartUploads(container).stream()
                .map(u -> u.toBuilder().key(HexKeys.decode(u.key())).build())
                .toList();
    }

    private void refresh(String bucket, String name) {
        if (HexKeys.isNote(name)) {
            return;
        }
        index.refresh(bucket, name, () -> {
            try {
                return super.blobMetadata(
                        HeadObjectRequest.builder().bucket(bucket).key(name).build());
            } catch (NoSuchKeyException e) {
                return null;
            }
        });
    }

    private void requireOpen(MultipartUpload upload) {
        if (!super.blobExists(upload.containerName(), HexKeys.noteOf(upload.id()))) {
            throw refusal(404, "NoSuchUpload", "The specified upload does not exist.");
        }
    }

    /** Only where keys come in; a key that is too long is not there to be read. */
    private static String fitting(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw refusal(400, "KeyTooLongError", "Your key is too long");
        }
        return HexKeys.encode(key);
    }

    private static AwsServiceException refusal(int status, String code, String message) {
        return S3Exception.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }

    private static MultipartUpload encoded(MultipartUpload upload) {
        return new MultipartUpload(
                upload.id(),
                upload.request().toBuilder()
                        .key(HexKeys.encode(upload.blobName()))
                        .build(),
                upload.response());
    }

    private static @Nullable String encode(@Nullable String key) {
        return key == null ? null : HexKeys.encode(key);
    }
}
