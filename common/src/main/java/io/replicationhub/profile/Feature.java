package io.replicationhub.profile;

import java.util.EnumSet;

/** What some services have and others have not. */
public enum Feature {
    /** Object tags: {@code ?tagging}, and {@code x-amz-tagging} with a PUT. */
    TAGS,
    /** {@code x-amz-tagging-count} with GET and HEAD. */
    TAG_COUNT,
    /** Versions of objects: {@code ?versions}, delete markers. */
    VERSIONS,
    /** Canned ACLs of objects: {@code x-amz-acl}. */
    ACL,
    /** {@code x-amz-copy-source-if-match} is honoured. */
    CONDITIONAL_COPY,
    /** {@code If-None-Match: *} with a PUT is honoured. */
    CONDITIONAL_PUT,
    /** {@code ListMultipartUploads}. */
    LIST_UPLOADS,
    /** A checksum over an object that was put in parts: {@code x-amz-checksum-type: FULL_OBJECT}. */
    FULL_OBJECT_CHECKSUM,
    /** {@code x-amz-server-side-encryption: AES256}. */
    SSE_S3,
    /** {@code x-amz-server-side-encryption: aws:kms}. */
    SSE_KMS,
    /** {@code x-amz-server-side-encryption: aws:kms:dsse}. */
    SSE_DSSE,
    /** {@code x-amz-server-side-encryption-bucket-key-enabled}. */
    SSE_BUCKET_KEY,
    /** {@code x-amz-request-payer}. */
    REQUESTER_PAYS,
    /** {@code x-amz-website-redirect-location} is kept. */
    WEBSITE_REDIRECT,
    /** Buckets that may be read without a signature. */
    ANONYMOUS_READS,
    /** All parts but the last must have the same size. */
    EQUAL_PARTS_ONLY,
    /** Asked to encode keys, listings of uploads do so and do not say so; they are asked for plain ones. */
    UPLOADS_ENCODED_UNSAID,
    /** {@code x-amz-tagging} at the beginning of an upload is passed over. */
    TAGS_OF_WHOLE_PUTS_ONLY,
    /** An underscore in the name of a pair of user metadata becomes a dash. */
    UNDERSCORES_BECOME_DASHES;

    /** Those that are no gain. */
    static EnumSet<Feature> shortfalls() {
        return EnumSet.range(EQUAL_PARTS_ONLY, UNDERSCORES_BECOME_DASHES);
    }
}
