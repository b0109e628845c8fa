package io.replicationhub.object;

import java.util.Optional;

/**
 * Asks for one page of a listing of versions.
 *
 * @param prefix a string prefix, compared byte for byte; empty selects everything
 * @param behind where to go on; empty from the beginning
 * @param maxEntries an upper bound: a store may give fewer, even none, and still have more
 */
public record VersionListRequest(String prefix, Optional<VersionCursor> behind, int maxEntries) {
    /** The most that S3 gives in a page (S3 API reference, ListObjectVersions). */
    public static final int PAGE = 1000;

    public static VersionListRequest first(String prefix) {
        return new VersionListRequest(prefix, Optional.empty(), PAGE);
    }

    public VersionListRequest behind(VersionCursor cursor) {
        return new VersionListRequest(prefix, Optional.of(cursor), maxEntries);
    }
}
