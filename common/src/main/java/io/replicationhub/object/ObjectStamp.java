package io.replicationhub.object;

import java.time.Instant;

/**
 * What a listing says of an object for free, and what two sides compare.
 *
 * @param size bytes
 * @param etag as listed; {@link ETag#NONE} where the store gives none
 * @param lastModified by the store's own clock; S3 keeps whole seconds for objects, so finer digits are not to be relied on
 */
public record ObjectStamp(long size, ETag etag, Instant lastModified) {
    public ObjectStamp {
        if (size < 0) {
            throw new IllegalArgumentException("an object cannot have " + size + " bytes");
        }
    }
}
