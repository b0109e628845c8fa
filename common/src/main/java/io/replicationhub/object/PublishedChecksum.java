package io.replicationhub.object;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checksum of an object's bytes that its store has kept since they were written.
 *
 * @param value its bytes in hexadecimal, lower case, most significant first
 * @param parts 0 where it is of the whole object; else it is a checksum of the checksums of so many parts
 */
public record PublishedChecksum(ChecksumKind kind, String value, int parts) {
    public PublishedChecksum {
        if (value.length() != 2 * kind.bytes() || parts < 0) {
            throw new IllegalArgumentException("no " + kind + " of " + parts + " parts: " + value);
        }
    }

    /** Of the whole object. */
    public static PublishedChecksum of(ChecksumKind kind, byte[] value) {
        return new PublishedChecksum(kind, HexFormat.of().formatHex(value), 0);
    }

    /** A CRC of 64 bits of the whole object. */
    public static PublishedChecksum of(ChecksumKind kind, long value) {
        return new PublishedChecksum(kind, HexFormat.of().toHexDigits(value), 0);
    }

    /** A CRC of 32 bits of the whole object. */
    public static PublishedChecksum of(ChecksumKind kind, int value) {
        return new PublishedChecksum(kind, HexFormat.of().toHexDigits(value), 0);
    }

    /** A CRC of the whole object, whose value stands in the lower bits. */
    public static PublishedChecksum crc(ChecksumKind kind, long value) {
        return kind.bytes() == Integer.BYTES ? of(kind, (int) value) : of(kind, value);
    }

    /** The one that takes least to compute. */
    public static Optional<PublishedChecksum> cheapest(List<PublishedChecksum> among) {
        Optional<PublishedChecksum> cheapest = Optional.empty();
        for (PublishedChecksum one : among) {
            if (cheapest.isEmpty() || one.kind.compareTo(cheapest.get().kind) < 0) {
                cheapest = Optional.of(one);
            }
        }
        return cheapest;
    }

    /** The value of a CRC, in the lower bits. */
    public long crc() {
        return HexFormat.fromHexDigitsToLong(value);
    }

    public boolean isOfWhole() {
        return parts == 0;
    }

    /** Spelled out, as in all that is compared for each object: what a record has of its own is linked when first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishedChecksum sum
                && kind == sum.kind
                && parts == sum.parts
                && value.equals(sum.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + value + (parts == 0 ? "" : " of " + parts + " parts");
    }
}
