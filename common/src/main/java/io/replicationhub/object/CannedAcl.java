package io.replicationhub.object;

import java.util.Locale;

/**
 * Grants that a store knows by one name. Source: Amazon S3 User Guide, "Access control list (ACL) overview", section
 * "Canned ACL"; {@code log-delivery-write} is for buckets alone. Other stores know some of them.
 */
public enum CannedAcl {
    PRIVATE,
    PUBLIC_READ,
    PUBLIC_READ_WRITE,
    AUTHENTICATED_READ,
    AWS_EXEC_READ,
    BUCKET_OWNER_READ,
    BUCKET_OWNER_FULL_CONTROL;

    /** As it stands in a header: {@code public-read}. */
    public String headerValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
