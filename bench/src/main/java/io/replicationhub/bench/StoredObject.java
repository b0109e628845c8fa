package io.replicationhub.bench;

import java.time.Instant;
import java.util.List;

/**
 * One object as it is kept. {@code headers} are name, value, name, value, as they are given back; {@code partSizes} is
 * empty for an object that was put whole; {@code fullCrc} says that the CRC may be published as FULL_OBJECT.
 */
record StoredObject(
        Body body, int crc32c, String etag, Instant modified, String[] headers, List<Long> partSizes, boolean fullCrc) {
    long size() {
        return body.length();
    }

    StoredObject touched(Instant now) {
        return new StoredObject(body, crc32c, etag, now, headers, List.of(), fullCrc);
    }

    StoredObject with(String[] otherHeaders) {
        return new StoredObject(body, crc32c, etag, modified, otherHeaders, partSizes, fullCrc);
    }
}
