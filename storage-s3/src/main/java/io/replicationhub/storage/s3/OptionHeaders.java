package io.replicationhub.storage.s3;

import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.xml.TagDocument;
import java.util.Optional;

/**
 * How an object is to be kept, as headers of the request that makes it. Source: Amazon S3 API Reference, PutObject,
 * CreateMultipartUpload and CopyObject, "Request Parameters".
 */
final class OptionHeaders {
    private OptionHeaders() {}

    /** Adds the headers to a request that makes an object of bytes. */
    static void write(StoreRequest request, WriteOptions options) {
        keep(request, options);
        options.tags()
                .filter(tags -> !tags.isEmpty())
                .ifPresent(tags -> request.header("x-amz-tagging", TagDocument.inHeader(tags)));
    }

    /** Adds the headers to a request that makes an object of another. */
    static void writeCopy(StoreRequest request, WriteOptions options) {
        write(request, options);
        if (options.tags().isPresent()) {
            // The set is replaced by the empty one where none is given.
            request.header("x-amz-tagging-directive", "REPLACE");
        }
    }

    private static void keep(StoreRequest request, WriteOptions options) {
        Optional<String> storageClass = options.storageClass();
        if (storageClass.isPresent()) {
            request.header("x-amz-storage-class", storageClass.get());
        }
        Optional<CannedAcl> acl = options.acl();
        if (acl.isPresent()) {
            request.header("x-amz-acl", acl.get().headerValue());
        }
        if (options.encryption().isAsked()) {
            encrypt(request, options.encryption(), "x-amz-server-side-encryption");
        }
    }

    private static void encrypt(StoreRequest request, Encryption encryption, String name) {
        request.header(
                name,
                switch (encryption.method()) {
                    case AS_THE_BUCKET_SAYS -> throw new IllegalArgumentException("nothing to ask for");
                    case AES256 -> "AES256";
                    case KMS -> "aws:kms";
                    case KMS_DSSE -> "aws:kms:dsse";
                });
        if (encryption.kmsKeyId().isPresent()) {
            request.header(name + "-aws-kms-key-id", encryption.kmsKeyId().get());
        }
        if (encryption.bucketKey() != BucketKey.AS_THE_BUCKET_SAYS) {
            request.header(name + "-bucket-key-enabled", Boolean.toString(encryption.bucketKey() == BucketKey.USED));
        }
    }
}
