package io.replicationhub.storage.oss;

import io.replicationhub.object.Encryption;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.xml.TagDocument;

/** How an object is to be kept, as headers. Source: OSS documentation, "PutObject" and "CopyObject". */
final class OssOptions {
    private static final String ENCRYPTION = "x-oss-server-side-encryption";

    private OssOptions() {}

    /** Adds the headers to a request that makes an object of bytes. */
    static void write(StoreRequest request, WriteOptions options) throws StorageException {
        options.storageClass().ifPresent(name -> request.header("x-oss-storage-class", name));
        options.tags()
                .filter(tags -> !tags.isEmpty())
                .ifPresent(tags -> request.header("x-oss-tagging", TagDocument.inHeader(tags)));
        if (options.acl().isPresent()) {
            acl(request, options);
        }
        Encryption encryption = options.encryption();
        switch (encryption.method()) {
            case AS_THE_BUCKET_SAYS -> {}
            case AES256 -> request.header(ENCRYPTION, "AES256");
            case KMS_DSSE ->
                throw new StorageException.Rejected(
                        FailureScope.BUCKET, request.asked() + ": OSS does not encrypt in two layers", null);
            case KMS -> {
                request.header(ENCRYPTION, "KMS");
                encryption.kmsKeyId().ifPresent(id -> request.header(ENCRYPTION + "-key-id", id));
            }
        }
    }

    /** Adds the headers to a request that makes an object of another. */
    static void writeCopy(StoreRequest request, WriteOptions options) throws StorageException {
        write(request, options);
        if (options.tags().isPresent()) {
            request.header("x-oss-tagging-directive", "Replace");
        }
    }

    private static void acl(StoreRequest request, WriteOptions options) throws StorageException {
        switch (options.acl().orElseThrow()) {
            case PRIVATE -> request.header("x-oss-object-acl", "private");
            case PUBLIC_READ -> request.header("x-oss-object-acl", "public-read");
            case PUBLIC_READ_WRITE -> request.header("x-oss-object-acl", "public-read-write");
            case AUTHENTICATED_READ, AWS_EXEC_READ, BUCKET_OWNER_READ, BUCKET_OWNER_FULL_CONTROL ->
                throw new StorageException.Rejected(
                        FailureScope.BUCKET,
                        request.asked() + ": OSS has no ACL "
                                + options.acl().orElseThrow().headerValue(),
                        null);
        }
    }
}
