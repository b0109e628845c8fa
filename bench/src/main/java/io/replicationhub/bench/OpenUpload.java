package io.replicationhub.bench;

import java.time.Instant;
import java.util.SortedMap;

/** A multipart upload that was begun. Guard {@code parts} by the record itself. */
record OpenUpload(
        String id, String key, String[] headers, boolean fullCrc, Instant begun, SortedMap<Integer, Part> parts) {
    /** One part that arrived; {@code etag} is the quoted MD5. */
    record Part(Body body, int crc32c, String etag, Instant modified) {}
}
