package io.replicationhub.object;

/**
 * Where a listing of versions goes on: behind an entry.
 *
 * @param id of that entry; empty to go on behind all entries of the key, or, at stores that know no better, before them
 */
public record VersionCursor(String key, String id) {
    /** Behind everything of a key. */
    public static VersionCursor behind(ObjectKey key) {
        return new VersionCursor(key.value(), "");
    }
}
