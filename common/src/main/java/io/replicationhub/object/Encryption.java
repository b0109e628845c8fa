package io.replicationhub.object;

import java.util.Optional;

/**
 * How a store is to encrypt what it keeps. The keys are the store's: we never see one.
 *
 * @param method who holds the key
 * @param kmsKeyId of the key in KMS, as an id, an ARN or an alias; the account's own key of S3 where empty
 * @param bucketKey whether to spare KMS a request for each object
 */
public record Encryption(Method method, Optional<String> kmsKeyId, BucketKey bucketKey) {
    /** Nothing is asked for: the bucket's own setting decides. */
    public static final Encryption AS_THE_BUCKET_SAYS =
            new Encryption(Method.AS_THE_BUCKET_SAYS, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS);

    public static final Encryption AES256 =
            new Encryption(Method.AES256, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS);

    /** Who holds the key. */
    public enum Method {
        AS_THE_BUCKET_SAYS,
        /** SSE-S3: the store. */
        AES256,
        /** SSE-KMS: the key service. */
        KMS,
        /** DSSE-KMS: the key service, and two layers. It knows no bucket keys. */
        KMS_DSSE
    }

    /** Whether KMS is asked once for a bucket rather than for each object. */
    public enum BucketKey {
        AS_THE_BUCKET_SAYS,
        USED,
        NOT_USED
    }

    public Encryption {
        if (!usesKms(method) && kmsKeyId.isPresent()) {
            throw new IllegalArgumentException("a key of KMS where " + method + " is asked for");
        }
        if (method != Method.KMS && bucketKey != BucketKey.AS_THE_BUCKET_SAYS) {
            throw new IllegalArgumentException("a bucket key where " + method + " is asked for");
        }
    }

    /** Whether anything is asked for. */
    public boolean isAsked() {
        return method != Method.AS_THE_BUCKET_SAYS;
    }

    /** Whether the ETags of what is written are no MD5s for that (S3 API reference, "Object": ETag). */
    public boolean hidesMd5() {
        return usesKms(method);
    }

    private static boolean usesKms(Method method) {
        return method == Method.KMS || method == Method.KMS_DSSE;
    }
}
