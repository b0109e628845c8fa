package io.replicationhub.object;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part that a store holds.
 *
 * @param crc32c of its bytes, where known: always for a part that we sent, for a listed one where the store tells
 * @param written when the store took it, where a listing tells
 */
public record UploadedPart(int number, long size, ETag etag, OptionalInt crc32c, Optional<Instant> written) {
    /** One that was just sent, or of a store that tells no times. */
    public UploadedPart(int number, long size, ETag etag, OptionalInt crc32c) {
        this(number, size, etag, crc32c, Optional.empty());
    }
}
