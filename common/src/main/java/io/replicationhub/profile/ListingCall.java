package io.replicationhub.profile;

/** By which request a bucket is listed. */
public enum ListingCall {
    /** ListObjectsV2: {@code start-after} to begin, an opaque continuation token to go on. */
    START_AFTER,
    /** ListObjects: the last key seen, as {@code marker}, both to begin and to go on. */
    MARKER
}
