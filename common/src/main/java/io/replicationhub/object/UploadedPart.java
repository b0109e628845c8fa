package io.replicationhub.object;

import java.util.OptionalInt;

/**
 * A part that a store holds.
 *
 * @param crc32c of its bytes, where known: always for a part that we sent, for a listed one where the store tells
 */
public record UploadedPart(int number, long size, ETag etag, OptionalInt crc32c) {}
