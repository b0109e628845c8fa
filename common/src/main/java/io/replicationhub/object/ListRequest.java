package io.replicationhub.object;

import java.util.Optional;

/**
 * Asks for one page of a listing.
 *
 * @param prefix a string prefix, compared byte for byte; empty selects everything
 * @param startAfter only keys greater than this; ignored where {@code cursor} is given
 * @param cursor what the previous page gave to continue with; opaque
 * @param maxKeys an upper bound: a store may give fewer, even none, and still have more
 */
public record ListRequest(String prefix, Optional<String> startAfter, Optional<String> cursor, int maxKeys) {
    /** The most that S3 gives in a page (S3 API reference, ListObjectsV2). */
    public static final int PAGE = 1000;

    public static ListRequest first(String prefix) {
        return new ListRequest(prefix, Optional.empty(), Optional.empty(), PAGE);
    }

    public static ListRequest after(String prefix, String startAfter) {
        return new ListRequest(prefix, Optional.of(startAfter), Optional.empty(), PAGE);
    }

    public ListRequest next(String followingCursor) {
        return new ListRequest(prefix, startAfter, Optional.of(followingCursor), maxKeys);
    }
}
