package io.replicationhub.profile;

/** What is sent with bodies for the store to check. */
public enum BodyChecksum {
    /** {@code x-amz-checksum-crc32c} with each body, and of the whole (FULL_OBJECT) when an upload is completed. */
    CRC32C,
    /** Nothing; the engine compares ETags. */
    NONE
}
