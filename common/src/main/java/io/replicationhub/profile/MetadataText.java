package io.replicationhub.profile;

/** How user metadata beyond ASCII is spelt in headers. */
public enum MetadataText {
    /** As encoded words: S3 decodes them to store and encodes them to answer (S3 User Guide, "User-defined metadata"). */
    RFC_2047,
    /** As the bytes of UTF-8. */
    UTF_8
}
